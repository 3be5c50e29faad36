"""The sentences of a passage that justify a match."""

from collections.abc import Callable, Collection, Sequence

from .text import sentences, tokens


def best_sentence(
    text: str,
    query_tokens: Collection[str],
    weight: Callable[[str], float],
    nearness: Callable[[Sequence[str]], Sequence[float]] | None = None,
) -> tuple[int, int]:
    """The span in `text` of the sentence that holds the most of the query, each distinct token counting its
    `weight`; the first of equals. The whole text where it has no sentence.

    Where no sentence has a word of it, as across languages, the nearest in meaning by `nearness` of each, if given.
    """
    spans = sentences(text) or [(0, len(text))]
    wanted = set(query_tokens)
    texts = [text[slice(*span)] for span in spans]
    shared = [sum(weight(t) for t in wanted.intersection(tokens(sentence))) for sentence in texts]
    if nearness and not any(shared) and len(spans) > 1:
        shared = list(nearness(texts))
    return spans[shared.index(max(shared))]
