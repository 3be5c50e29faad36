"""A question's standing with every document of the index: what all the doors of `retrieval` share."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .background import background
from .calibration import current_calibration, probabilities_of_words, signs_of
from .documents import source_of
from .encoder.queries import query_vector
from .engines.embedded import View
from .engines.memory import current_view
from .engines.segments import Bools, Floats, Ints
from .filters import Filters
from .ranking import Question, Ranking, Weights, rank
from .standing import boosts, conditions, is_wanted_term
from .text import language, query_tokens
from .understanding import Understood
from .weights import current_weights

# Of how many documents, the best ones, it is asked first whether they may be seen, when some few are wanted.
FIRST_BLOCK = 64


@dataclass(frozen=True)
class Found:
    """`scores`, `mask` (what the filters let through) and the ranking's values are one a document, in the order
    of `view.keys`. Who may see what is asked of the database, so only about those that could be shown.

    `spelling`: the question's tokens as it spells them. `understood`: the terms that are wanted. `order`: what
    documents are put in order by, which is the ranking's fused scores unless they were re-ranked.
    """

    question: str
    viewer: object
    view: View
    model: str
    spelling: Mapping[str, str]
    understood: Sequence[Understood]
    ranking: Ranking
    order: Floats
    scores: Floats
    mask: Bools
    degraded: bool

    def visible(self, least: float = 0.0) -> Ints:
        """The documents with at least this score that the viewer may see now."""
        return visible_among(
            self.view, self.viewer, np.flatnonzero(self.mask & (self.scores >= least))
        )

    def in_order(self, numbers: Ints, most: int | None = None) -> list[int]:
        """The best `most` of them, best first; equals by key, so that pages fit together whatever the index's
        layout."""
        best = numbers if most is None else numbers[_among_highest(self.order[numbers], most)]
        return sorted(best.tolist(), key=lambda n: (-self.order[n], self.view.keys[n]))[:most]

    def best_first(self) -> Iterator[int]:
        """All that the viewer may see, in order, asked about in ever larger blocks."""
        left = np.flatnonzero(self.mask)
        size = FIRST_BLOCK
        while len(left):
            block = _among_highest(self.order[left], size)
            yield from self.in_order(visible_among(self.view, self.viewer, left[block]))
            left = left[~block]
            size *= 8


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
    mask = view.document_mask(filters) & conditions(view, understood)
    asked = Question.of(
        question, vector, *boosts(view, understood), background(model, language(question))
    )
    ranking = rank(view, asked, mask, weights or current_weights())
    if vector is None:
        scores = probabilities_of_words(ranking.words)
    else:
        scores = current_calibration(model, asked.language).probabilities(signs_of(ranking, asked))
    return Found(
        question=question,
        viewer=viewer,
        view=view,
        model=model,
        spelling=query_tokens(question),
        understood=[one for one in understood if is_wanted_term(one)],
        ranking=ranking,
        order=ranking.fused,
        scores=scores,
        mask=mask,
        degraded=vector is None,
    )


def visible_documents(view: View, viewer: object, mask: Bools) -> Bools:
    """The documents in `mask` that the sources say, now, the viewer may see."""
    visible = np.zeros(len(view.keys), dtype=bool)
    visible[visible_among(view, viewer, np.flatnonzero(mask))] = True
    return visible


def visible_among(view: View, viewer: object, numbers: Ints) -> Ints:
    """Those of the ascending `numbers` that the sources say, now, the viewer may see; ascending."""
    by_source: dict[str, dict[str, int]] = {}
    for number, key in zip(numbers.tolist(), view.keys_of(numbers), strict=True):
        by_source.setdefault(key.partition(":")[0], {})[key] = number
    seen = [
        own[key]
        for own in by_source.values()
        for key in source_of(next(iter(own))).visible(viewer, list(own))
    ]
    return np.array(sorted(seen), dtype=np.int64)


def _among_highest(values: Floats, count: int) -> Bools:
    """A flag for each of the `count` highest, and for what equals the last of them."""
    if count >= len(values):
        return np.ones(len(values), dtype=bool)
    if count <= 0:
        return np.zeros(len(values), dtype=bool)
    return values >= np.partition(values, len(values) - count)[len(values) - count]
