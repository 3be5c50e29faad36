"""Question in, matches out: the index proposes, the database disposes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial

import numpy as np
from django.utils.translation import gettext

from .calibration import current_calibration, probabilities_of_words
from .documents import source_of
from .encoder.queries import nearness, query_vector
from .engines.embedded import View
from .engines.memory import current_view
from .engines.segments import Bools, Floats, Ints
from .evidence import best_sentence
from .filters import NO_FILTERS, Filters
from .models import Change, IndexedPassage
from .ranking import WEIGHTS, Named, Question, Ranking, rank
from .text import clean, language, query_tokens, tokens
from .understanding import Understood, understand

MAX_QUESTION_CHARACTERS = 2000

# A match is claimed from this score on; beside a match, what is at least half as likely is shown too. A search
# lists what is at least this likely to be of use.
MATCHED = 0.5
BESIDE = 0.25
LISTED = 0.05

# From so many standard deviations on, a document is said to be close in meaning.
CLOSE = 3.0

# For so many matches of an answer a sentence is chosen by meaning where none shares a word with the question: that
# embeds the passage's sentences, which takes a tenth of a second or two for each match.
PROVED_BY_MEANING = 5

# How many documents an honest "nothing fits" offers as nearest.
NEAREST = 3


class BadQuestion(ValueError):
    """The question cannot be searched for; the message says why, for people."""


@dataclass(frozen=True)
class Request:
    """`viewer` is opaque here: it is handed to the source, which says what that viewer may see."""

    text: str
    viewer: object
    filters: Filters = NO_FILTERS
    first: int = 10
    offset: int = 0


@dataclass(frozen=True)
class Evidence:
    """Text word for word from the document; `start` and `end` are code points of `Document.text`."""

    text: str
    section_title: str
    start: int
    end: int


@dataclass(frozen=True)
class Reason:
    """`kind` is `meaning`, `words` or the name of a facet; `text` is what it is about: the words found, or the
    slug of the term that was asked for and that the document has."""

    kind: str
    text: str


@dataclass(frozen=True)
class Match:
    """`score`: 0 to 1, higher is better: how likely it is that the document is about what was asked."""

    key: str
    score: float
    evidence: tuple[Evidence, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Result:
    """`matches` best first, ties by key; `total` and `facets` (name -> value -> documents) are exact.

    `degraded`: the encoder did not answer, so only words were searched.
    """

    matches: tuple[Match, ...]
    total: int
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    degraded: bool = False


class Outcome(StrEnum):
    MATCHED = "matched"
    NO_MATCH = "no_match"


@dataclass(frozen=True)
class Answer:
    """What a plain question gets: `matches`, or an honest NO_MATCH with what comes `nearest`."""

    outcome: Outcome
    understood: tuple[Understood, ...]
    matches: tuple[Match, ...]
    nearest: tuple[Match, ...]
    degraded: bool = False


def search(request: Request) -> Result:
    """What a visitor typed, over all that the filters let through. BadQuestion where there is nothing to
    search for."""
    found = _find(request, _checked(request.text), ())
    listed = np.flatnonzero(found.visible & (found.scores >= LISTED))
    page = found.in_order(listed)[request.offset : request.offset + request.first]
    shown = np.zeros(len(found.visible), dtype=bool)
    shown[listed] = True
    return Result(found.matches(page), len(listed), found.view.facet_counts(shown), found.degraded)


def ask(request: Request) -> Answer:
    """A plain question. BadQuestion where there is nothing to ask."""
    question = _checked(request.text)
    understood = understand(question)
    found = _find(request, question, understood)
    candidates = _one_version_each(found, language(request.text))
    matched = any(found.scores[number] >= MATCHED for number in candidates)
    fitting = [n for n in candidates if matched and found.scores[n] >= BESIDE]
    page = fitting[request.offset : request.offset + request.first]
    return Answer(
        outcome=Outcome.MATCHED if matched else Outcome.NO_MATCH,
        understood=understood,
        matches=found.matches(page, by_meaning=PROVED_BY_MEANING),
        nearest=() if matched else found.matches(candidates[:NEAREST]),
        degraded=found.degraded,
    )


def order(request: Request, *, is_question: bool) -> list[str]:
    """The keys of all that the viewer may see and the filters let through, best first, however
    little they fit: the order of `ask` or `search` without its end. BadQuestion as there."""
    question = _checked(request.text)
    found = _find(request, question, understand(question) if is_question else ())
    return [found.view.keys[number] for number in found.in_order(np.flatnonzero(found.visible))]


@dataclass(frozen=True)
class _Found:
    """A question's standing with every document of a view."""

    question: str
    view: View
    model: str
    tokens: Sequence[str]
    spelling: Mapping[str, str]
    understood: Sequence[Understood]
    ranking: Ranking
    scores: Floats
    visible: Bools
    degraded: bool

    def in_order(self, numbers: np.ndarray) -> list[int]:
        """Best first; equals by key, so that pages fit together whatever the index's layout."""
        return sorted(numbers.tolist(), key=lambda n: (-self.ranking.fused[n], self.view.keys[n]))

    def matches(self, numbers: Sequence[int], by_meaning: int = 0) -> tuple[Match, ...]:
        """With evidence and reasons; for the first `by_meaning` of them evidence may be found by meaning."""
        rows = {n: row for n in numbers if (row := int(self.ranking.best_row[n])) >= 0}
        passages = IndexedPassage.objects.in_bulk(
            [int(self.view.row_ids[row]) for row in rows.values()]
        )
        keys = [self.view.keys[n] for n in numbers]
        changed = set(Change.objects.filter(key__in=keys).values_list("key", flat=True))
        return tuple(
            Match(
                key=key,
                score=round(float(self.scores[n]), 4),
                evidence=self._evidence(
                    key,
                    passages.get(int(self.view.row_ids[rows[n]])),
                    changed=key in changed,
                    by_meaning=place < by_meaning,
                )
                if n in rows
                else (),
                reasons=tuple(self._reasons(n)),
            )
            for place, (n, key) in enumerate(zip(numbers, keys, strict=True))
        )

    def _evidence(
        self, key: str, passage: IndexedPassage | None, *, changed: bool, by_meaning: bool
    ) -> tuple[Evidence, ...]:
        """The best sentence. None where the passage was replaced since the view was read, or where the
        document has changed, is not indexed anew yet, and does not say so any more."""
        if passage is None or (changed and not _still_says(key, passage)):
            return ()
        near = partial(nearness, self.model, self.question)
        start, end = best_sentence(
            passage.text, self.tokens, self.view.weight, near if by_meaning else None
        )
        return (
            Evidence(
                passage.text[start:end],
                passage.section_title,
                passage.start + start,
                passage.start + end,
            ),
        )

    def _reasons(self, number: int) -> list[Reason]:
        reasons = [
            Reason(term.kind, term.matched_text)
            for term in self.understood
            if number in _carriers(self.view, term)
        ]
        if words := self._words_found(number):
            reasons.append(Reason("words", " · ".join(words)))
        if self.ranking.dense[number] >= CLOSE:
            reasons.append(Reason("meaning", gettext("close in meaning to the question")))
        return reasons

    def _words_found(self, number: int) -> list[str]:
        """The question's words that stand in the document, as the question spells them, common ones left out."""
        found = [
            token
            for token in self.view.tokens_in(number, self.tokens)
            if self.view.is_telling(token)
        ]
        return list(dict.fromkeys(self.spelling[token] for token in found))


