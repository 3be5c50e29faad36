"""Other ways of choosing sentences that tell what a text says; each gives their places, best first."""

import hashlib
import random
from collections.abc import Callable, Iterable, Mapping, Sequence

from search.text import is_function_word, normalized, tokens

from .rouge import rouge

# Of sentences.
Order = Sequence[int]


def lead(sentences: Sequence[str]) -> Order:
    return range(len(sentences))


def at_random(sentences: Sequence[str]) -> Order:
    """The same each time for the same sentences."""
    places = list(range(len(sentences)))
    random.Random(hashlib.sha256("\n".join(sentences).encode()).digest()).shuffle(places)
    return places


def textrank(sentences: Sequence[str]) -> Order:
    """Mihalcea and Tarau, 2004, as sumy has it."""
    from sumy.summarizers.text_rank import TextRankSummarizer

    return _order(TextRankSummarizer(), sentences)


def lexrank(sentences: Sequence[str]) -> Order:
    """Erkan and Radev, 2004, as sumy has it."""
    from sumy.summarizers.lex_rank import LexRankSummarizer

    return _order(LexRankSummarizer(), sentences)


def oracle(sentences: Sequence[str], summary: str, most: int = 3) -> Order:
    """Who knows the summary: each next sentence is the one that brings ROUGE-L furthest. At most `most`."""
    chosen: list[int] = []
    while len(chosen) < min(most, len(sentences)):
        others = [place for place in range(len(sentences)) if place not in chosen]
        chosen.append(max(others, key=lambda n: rouge(joined(sentences, [*chosen, n]), summary).f))
    return chosen


def joined(sentences: Sequence[str], places: Iterable[int]) -> str:
    """In the order in which they stand."""
    return " ".join(sentences[place] for place in sorted(places))


BASELINES: Mapping[str, Callable[[Sequence[str]], Order]] = {
    "lead": lead,
    "random": at_random,
    "TextRank": textrank,
    "LexRank": lexrank,
}


class _Words:
    """Our own cutting into words, in the place of sumy's, which knows no Chinese and asks for downloads."""

    def to_words(self, sentence: str) -> list[str]:
        return [word for word in tokens(sentence) if not is_function_word(normalized(word))]


def _order(summarizer: Callable, sentences: Sequence[str]) -> Order:
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence

    paragraph = Paragraph(Sentence(sentence, _Words()) for sentence in sentences)
    order: list[int] = []

    def take_all(ranked: Sequence) -> Sequence:
        order.extend(one.order for one in ranked)
        return ranked

    summarizer(ObjectDocumentModel([paragraph]), take_all)
    return order
