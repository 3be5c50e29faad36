"""The sentences of a passage that justify a match."""

from collections.abc import Callable, Collection, Sequence

from .text import rough_token_count, sentences, tokens

# A sentence of fewer tokens (a name, a heading, half a line) proves nothing by itself, but is near to everything: an
# encoder has little in it to tell it from the question by.
TELLING = 10


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
    if nearness and not any(shared):
        telling = [n for n, sentence in enumerate(texts) if rough_token_count(sentence) >= TELLING]
        for number, near in zip(telling, nearness([texts[n] for n in telling]), strict=True):
            shared[number] = near
    return spans[shared.index(max(shared))]