def _find(request: Request, question: str, understood: Sequence[Understood]) -> _Found:
    view, model = current_view()
    vector = query_vector(model, question) if model else None
    mask = view.document_mask(request.filters)
    spelling = query_tokens(question)
    named = [_named(view, term) for term in understood]
    ranking = rank(view, Question.of(question, vector, named), mask, WEIGHTS)
    if vector is None:
        scores = probabilities_of_words(ranking.words)
    else:
        scores = current_calibration(model).probabilities(
            ranking.fused, ranking.best_cosine, language(question)
        )
    return _Found(
        question=question,
        view=view,
        model=model,
        tokens=list(spelling),
        spelling=spelling,
        understood=understood,
        ranking=ranking,
        scores=scores,
        visible=mask & visible_documents(view, request.viewer, mask),
        degraded=vector is None,
    )


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


def _still_says(key: str, passage: IndexedPassage) -> bool:
    document = source_of(key).document(key)
    return document is not None and document.text[passage.start : passage.end] == passage.text


def _one_version_each(found: _Found, asked_in: str) -> list[int]:
    """Documents in order, each piece once: in the language of the question where that version fits, else in
    its best one."""
    view = found.view
    chosen: dict[str, int] = {}
    for number in found.in_order(np.flatnonzero(found.visible)):
        piece = view.groups[number] or view.keys[number]
        own = view.locales[number].startswith(asked_in) and found.scores[number] >= BESIDE
        if piece not in chosen or (own and not view.locales[chosen[piece]].startswith(asked_in)):
            chosen[piece] = number  # a dict keeps the piece's place, which is its best version's
    return list(chosen.values())


def _named(view: View, term: Understood) -> Named:
    return Named(tuple(tokens(term.matched_text)), _carriers(view, term))


def visible_documents(view: View, viewer: object, mask: Bools) -> Bools:
    """The documents in `mask` that the sources say, now, the viewer may see."""
    visible = np.zeros(len(view.keys), dtype=bool)
    by_source: dict[str, list[str]] = {}
    for number in np.flatnonzero(mask):
        key = view.keys[number]
        by_source.setdefault(key.partition(":")[0], []).append(key)
    for keys in by_source.values():
        for key in source_of(keys[0]).visible(viewer, keys):
            visible[view.number_of[key]] = True
    return visible


def _carriers(view: View, term: Understood) -> Ints:
    """The numbers of the documents that carry the term."""
    return view.facet_values.get(term.kind, {}).get(term.slug, np.zeros(0, dtype=np.int64))
