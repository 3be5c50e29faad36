"""Matches with their evidence and reasons, for the few documents of a page."""

from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext

from .documents import source_of
from .encoder.base import Vectors
from .encoder.queries import query_vector
from .evidence import Candidate, Quote, quotes, spans
from .finding import Found
from .matches import Evidence, Match, Reason
from .models import Change, IndexedPassage
from .passages import title_at
from .sentences import unpack
from .standing import carriers
from .text import language, spans_of, tokens

# From so many standard deviations on, a document is said to be close in meaning.
CLOSE = 3.0

# So many of a document's passages, its best, are looked through for evidence.
PASSAGES = 3

# At most so many of the question's words are said to be missing, and only such as weigh at least so much of what its
# weightiest does.
MISSING_WORDS, MISSING_WEIGHT = 3, 0.5


def matches(found: Found, numbers: Sequence[int]) -> tuple[Match, ...]:
    """With evidence and reasons."""
    passages = _best_passages(found, numbers)
    weights = {token: found.view.weight(token) for token in found.spelling}
    vector = None if found.degraded else query_vector(found.model, found.question)
    telling = {token for token in found.spelling if found.view.is_telling(token)}
    return tuple(_match(found, n, passages[n], weights, telling, vector) for n in numbers)


@dataclass(frozen=True)
class _Passage:
    row: IndexedPassage
    standing: float

    def candidate(self, vector: Vectors | None) -> Candidate:
        text = self.row.text
        nearness = None
        if vector is not None:
            vectors = unpack(self.row.sentences, len(spans(text)), len(vector))
            nearness = None if vectors is None else vectors @ vector
        return Candidate(text, set(tokens(self.row.document.title)), self.standing, nearness)


def _best_passages(found: Found, numbers: Sequence[int]) -> dict[int, list[_Passage]]:
    """Of each document its best that may be quoted, best first. Not those that were replaced since the view was read,
    nor those of a document that has changed, is not indexed anew yet, and does not say so any more."""
    view, scores = found.view, found.ranking.row_scores
    rows = {n: _best_rows(found, n) for n in numbers}
    ids = [int(view.row_ids[row]) for best in rows.values() for row in best]
    passages = IndexedPassage.objects.exclude(kind="code").select_related("document")
    quotable = passages.defer("tokens", "vector", "document__facets").in_bulk(ids)
    keys = [view.keys[n] for n in numbers]
    changed = set(Change.objects.filter(key__in=keys).values_list("key", flat=True))
    best = {}
    for n, key in zip(numbers, keys, strict=True):
        standing = {int(view.row_ids[row]): float(scores[row]) for row in rows[n]}
        known = [_Passage(quotable[pk], standing[pk]) for pk in standing if pk in quotable]
        text = _current_text(key) if key in changed and known else None
        best[n] = [p for p in known if key not in changed or _still_says(text, p.row)]
    return best


def _best_rows(found: Found, number: int) -> list[int]:
    rows = found.view.rows_of(number)
    scores = found.ranking.row_scores[rows.start : rows.stop]
    order = np.argsort(-scores, kind="stable")[:PASSAGES]
    return [rows[place] for place in order.tolist() if np.isfinite(scores[place])]


def _current_text(key: str) -> str:
    document = source_of(key).document(key)
    return document.text if document else ""


def _still_says(text: str | None, row: IndexedPassage) -> bool:
    return text is not None and text[row.start : row.end] == row.text


def _match(
    found: Found,
    number: int,
    passages: Sequence[_Passage],
    weights: Mapping[str, float],
    telling: Set[str],
    vector: Vectors | None,
) -> Match:
    quoted = quotes([passage.candidate(vector) for passage in passages], weights)
    meaning, words = _shares(found, number)
    return Match(
        key=found.view.keys[number],
        score=round(float(found.scores[number]), 4),
        evidence=tuple(_evidence(passages[q.candidate].row, q, telling) for q in quoted),
        reasons=tuple(_reasons(found, number, weights)),
        meaning_share=meaning,
        words_share=words,
    )


def _evidence(row: IndexedPassage, quote: Quote, telling: Set[str]) -> Evidence:
    text = row.text[quote.start : quote.end]
    title = title_at(row, quote.start)
    words = tuple(spans_of(text, telling))
    return Evidence(text, title, row.start + quote.start, row.start + quote.end, words)


def _shares(found: Found, number: int) -> tuple[float, float]:
    """What of the document's standing came from meaning, and what from words and the terms named by them."""
    meaning = max(0.0, float(found.ranking.dense[number]))
    words = max(0.0, float(found.ranking.fused[number]) - float(found.ranking.dense[number]))
    if not meaning + words > 0:
        return 0.0, 0.0
    share = round(meaning / (meaning + words), 2)
    return share, round(1 - share, 2)


def _reasons(found: Found, number: int, weights: Mapping[str, float]) -> Iterator[Reason]:
    has = set(found.view.tokens_in(number, list(found.spelling)))
    carried = [term for term in found.understood if number in carriers(found.view, term)]
    for term in carried:
        yield Reason(term.kind, term.slug, term.matched_text)
    # As the question spells them, common ones left out.
    said = dict.fromkeys(
        word
        for token, word in found.spelling.items()
        if token in has and found.view.is_telling(token)
    )
    if said:
        # Not the parts of a name beside it: ISO 27001 says it all.
        whole = [w for w in said if not any(w in other.split() for other in said if w != other)]
        yield Reason("words", " · ".join(whole))
    if found.ranking.dense[number] >= CLOSE:
        yield Reason("meaning", gettext("close in meaning to the question"))
    asked_as = {token for term in carried for token in tokens(term.matched_text)}
    if missing := _missing(found, number, weights, has | asked_as):
        yield Reason("missing", " · ".join(missing))


def _missing(
    found: Found, number: int, weights: Mapping[str, float], has: Collection[str]
) -> list[str]:
    """The question's weightiest words of which the document has nothing, as the question spells them and in its order.

    None where the document is in the other script: it says what was asked in words of its own.
    """
    asked_in = language(found.question)
    if not found.view.locales[number].startswith(asked_in):
        return []
    words: dict[str, float] = {}
    for token, word in found.spelling.items():
        words[word] = max(words.get(word, 0.0), weights[token])
    present = {word for token, word in found.spelling.items() if token in has}
    least = MISSING_WEIGHT * max(weights.values(), default=0.0)
    absent = [
        word
        for word in words
        if word not in present and words[word] >= least and _names_something(word, asked_in)
    ]
    heaviest = sorted(absent, key=lambda word: -words[word])[:MISSING_WORDS]
    return [word for word in words if word in heaviest]


def _names_something(word: str, asked_in: str) -> bool:
    """A single Chinese character may be said in many ways, and so may a word in the other script."""
    return len(word) > 1 and language(word) == asked_in
