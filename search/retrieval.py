"""Question in, matches out: the index proposes, the database disposes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

import numpy as np
from django.utils import timezone
from django.utils.translation import gettext

from .engines.segments import Ints
from .explaining import matches
from .filters import NO_FILTERS, Filters
from .finding import Found, find
from .leaning import leaning, with_terms
from .matches import Answer, Facets, Outcome, Result
from .ranking import Weights
from .reranking import reranked
from .text import clean, language
from .understanding import Asked, Use, understand

MAX_QUESTION_CHARACTERS = 2000

# A match is claimed from this score on; beside a match, what may be of use is shown too. A search lists all that could
# be. On the judged pools the second holds two thirds of what is relevant, two of five shown being so; the third has
# nine tenths of it.
MATCHED = 0.5
BESIDE = 0.15
LISTED = 0.03

# How many documents an honest "nothing fits" offers as nearest.
NEAREST = 3


class BadQuestion(ValueError):
    """The question cannot be searched for; the message says why, for people."""


@dataclass(frozen=True)
class Request:
    """`viewer` is opaque here: it is handed to the source, which says what that viewer may see.

    Of a search only: `terms`, facet -> value, are what the reader is known by; the order leans to what has them.

    Of a question only: `now` is what "the last two years" is counted back from; `uses` is what to make of things
    understood in it, by kind and slug (see `understanding.understand`).
    """

    text: str
    viewer: object
    filters: Filters = NO_FILTERS
    first: int = 10
    offset: int = 0
    terms: Mapping[str, str] = field(default_factory=dict)
    now: datetime = field(default_factory=timezone.now)
    uses: Mapping[tuple[str, str], Use] = field(default_factory=dict)


def search(request: Request) -> Result:
    """What a visitor typed, over all that the filters let through. BadQuestion where there is nothing to
    search for."""
    found = reranked(find(_checked(request.text), request.viewer, request.filters))
    leant = found.order + leaning(found.view, request.terms)
    found = replace(found, order=leant.astype(np.float32))
    listed = found.visible(LISTED)
    page = found.in_order(listed, request.offset + request.first)[request.offset :]
    shown = [with_terms(found.view, match, request.terms) for match in matches(found, page)]
    counted = partial(_facets, request, found, listed)
    return Result(tuple(shown), len(listed), found.degraded, counted)


def _facets(request: Request, found: Found, listed: Ints) -> Facets:
    counts = {**_counted(found, listed)}
    for name in request.filters.facets:
        wider = find(found.question, request.viewer, request.filters.without(name))
        counts[name] = _counted(wider, wider.visible(LISTED)).get(name, {})
    return counts


def _counted(found: Found, listed: Ints) -> Facets:
    flags = np.zeros(len(found.mask), dtype=bool)
    flags[listed] = True
    return found.view.facet_counts(flags)


def ask(request: Request) -> Answer:
    """A plain question. BadQuestion where there is nothing to ask."""
    asked = _understood(request)
    found = reranked(find(asked.text, request.viewer, request.filters, asked.understood))
    asked_in = language(request.text)
    fitting = _one_version_each(found, found.in_order(found.visible(BESIDE)), asked_in)
    matched = any(found.scores[number] >= MATCHED for number in fitting)
    page = fitting[request.offset : request.offset + request.first] if matched else []
    return Answer(
        outcome=Outcome.MATCHED if matched else Outcome.NO_MATCH,
        understood=asked.understood,
        matches=matches(found, page),
        nearest=() if matched else matches(found, _nearest(found, asked_in)),
        degraded=found.degraded,
    )


def order(request: Request, *, is_question: bool, weights: Weights | None = None) -> list[str]:
    """The keys of all that the viewer may see and the filters let through, best first, however
    little they fit: the order of `ask` or `search` without its end. BadQuestion as there."""
    asked = _understood(request) if is_question else Asked(_checked(request.text))
    found = reranked(find(asked.text, request.viewer, request.filters, asked.understood, weights))
    return [found.view.keys[number] for number in found.in_order(found.visible())]


def _understood(request: Request) -> Asked:
    now = timezone.localtime(request.now)
    return understand(_checked(request.text), now, request.viewer, request.uses)


def _checked(text: str) -> str:
    question = clean(text).strip()
    if not question:
        raise BadQuestion(gettext("Type a question or some words to search for."))
    if len(question) > MAX_QUESTION_CHARACTERS:
        raise BadQuestion(
            gettext("That is too long: at most %(most)d characters.")
            % {"most": MAX_QUESTION_CHARACTERS}
        )
    return question


def _nearest(found: Found, asked_in: str) -> list[int]:
    """The pieces that come first, however little they fit."""
    looked_at: list[int] = []
    pieces: set[str] = set()
    for number in found.best_first():
        if len(pieces) >= NEAREST and found.scores[number] < BESIDE:
            break  # of what follows, nothing could take the place of another version
        looked_at.append(number)
        pieces.add(_piece(found, number))
    return _one_version_each(found, looked_at, asked_in)[:NEAREST]


def _one_version_each(found: Found, in_order: Sequence[int], asked_in: str) -> list[int]:
    """Each piece once: in the language of the question where that version fits, else in its best one."""
    view = found.view
    chosen: dict[str, int] = {}
    for number in in_order:
        piece = _piece(found, number)
        own = view.locales[number].startswith(asked_in) and found.scores[number] >= BESIDE
        if piece not in chosen or (own and not view.locales[chosen[piece]].startswith(asked_in)):
            chosen[piece] = number  # a dict keeps the piece's place, which is its best version's
    return list(chosen.values())


def _piece(found: Found, number: int) -> str:
    return found.view.groups[number] or found.view.keys[number]
