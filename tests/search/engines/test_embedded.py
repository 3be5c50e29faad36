"""The engine against brute force and a dictionary."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from search.documents import CONFIDENTIAL
from search.engines import approximate, parts
from search.engines.approximate import Approximate
from search.engines.embedded import MAX_SEGMENTS, View
from search.engines.parts import Part
from search.engines.segments import DocumentEntry
from search.filters import NO_FILTERS, Filters
from tests.search.engines.contract import Change, Contract
from tests.search.engines.entries import (
    DIMENSIONS,
    WORDS,
    bm25,
    entries_of,
    entry,
    random_entry,
    random_view,
    vector,
    view_of,
)


@pytest.fixture(scope="module")
def view() -> View:
    return random_view(200)


@pytest.fixture(scope="module")
def merged(view) -> View:
    return view.merged()


@pytest.fixture
def query() -> np.ndarray:
    return vector(np.random.default_rng(7))


def living(view: View) -> list[tuple[int, DocumentEntry]]:
    """The living documents with their numbers, as the segments give them back."""
    numbers = np.flatnonzero(view.alive_documents).tolist()
    entries = [found for part in view.parts for found in entries_of(part)]
    return list(zip(numbers, entries, strict=True))


def everything(view: View) -> np.ndarray:
    return view.document_mask(NO_FILTERS)


def rows_of(view: View) -> list[tuple[int, int, Any]]:
    """Row, document and passage of everything alive."""
    return [
        (row, number, passage)
        for number, document in living(view)
        for row, passage in zip(
            np.flatnonzero(view.row_document == number).tolist(), document.passages, strict=True
        )
    ]


class TestDense:
    @pytest.mark.parametrize("limit", [1, 10, 1000])
    def test_finds_what_brute_force_finds(self, view, query, limit):
        cosines = [
            (-float(p.vector @ query), row) for row, _, p in rows_of(view) if p.vector is not None
        ]
        expected = sorted(cosines)[:limit]
        hits = view.dense(query, everything(view), limit)
        assert hits.rows.tolist() == [row for _, row in expected]
        assert hits.scores == pytest.approx([-score for score, _ in expected], abs=1e-6)

    def test_names_the_document_of_each_row(self, view, query):
        hits = view.dense(query, everything(view), 50)
        assert hits.documents.tolist() == view.row_document[hits.rows].tolist()

    def test_filters_before_the_cut(self, view, query):
        mask = view.document_mask(Filters({"kind": frozenset({"faq"})}))
        wanted = sum(mask[number] for _, number, p in rows_of(view) if p.vector is not None)
        hits = view.dense(query, mask, 1000)
        assert len(hits.rows) == wanted and mask[hits.documents].all()

    def test_equals_come_in_order_of_rows(self, query):
        view = view_of(*(entry(f"note:{n}", {}, vectors=[query]) for n in range(20)))
        assert view.dense(query, everything(view), 5).rows.tolist() == [0, 1, 2, 3, 4]

    def test_equals_in_several_segments_too(self, query):
        view = View(DIMENSIONS)
        for n in range(4):
            view = view.with_changes([entry(f"note:{n}", {}, vectors=[query])], [])
        assert view.dense(query, everything(view), 3).rows.tolist() == [0, 1, 2]

    def test_an_empty_view_has_none(self, query):
        assert len(View(DIMENSIONS).dense(query, everything(View(DIMENSIONS)), 10).rows) == 0

    def test_documents_without_vectors_have_none(self, query):
        view = view_of(entry("note:1", {"press": 1}), entry("note:2"))
        assert len(view.dense(query, everything(view), 10).rows) == 0


class TestLexical:
    TOKENS = ["press", "停机", "audit", "nowhere"]

    def test_rows_score_as_in_the_book(self, view):
        rows = rows_of(view)
        scores, _ = view.lexical(self.TOKENS, everything(view))
        expected = bm25([dict(p.tokens) for _, _, p in rows], self.TOKENS)
        assert scores[[row for row, _, _ in rows]] == pytest.approx(expected, abs=1e-4)

    def test_documents_score_as_their_passages_together(self, view):
        documents = living(view)
        bags = [
            {w: n for w in WORDS if (n := sum(p.tokens.get(w, 0) for p in document.passages))}
            for _, document in documents
        ]
        _, scores = view.lexical(self.TOKENS, everything(view))
        expected = bm25(bags, self.TOKENS)
        assert scores[[number for number, _ in documents]] == pytest.approx(expected, abs=1e-4)

    def test_repeating_a_word_changes_nothing(self, view):
        once, twice = (view.lexical(["press"] * n, everything(view)) for n in (1, 2))
        assert np.array_equal(once[0], twice[0]) and np.array_equal(once[1], twice[1])

    def test_the_dead_score_nothing(self, view):
        rows, documents = view.lexical(WORDS, everything(view))
        assert not documents[~view.alive_documents].any()
        assert not rows[~view.alive_documents[view.row_document]].any()

    def test_a_filter_changes_no_score(self, view):
        mask = view.document_mask(Filters({"kind": frozenset({"faq"})}))
        _, all_scores = view.lexical(WORDS, everything(view))
        _, scores = view.lexical(WORDS, mask)
        assert np.array_equal(scores, np.where(mask, all_scores, 0))

    def test_the_bounds_are_never_passed(self, view):
        rows, documents = view.lexical(self.TOKENS, everything(view))
        most_row, most_document = view.lexical_bounds(self.TOKENS)
        assert rows.max() <= most_row and documents.max() <= most_document

    @pytest.mark.parametrize("tokens", [[], ["nowhere"]])
    def test_nothing_found_is_zero(self, view, tokens):
        rows, documents = view.lexical(tokens, everything(view))
        assert not rows.any() and not documents.any()
        assert min(view.lexical_bounds(tokens)) > 0

    def test_an_empty_view_scores_nothing(self):
        rows, documents = View(DIMENSIONS).lexical(["press"], np.zeros(0, dtype=bool))
        assert rows.shape == documents.shape == (0,)

    def test_says_which_words_stand_in_a_document(self):
        view = view_of(entry("note:1", {"press": 1}, {"pump": 2}), entry("note:2", {"valve": 1}))
        assert view.tokens_in(0, ["valve", "pump", "press"]) == ["pump", "press"]
        assert view.document_frequency("press") == 1


class TestConfidential:
    """By how words weigh nobody learns what stands in documents that are not for everybody."""

    OPEN = (entry("note:1", {"press": 2, "oil": 1}), entry("note:2", {"press": 1}))
    SHUT = entry("note:3", {"merger": 5, "press": 9}, facets={CONFIDENTIAL: {"yes"}})

    def test_what_they_say_changes_no_score_of_others(self):
        without, beside = view_of(*self.OPEN), view_of(*self.OPEN, self.SHUT)
        for view in (without, beside):
            assert view.weight("merger") == view.weight("nowhere") > view.weight("oil")
        for scores, same in zip(
            beside.lexical(["press", "merger"], everything(beside)),
            without.lexical(["press", "merger"], everything(without)),
            strict=True,
        ):
            assert np.array_equal(scores[:2], same)

    def test_they_are_found_all_the_same(self):
        view = view_of(*self.OPEN, self.SHUT)
        _, documents = view.lexical(["merger"], everything(view))
        assert np.flatnonzero(documents).tolist() == [2]


class TestFilters:
    FACETED = [
        entry("note:1", {}, facets={"kind": {"faq"}, "persona": {"user", "buyer"}}),
        entry(
            "note:2", {}, facets={"kind": {"faq"}}, published_at=datetime(2026, 5, 1, tzinfo=UTC)
        ),
        entry("note:3", {}, facets={"kind": {"article"}, "persona": {"user"}}),
    ]

    @pytest.mark.parametrize(
        ("filters", "keys"),
        [
            (NO_FILTERS, ["note:1", "note:2", "note:3"]),
            (Filters({"kind": frozenset({"faq"})}), ["note:1", "note:2"]),
            (Filters({"kind": frozenset({"faq", "article"})}), ["note:1", "note:2", "note:3"]),
            (Filters({"kind": frozenset({"faq"}), "persona": frozenset({"user"})}), ["note:1"]),
            (Filters({"kind": frozenset({"nonesuch"})}), []),
            (Filters({"nonesuch": frozenset({"x"})}), []),
            (Filters(published_after=datetime(2026, 5, 1, tzinfo=UTC)), ["note:2"]),
            (Filters(published_before=datetime(2026, 5, 1, tzinfo=UTC)), []),
        ],
    )
    def test_let_through(self, filters, keys):
        view = view_of(*self.FACETED)
        mask = view.document_mask(filters)
        assert [key for key, flag in zip(view.keys, mask, strict=True) if flag] == keys

    def test_are_counted_exactly(self):
        view = view_of(*self.FACETED)
        assert view.facet_counts(everything(view)) == {
            "kind": {"article": 1, "faq": 2},
            "persona": {"buyer": 1, "user": 2},
        }

    def test_the_dead_are_not_counted(self):
        view = view_of(*self.FACETED).with_changes([], ["note:1"])
        assert view.facet_counts(everything(view)) == {
            "kind": {"article": 1, "faq": 1},
            "persona": {"user": 1},
        }


class TestLayout:
    """How documents are spread over segments, and what died there, changes no answer."""

    def test_there_is_something_to_compare(self, view, merged):
        assert len(view.parts) > 2 and not view.alive_documents.all()
        assert merged.alive_documents.all() and set(merged.keys) == set(view.number_of)

    def test_group_statistics(self, view, merged):
        for locale, group in view.group_statistics.items():
            other = merged.group_statistics[locale]
            assert group.count == other.count
            assert group.mean == pytest.approx(other.mean, abs=1e-6)
            assert group.covariance == pytest.approx(other.covariance, abs=1e-6)

    @pytest.mark.parametrize("name", ["tfidf", "document_vectors"])
    def test_whole_documents(self, view, merged, name):
        def rows(of: View) -> np.ndarray:
            matrix = getattr(of, name)
            return np.asarray(matrix.todense() if hasattr(matrix, "todense") else matrix)

        for key, number in merged.number_of.items():
            assert rows(view)[view.number_of[key]] == pytest.approx(rows(merged)[number], abs=1e-5)


def test_many_small_changes_make_few_segments():
    view = View(DIMENSIONS)
    random = np.random.default_rng(3)
    for n in range(100):
        view = view.with_changes([random_entry(f"note:{n % 30}", random)], [])
        assert len(view.parts) <= MAX_SEGMENTS
    assert len(view.number_of) == 30


def test_an_old_view_stays_as_it_was(query):
    old = view_of(entry("note:1", {"press": 1}, vectors=[query]))
    old.with_changes([], ["note:1"])
    assert list(old.number_of) == ["note:1"]
    assert len(old.dense(query, everything(old), 5).rows) == 1


class Changes(RuleBasedStateMachine):
    """Whatever comes and goes, the view holds what a dictionary would."""

    keys = st.lists(st.sampled_from([f"note:{n}" for n in range(12)]), unique=True, max_size=4)

    @initialize(seed=st.integers(0, 2**32))
    def start(self, seed: int) -> None:
        self.random = np.random.default_rng(seed)
        self.view = View(DIMENSIONS)
        self.model: dict[str, DocumentEntry] = {}

    @rule(changed=keys, gone=keys)
    def change(self, changed: list[str], gone: list[str]) -> None:
        entries = [random_entry(key, self.random) for key in changed]
        only_gone = [key for key in gone if key not in changed]
        self.view = self.view.with_changes(entries, only_gone)
        for key in only_gone:
            self.model.pop(key, None)
        self.model.update({e.key: e for e in entries})

    @rule()
    def merge(self) -> None:
        self.view = self.view.merged()

    @invariant()
    def holds_the_same(self) -> None:
        if not hasattr(self, "view"):
            return
        found = [document for _, document in living(self.view)]
        assert sorted(d.key for d in found) == sorted(self.model)
        for document in found:
            expected = self.model[document.key]
            assert (document.locale, document.facets) == (expected.locale, expected.facets)
            for passage, wanted in zip(document.passages, expected.passages, strict=True):
                assert passage.id == wanted.id and dict(passage.tokens) == dict(wanted.tokens)
                assert (passage.vector is None) == (wanted.vector is None)
                if passage.vector is not None and wanted.vector is not None:
                    assert np.array_equal(passage.vector, wanted.vector)


Changes.TestCase.settings = settings(deadline=None, max_examples=25, stateful_step_count=15)
TestChanges = Changes.TestCase


class TestFlat(Contract):
    """Every vector is looked at."""

    @classmethod
    def view(cls, *changes: Change) -> View:
        view = View(DIMENSIONS)
        for changed, gone in changes:
            view = view.with_changes(changed, gone)
        return view


class TestMerged(TestFlat):
    @classmethod
    def view(cls, *changes: Change) -> View:
        return super().view(*changes).merged()


class TestApproximate(TestFlat):
    """All but what came last has an approximate index, which looks into all of its lists."""

    @pytest.fixture(autouse=True, scope="class")
    @classmethod
    def all_lists(cls) -> Iterator[None]:
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(approximate, "LEAST_PROBED", 10_000)
            patched.setattr(parts, "LOOK_AT_ALL", 5)
            yield

    @classmethod
    def view(cls, *changes: Change) -> View:
        if not changes:
            return super().view()
        merged = super().view(*changes[:-1]).merged()
        if not merged.parts:
            return super().view(*changes)
        segment = merged.parts[0].segment
        if len(segment.matrix):
            segment = replace(segment, approximate=Approximate.trained(segment.matrix))
        return View(DIMENSIONS, (Part.of(segment),)).with_changes(*changes[-1])
