"""A question's standing with every document of the index: what all the doors of `retrieval` share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .calibration import current_calibration, probabilities_of_words
from .documents import source_of
from .encoder.queries import query_vector
from .engines.embedded import View
from .engines.memory import current_view
from .engines.segments import Bools, Floats, Ints
from .filters import Filters
from .ranking import Named, Question, Ranking, Weights, rank
from .text import language, query_tokens, tokens
from .understanding import Understood
from .weights import current_weights


@dataclass(frozen=True)
class Found:
    """`scores`, `visible` and the ranking's values are one a document, in the order of `view.keys`.

    `spelling`: the question's tokens as it spells them.
    """

    question: str
    view: View
    model: str
    spelling: Mapping[str, str]
    understood: Sequence[Understood]
    ranking: Ranking
    scores: Floats
    visible: Bools
    degraded: bool

    def in_order(self, numbers: np.ndarray) -> list[int]:
        """Best first; equals by key, so that pages fit together whatever the index's layout."""
        return sorted(numbers.tolist(), key=lambda n: (-self.ranking.fused[n], self.view.keys[n]))


def find(
    question: str,
    viewer: object,
    filters: Filters,
    understood: Sequence[Understood] = (),
    weights: Weights | None = None,
) -> Found:
    """By the active weights, unless others are to be tried."""
    view, model = current_view()
    vector = query_vector(model, question) if model else None
    mask = view.document_mask(filters)
    named = [Named(tuple(tokens(term.matched_text)), carriers(view, term)) for term in understood]
    ranking = rank(view, Question.of(question, vector, named), mask, weights or current_weights())
    if vector is None:
        scores = probabilities_of_words(ranking.words)
    else:
        scores = current_calibration(model).probabilities(
            ranking.fused, ranking.best_cosine, language(question)
        )
    return Found(
        question=question,
        view=view,
        model=model,
        spelling=query_tokens(question),
        understood=understood,
        ranking=ranking,
        scores=scores,
        visible=mask & visible_documents(view, viewer, mask),
        degraded=vector is None,
    )


def carriers(view: View, term: Understood) -> Ints:
    """The numbers of the documents that carry the term."""
    return view.facet_values.get(term.kind, {}).get(term.slug, np.zeros(0, dtype=np.int64))


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
