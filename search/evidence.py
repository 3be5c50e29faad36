"""The sentences of a passage that justify a match."""

from collections.abc import Callable, Collection

from .text import sentences, tokens


def best_sentence(
    text: str, query_tokens: Collection[str], weight: Callable[[str], float]
) -> tuple[int, int]:
    """The span in `text` of the sentence that holds the most of the query, each distinct token counting its
    `weight`; the first of equals. The whole text where it has no sentence."""
    spans = sentences(text) or [(0, len(text))]
    wanted = set(query_tokens)

    def shared(span: tuple[int, int]) -> float:
        return sum(weight(token) for token in wanted.intersection(tokens(text[slice(*span)])))

    return max(spans, key=shared)
