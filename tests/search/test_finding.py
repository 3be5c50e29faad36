"""The quick ways of finding give what the plain ones would."""

from typing import Any

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from search import documents
from search.documents import Document
from search.finding import Found, visible_among
from search.ranking import BestRows
from tests.search.engines.entries import entry, random_view, view_of
from tests.search.notes import Notes

quick = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
# Few values, so that many are equal.
levels = st.sampled_from([-np.inf, 0.0, 0.25, 0.5, 1.0])
standings = st.lists(st.tuples(levels, st.booleans(), st.booleans()), max_size=400)


@pytest.fixture
def source(monkeypatch: pytest.MonkeyPatch) -> Notes:
    notes = Notes()
    monkeypatch.setattr(documents, "_sources", {"note": notes})
    return notes


def found(rows: list[tuple[float, bool, bool]], source: Notes) -> Found:
    """Of each document: its standing, whether the filters let it through, whether it may be seen."""
    keys = [f"note:{(n * 7919) % 1000:03}" for n in range(len(rows))]
    source.documents = {key: Document(key, "en", "") for key in keys}
    source.hidden = {key for key, (_, _, seen) in zip(keys, rows, strict=True) if not seen}
    order = np.array([standing for standing, _, _ in rows], dtype=np.float32)
    known: dict[str, Any] = {
        "order": order,
        "scores": np.where(np.isfinite(order), order, 0).astype(np.float32),
        "mask": np.array([passes for _, passes, _ in rows], dtype=bool),
        "view": view_of(*(entry(key) for key in keys)),
    }
    unused = dict.fromkeys(set(Found.__dataclass_fields__) - known.keys())
    return Found(**{**unused, **known})  # type: ignore[arg-type]


def plain(one: Found, source: Notes, least: float = 0.0) -> list[int]:
    numbers = [
        n
        for n in range(len(one.mask))
        if one.mask[n] and one.scores[n] >= least and one.view.keys[n] not in source.hidden
    ]
    return sorted(numbers, key=lambda n: (-one.order[n], one.view.keys[n]))


@quick
@given(rows=standings, least=st.sampled_from([0.0, 0.25, 0.6]), most=st.integers(0, 50))
def test_a_page_is_the_beginning_of_all(source, rows, least, most):
    one = found(rows, source)
    visible = one.visible(least)
    assert sorted(visible.tolist()) == sorted(plain(one, source, least))
    assert one.in_order(visible) == plain(one, source, least)
    assert one.in_order(visible, most) == plain(one, source, least)[:most]


@quick
@given(rows=standings)
def test_block_by_block_is_the_order_of_all(source, rows):
    one = found(rows, source)
    assert list(one.best_first()) == plain(one, source)


def test_only_those_that_could_be_shown_are_asked_about(source, monkeypatch):
    one = found([(1.0, True, True)] * 3 + [(0.0, True, True)] * 300, source)
    asked: list[int] = []
    monkeypatch.setattr(
        Notes, "visible", lambda self, viewer, keys: asked.append(len(keys)) or set(keys)
    )
    one.visible(0.5)
    assert asked == [3]


def test_nobody_is_asked_about_nothing(source):
    assert not len(visible_among(view_of(), None, np.zeros(0, dtype=np.int64)))


@quick
@given(seed=st.integers(0, 2**32))
def test_the_row_that_speaks_is_the_first_of_the_best(seed):
    view = random_view(60, seed=3)
    random = np.random.default_rng(seed)
    scores = random.choice(np.array([-np.inf, 0, 1, 2], np.float32), len(view.row_ids))
    best = BestRows(view, scores)
    for number in range(len(view.keys)):
        own = [r for r in view.rows_of(number) if np.isfinite(scores[r])]
        assert best[number] == max(own, key=lambda r: (scores[r], -r), default=-1)
