"""Matches with their evidence and reasons, for the few documents of a page."""

from collections.abc import Sequence
from functools import partial

from django.utils.translation import gettext

from .documents import source_of
from .encoder.queries import nearness
from .evidence import best_sentence
from .finding import Found
from .matches import Evidence, Match, Reason
from .models import Change, IndexedPassage
from .passages import title_at
from .standing import carriers

# From so many standard deviations on, a document is said to be close in meaning.
CLOSE = 3.0


def matches(found: Found, numbers: Sequence[int], by_meaning: int = 0) -> tuple[Match, ...]:
    """With evidence and reasons; for the first `by_meaning` of them evidence may be found by meaning."""
    view = found.view
    rows = {n: row for n in numbers if (row := int(found.ranking.best_row[n])) >= 0}
    passages = IndexedPassage.objects.in_bulk([int(view.row_ids[row]) for row in rows.values()])
    keys = [view.keys[n] for n in numbers]
    changed = set(Change.objects.filter(key__in=keys).values_list("key", flat=True))
    return tuple(
        Match(
            key=key,
            score=round(float(found.scores[n]), 4),
            evidence=_evidence(
                found,
                key,
                passages.get(int(view.row_ids[rows[n]])),
                changed=key in changed,
                by_meaning=place < by_meaning,
            )
            if n in rows
            else (),
            reasons=tuple(_reasons(found, n)),
        )
        for place, (n, key) in enumerate(zip(numbers, keys, strict=True))
    )


def _evidence(
    found: Found, key: str, passage: IndexedPassage | None, *, changed: bool, by_meaning: bool
) -> tuple[Evidence, ...]:
    """The best sentence. None where the passage was replaced since the view was read, or where the
    document has changed, is not indexed anew yet, and does not say so any more."""
    if passage is None or (changed and not _still_says(key, passage)):
        return ()
    near = partial(nearness, found.model, found.question)
    start, end = best_sentence(
        passage.text, list(found.spelling), found.view.weight, near if by_meaning else None
    )
    return (
        Evidence(
            passage.text[start:end],
            title_at(passage, start),
            passage.start + start,
            passage.start + end,
        ),
    )


def _still_says(key: str, passage: IndexedPassage) -> bool:
    document = source_of(key).document(key)
    return document is not None and document.text[passage.start : passage.end] == passage.text


def _reasons(found: Found, number: int) -> list[Reason]:
    reasons = [
        Reason(term.kind, term.matched_text)
        for term in found.understood
        if number in carriers(found.view, term)
    ]
    if words := _words_found(found, number):
        reasons.append(Reason("words", " · ".join(words)))
    if found.ranking.dense[number] >= CLOSE:
        reasons.append(Reason("meaning", gettext("close in meaning to the question")))
    return reasons


def _words_found(found: Found, number: int) -> list[str]:
    """The question's words that stand in the document, as the question spells them, common ones left out."""
    telling = [
        token
        for token in found.view.tokens_in(number, list(found.spelling))
        if found.view.is_telling(token)
    ]
    return list(dict.fromkeys(found.spelling[token] for token in telling))
