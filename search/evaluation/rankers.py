"""Orders of the same documents by different means, so that they can be compared side by side."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

import numpy as np

from ..common_ground import read
from ..encoder.queries import query_vector
from ..engines.embedded import View
from ..engines.memory import current_view
from ..engines.segments import Bools, Floats
from ..filters import NO_FILTERS
from ..finding import visible_documents
from ..likeness import likeness
from ..ranking import DENSE_PASSAGES, WEIGHTS, Question, Weights, rank
from ..related import related
from ..retrieval import Request, ask, order, search
from .judgments import Judged

# Cormack, Clarke and Büttcher, 2009, "Reciprocal Rank Fusion outperforms Condorcet and individual
# Rank Learning Methods".
RRF_K = 60

# So many of an order are looked at.
DEPTH = 10

# `hybrid`: the hub's own order. `answer`: what its doors give out, which ends where they say that
# nothing more fits. `bm25`, `dense`: each arm alone. `rrf`: both by plain reciprocal rank fusion.
SETTINGS = ("hybrid", "answer", "bm25", "dense", "rrf")

# A judged query in, keys of documents out, best first.
Ranker = Callable[[Judged], list[str]]


@dataclass(frozen=True)
class Arms:
    """What each arm alone gives each document of a view; -inf where it does not find it."""

    bm25: Floats
    dense: Floats

    @property
    def rrf(self) -> Floats:
        total = np.zeros(len(self.bm25), dtype=np.float32)
        for scores in (self.bm25, self.dense):
            found = np.isfinite(scores)
            best_first = np.argsort(-scores, kind="stable")[: found.sum()]
            total[best_first] += 1 / (RRF_K + np.arange(1, len(best_first) + 1))
        return np.where(total > 0, total, -np.inf).astype(np.float32)


def question_arms(view: View, query: Floats, text: str, mask: Bools) -> Arms:
    """BM25 as the hub searches with it when the encoder is missing; the best passage's cosine."""
    words = rank(view, Question.of(text), mask, WEIGHTS).words
    dense = np.full(len(view.keys), -np.inf, dtype=np.float32)
    hits = view.dense(query, mask, DENSE_PASSAGES)
    np.maximum.at(dense, hits.documents, hits.scores)
    return Arms(np.where(words > 0, words, -np.inf).astype(np.float32), dense)


def neighbour_arms(view: View, model: str, key: str, mask: Bools) -> Arms:
    """Likeness of words (tf-idf of the whole) and of meaning (nearest passage) to the document with `key`."""
    number = view.number_of[key]
    alike = likeness(view, number, read([key], model, view.dimensions)[key].vectors)
    others = mask & (np.arange(len(mask)) != number)
    return Arms(np.where(others, alike.words, -np.inf), np.where(others, alike.meaning, -np.inf))


def best(view: View, scores: Floats) -> list[str]:
    """The keys of the first DEPTH by `scores`, those at -inf left out; ties by key."""
    numbers = np.flatnonzero(np.isfinite(scores)).tolist()
    numbers.sort(key=lambda number: (-scores[number], view.keys[number]))
    return [view.keys[number] for number in numbers[:DEPTH]]


def live_rankers(viewer: object, settings: Collection[str] = SETTINGS) -> Mapping[str, Ranker]:
    """On the index as it stands, over what `viewer` may see."""
    known: dict[str, Ranker] = {
        "hybrid": weighted(viewer),
        "answer": lambda judged: _answer(judged, viewer),
        "bm25": lambda judged: _alone(judged, viewer, "bm25"),
        "dense": lambda judged: _alone(judged, viewer, "dense"),
        "rrf": lambda judged: _alone(judged, viewer, "rrf"),
    }
    return {setting: known[setting] for setting in settings}


def weighted(viewer: object, weights: Weights | None = None) -> Ranker:
    """The hub's own order by `weights`; None: by the active ones. They do not weigh on neighbours."""

    def ranker(judged: Judged) -> list[str]:
        if judged.task == "related":
            return _answer(judged, viewer)
        request = Request(judged.text, viewer)
        return order(request, is_question=judged.task == "ask", weights=weights)[:DEPTH]

    return ranker


def _answer(judged: Judged, viewer: object) -> list[str]:
    match judged.task:
        case "related":
            matches = related([judged.text], viewer, first=DEPTH)[judged.text]
        case "ask":
            matches = ask(Request(judged.text, viewer, first=DEPTH)).matches
        case _:
            matches = search(Request(judged.text, viewer, first=DEPTH)).matches
    return [match.key for match in matches]


def _alone(judged: Judged, viewer: object, arm: str) -> list[str]:
    view, model = current_view()
    mask = view.document_mask(NO_FILTERS)
    mask &= visible_documents(view, viewer, mask)
    if judged.task == "related":
        known = judged.text in view.number_of
        arms = neighbour_arms(view, model, judged.text, mask) if known else None
    else:
        vector = query_vector(model, judged.text)
        arms = question_arms(view, vector, judged.text, mask) if vector is not None else None
    return best(view, getattr(arms, arm)) if arms else []
