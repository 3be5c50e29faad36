"""What every engine must do: the same documents in, the same answers out, against plain sums and sorting.

An engine's tests inherit `Contract` and say how a view of it is made from changes, one after another.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pytest

from search.engines.segments import DocumentEntry
from search.filters import NO_FILTERS, Filters
from tests.search.engines.entries import WORDS, bm25, entry, random_entry, vector

# Documents to write, and keys to delete.
Change = tuple[Sequence[DocumentEntry], Sequence[str]]

FAQ = Filters({"kind": frozenset({"faq"})})
NARROW = Filters({"kind": frozenset({"faq"}), "locale": frozenset({"zh-hans"})})


class Contract:
    @classmethod
    def view(cls, *changes: Change) -> Any:
        """What is searchable after the changes."""
        raise NotImplementedError

    @pytest.fixture(scope="class")
    @classmethod
    def pool(cls) -> tuple[Any, dict[str, DocumentEntry]]:
        """A view, and what is in it: written in steps, some written again, some deleted."""
        random = np.random.default_rng(11)
        entries = [random_entry(f"note:{n:03}", random) for n in range(240)]
        again = [random_entry(f"note:{n:03}", random) for n in range(0, 240, 10)]
        gone = [f"note:{n:03}" for n in range(5, 240, 10)]
        steps: list[Change] = [(entries[start : start + 60], []) for start in range(0, 240, 60)]
        known = {one.key: one for one in [*entries, *again] if one.key not in gone}
        return cls.view(*steps, (again, gone)), known

    @pytest.fixture
    def query(self) -> np.ndarray:
        return vector(np.random.default_rng(7))

    # ---- what is there

    def test_holds_what_was_written_last(self, pool):
        view, known = pool
        assert set(view.number_of) == set(known) and len(view.number_of) == len(known)
        assert all(view.keys[view.number_of[key]] == key for key in known)
        assert all(view.locales[view.number_of[key]] == known[key].locale for key in known)

    def test_gives_many_keys_at_once(self, pool):
        view, _ = pool
        numbers = np.flatnonzero(view.document_mask(FAQ))
        assert view.keys_of(numbers) == [view.keys[n] for n in numbers]
        assert view.keys_of(numbers[:0]) == []

    def test_the_deleted_are_nowhere(self, pool):
        view, _ = pool
        assert "note:005" not in view.number_of
        assert view.number_of.get("note:999") is None

    def test_an_empty_one_has_no_answers(self, query):
        view = self.view()
        mask = view.document_mask(NO_FILTERS)
        assert not len(mask) and not view.facet_counts(mask)
        assert not len(view.dense(query, mask, 10).rows)
        assert [len(scores) for scores in view.lexical(["press"], mask)] == [0, 0]

    # ---- meaning

    @pytest.mark.parametrize("filters", [NO_FILTERS, FAQ, NARROW])
    @pytest.mark.parametrize("limit", [1, 10, 1000])
    def test_finds_the_nearest_of_what_is_let_through(self, pool, query, filters, limit):
        view, known = pool
        hits = view.dense(query, view.document_mask(filters), limit)
        expected = sorted(
            (
                float(passage.vector @ query)
                for document in known.values()
                if _passes(document, filters)
                for passage in document.passages
                if passage.vector is not None
            ),
            reverse=True,
        )[:limit]
        assert hits.scores == pytest.approx(expected, abs=1e-5)
        assert all(_passes(known[view.keys[n]], filters) for n in hits.documents.tolist())

    def test_each_row_is_found_once(self, pool, query):
        view, _ = pool
        hits = view.dense(query, view.document_mask(NO_FILTERS), 1000)
        assert len(set(hits.rows.tolist())) == len(hits.rows)

    def test_equals_have_equal_scores_in_order_of_rows(self, query):
        steps = [([entry(f"note:{n}", {}, vectors=[query])], []) for n in range(20)]
        view = self.view(*steps)
        hits = view.dense(query, view.document_mask(NO_FILTERS), 7)
        assert len(set(hits.scores.tolist())) == 1
        assert hits.rows.tolist() == sorted(hits.rows.tolist())

    def test_what_has_no_vector_is_found_by_words_alone(self, query):
        view = self.view(([entry("note:1", {"press": 1}, vectors=[None])], []))
        mask = view.document_mask(NO_FILTERS)
        assert not len(view.dense(query, mask, 10).rows)
        assert view.lexical(["press"], mask)[1][0] > 0

    def test_a_vector_that_was_replaced_is_found_no_more(self, query):
        old, new = entry("note:1", {}, vectors=[query]), entry("note:1", {}, vectors=[-query])
        view = self.view(([old], []), ([new], []))
        hits = view.dense(query, view.document_mask(NO_FILTERS), 10)
        assert hits.scores == pytest.approx([-1.0])

    def test_statistics_are_of_the_living(self, pool):
        view, known = pool
        for locale, found in view.group_statistics.items():
            vectors = np.array(
                [
                    passage.vector
                    for document in known.values()
                    if document.locale == locale
                    for passage in document.passages
                    if passage.vector is not None
                ]
            )
            assert found.count == len(vectors)
            assert found.mean == pytest.approx(vectors.mean(axis=0), abs=1e-5)
            assert found.covariance == pytest.approx(np.cov(vectors.T, bias=True), abs=1e-5)

    # ---- words

    @pytest.mark.parametrize("filters", [NO_FILTERS, FAQ, NARROW])
    def test_documents_score_by_bm25_whatever_is_filtered(self, pool, filters):
        view, known = pool
        tokens = ["press", "停机", "nowhere", "audit"]
        bags = {
            key: {w: n for w in WORDS if (n := sum(p.tokens.get(w, 0) for p in one.passages))}
            for key, one in known.items()
        }
        expected = dict(zip(bags, bm25(list(bags.values()), tokens), strict=True))
        _, scores = view.lexical(tokens, view.document_mask(filters))
        for key, number in view.number_of.items():
            wanted = expected[key] if _passes(known[key], filters) else 0
            assert scores[number] == pytest.approx(wanted, abs=1e-4)

    def test_the_best_row_of_each_document(self, pool):
        view, _ = pool
        rows, _ = view.lexical(WORDS, view.document_mask(NO_FILTERS))
        best = view.best_of_rows(rows)
        for number in view.number_of.values():
            own = view.rows_of(number)
            assert best[number] == rows[own.start : own.stop].max(initial=0)

    def test_says_which_words_stand_in_a_document(self, pool):
        view, known = pool
        for key, document in list(known.items())[:40]:
            standing = {word for p in document.passages for word, n in p.tokens.items() if n}
            assert set(view.tokens_in(view.number_of[key], WORDS)) == standing

    def test_counts_the_living_documents_of_a_word(self, pool):
        view, known = pool
        for word in [*WORDS, "nowhere"]:
            having = sum(any(p.tokens.get(word) for p in one.passages) for one in known.values())
            assert view.document_frequency(word) == having

    # ---- filters and facets

    @pytest.mark.parametrize(
        "filters",
        [
            NO_FILTERS,
            FAQ,
            NARROW,
            Filters({"kind": frozenset({"nonesuch"})}),
            Filters(published_after=datetime(2026, 6, 1, tzinfo=UTC)),
            Filters(published_before=datetime(2026, 6, 1, tzinfo=UTC)),
        ],
    )
    def test_totals_and_facets_are_exact(self, pool, filters):
        view, known = pool
        mask = view.document_mask(filters)
        passing = [one for one in known.values() if _passes(one, filters)]
        assert {view.keys[n] for n in np.flatnonzero(mask)} == {one.key for one in passing}
        counted = view.facet_counts(mask)
        for name in ("kind", "locale"):
            values = {v for one in passing for v in one.facets[name]}
            expected = {v: sum(v in one.facets[name] for one in passing) for v in sorted(values)}
            assert counted.get(name, {}) == expected


def _passes(document: DocumentEntry, filters: Filters) -> bool:
    after, before = filters.published_after, filters.published_before
    return (
        all(document.facets[name] & wanted for name, wanted in filters.facets.items())
        and (after is None or document.published_at >= after.timestamp())
        and (before is None or document.published_at < before.timestamp())
    )
