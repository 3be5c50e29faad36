"""What was understood, as the documents that it lets through, and those that it puts forward or back."""

from collections.abc import Iterable, Sequence

import numpy as np

from .engines.embedded import View
from .engines.segments import Bools, Ints
from .filters import Filters
from .questions.understood import TIME, WORDS, Understood, Use
from .ranking import Named
from .text import query_tokens


def is_wanted_term(one: Understood) -> bool:
    """Whether it is a term that the question itself asks for."""
    return (
        bool(one.matched_text)
        and one.use is not Use.OFF
        and not one.negated
        and one.kind not in (TIME, WORDS)
    )


def carriers(view: View, one: Understood) -> Ints:
    """The numbers of the documents that have what was understood: that carry the term, were published in the time,
    or say the words."""
    if one.kind == TIME:
        return np.flatnonzero(view.document_mask(Filters({}, one.after, one.before)))
    if one.kind == WORDS:
        return np.flatnonzero(_saying(view, one.matched_text))
    return view.facet_values.get(one.kind, {}).get(one.slug, np.zeros(0, dtype=np.int64))


def conditions(view: View, understood: Iterable[Understood]) -> Bools:
    """One flag a document: whether it passes what was made a filter. Of several terms of one kind any will do."""
    passing = np.ones(len(view.keys), dtype=bool)
    any_of: dict[str, Bools] = {}
    for one in understood:
        if one.use is not Use.FILTER:
            continue
        has = np.zeros(len(view.keys), dtype=bool)
        has[carriers(view, one)] = True
        if one.negated:
            passing &= ~has
        elif one.kind == TIME:
            passing &= has
        else:
            any_of[one.kind] = any_of.get(one.kind, False) | has
    for has in any_of.values():
        passing &= has
    return passing


def boosts(view: View, understood: Sequence[Understood]) -> tuple[list[Named], list[Named]]:
    """What puts documents forward, and what sets them back."""
    named: list[Named] = []
    denied: list[Named] = []
    for one in understood:
        if one.use is Use.OFF or (one.negated and one.use is Use.FILTER) or not one.matched_text:
            continue
        tokens = tuple(query_tokens(one.matched_text))
        (denied if one.negated else named).append(Named(tokens, carriers(view, one)))
    return named, denied


def _saying(view: View, words: str) -> Bools:
    """Whether a document has all of some words."""
    saying = view.alive_documents.copy()
    for token in query_tokens(words):
        _, found = view.lexical([token], view.alive_documents)
        saying &= found > 0
    return saying
