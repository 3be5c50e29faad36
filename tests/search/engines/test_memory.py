"""A process's memory of the index follows the database."""

from uuid import uuid4

import numpy as np
import pytest

from search import indexing
from search.encoder import base
from search.encoder.base import get_encoder
from search.engines import memory, snapshot
from search.engines.memory import current_view
from search.models import IndexedDocument, IndexedPassage, IndexState
from tests.search.encoders import MissingEncoder


def keys() -> set[str]:
    return set(current_view()[0].number_of)


@pytest.fixture
def pool(notes) -> None:
    for name in ("press", "valve", "pump"):
        notes.put(name, f"The {name} held.")
    indexing.drain()


def test_nothing_indexed_is_an_empty_view(db):
    view, model = current_view()
    assert (len(view.keys), model) == (0, "")


def test_holds_what_is_indexed(pool):
    assert keys() == {"note:press", "note:valve", "note:pump"}


def test_asks_once_where_nothing_changed(pool, django_assert_num_queries):
    current_view()
    with django_assert_num_queries(1):
        current_view()


def test_follows_changes(pool, notes):
    current_view()
    notes.put("press", "Now it is oiled.")
    notes.drop("note:pump")
    notes.put("fan", "The fan turns.")
    indexing.drain()
    view, _ = current_view()
    assert set(view.number_of) == {"note:press", "note:valve", "note:fan"}
    assert view.tokens_in(view.number_of["note:press"], ["oil", "held"]) == ["oil"]


def test_reads_only_what_changed(pool, notes):
    (before,) = current_view()[0].parts
    notes.put("press", "Now it is oiled.")
    indexing.drain()
    old, new = current_view()[0].parts
    assert old.segment is before.segment and list(new.segment.keys) == ["note:press"]


def test_an_old_view_goes_on_answering(pool, notes):
    old, _ = current_view()
    notes.drop("note:pump")
    indexing.drain()
    current_view()
    assert "note:pump" in old.number_of


def test_a_fresh_process_holds_the_same(pool):
    before = keys()
    memory.forget()
    assert keys() == before


class TestWithoutVectors:
    """The encoder was missing from the first day."""

    @pytest.fixture(autouse=True)
    def no_encoder(self, settings, monkeypatch) -> None:
        settings.SEARCH_MODEL = "tests.search.encoders.MissingEncoder"
        monkeypatch.setattr(MissingEncoder, "missing", True)

    def test_documents_gather_all_the_same(self, notes):
        for name in ("press", "valve", "pump"):
            notes.put(name, f"The {name} held.")
            indexing.drain()
            current_view()
        assert keys() == {"note:press", "note:valve", "note:pump"}

    def test_the_first_vectors_drop_nothing(self, notes, monkeypatch):
        notes.put("press", "The press held.")
        indexing.drain()
        current_view()
        monkeypatch.setattr(MissingEncoder, "missing", False)
        base._failures.clear()
        notes.put("valve", "The valve held.")
        indexing.drain()
        assert keys() == {"note:press", "note:valve"}
        assert current_view()[0].dimensions == 64


def test_an_empty_document_first_drops_nothing(notes):
    notes.put("empty")
    indexing.drain()
    current_view()
    notes.put("press", "The press held.")
    indexing.drain()
    assert keys() == {"note:empty", "note:press"}


class TestSnapshot:
    @pytest.fixture
    def saved(self, pool) -> None:
        memory.save_snapshot()
        memory.forget()

    @pytest.fixture
    def read(self, monkeypatch) -> list[int]:
        """How many documents were read from rows, a number for each time."""
        counts: list[int] = []
        entries = memory._entries

        def counting(pks, *rest):
            counts.append(len(pks))
            return entries(pks, *rest)

        monkeypatch.setattr(memory, "_entries", counting)
        return counts

    def test_saves_reading_the_rows(self, saved, read):
        assert len(keys()) == 3
        assert not any(read)

    def test_what_changed_since_is_read(self, saved, notes, read):
        notes.put("press", "Now it is oiled.")
        notes.drop("note:pump")
        indexing.drain()
        assert keys() == {"note:press", "note:valve"}
        assert read == [1]

    @pytest.mark.parametrize("content", [b"", b"nonsense"])
    def test_a_damaged_one_is_not_used(self, saved, read, content, monkeypatch):
        for path in memory._snapshots().glob("*/matrix.npy"):
            path.write_bytes(content)
        monkeypatch.setattr(type(get_encoder()), "encode_documents", None)  # nothing is embedded
        assert len(keys()) == 3
        assert read == [3]

    def test_one_of_another_index_is_not_used(self, saved, read):
        IndexState.objects.update(identity=uuid4())
        assert len(keys()) == 3
        assert read == [3]

    def test_one_of_a_later_version_is_not_used(self, saved, read):
        # The database was restored from a backup.
        IndexState.objects.update(version=2)
        keys()
        assert read == [3]

    def test_it_is_written_when_old(self, pool, notes, monkeypatch):
        monkeypatch.setattr(memory, "SNAPSHOT_AGE", 2)
        memory.save_snapshot_if_old()
        first = snapshot.stamp(memory._snapshots())
        memory.save_snapshot_if_old()
        assert snapshot.stamp(memory._snapshots()) == first
        for name in ("press", "valve"):
            notes.put(name, "Changed.")
            indexing.drain()
        memory.save_snapshot_if_old()
        assert snapshot.stamp(memory._snapshots()) != first


def test_a_restored_database_is_believed(pool, notes):
    current_view()
    state = indexing.index_state()
    notes.put("fan", "The fan turns.")
    indexing.drain()
    assert "note:fan" in keys()
    # As before: the row, its passages and the version are gone.
    IndexedPassage.objects.filter(document__key="note:fan").delete()
    IndexedDocument.objects.filter(key="note:fan").delete()
    IndexState.objects.update(version=state.version)
    assert "note:fan" not in keys()


@pytest.mark.parametrize("vector", [b"", b"123", b"\0" * 12])
def test_a_damaged_vector_stops_nobody(pool, vector):
    IndexedPassage.objects.filter(document__key="note:press").update(vector=vector)
    view, _ = current_view()
    assert len(view.number_of) == 3
    assert view.dimensions == 64 and view.group_statistics["en"].count == 2


class TestNewSnapshot:
    """The worker writes it; the other processes take it up."""

    def test_is_taken_up(self, pool):
        before, _ = current_view()
        memory.save_snapshot()
        after, _ = current_view()
        assert set(after.number_of) == set(before.number_of)
        assert isinstance(after.parts[0].segment.matrix.base, np.memmap)

    def test_with_what_changed_since(self, pool, notes):
        memory.save_snapshot()
        notes.put("fan", "The fan turns.")
        notes.drop("note:pump")
        indexing.drain()
        assert keys() == {"note:press", "note:valve", "note:fan"}

    def test_a_damaged_one_does_no_harm_and_is_looked_at_once(self, pool, monkeypatch, caplog):
        current_view()
        memory.save_snapshot()
        for path in memory._snapshots().glob("*/matrix.npy"):
            path.write_bytes(b"")
        assert len(keys()) == 3
        monkeypatch.setattr(snapshot, "load", lambda *a: 1 / 0)
        assert len(keys()) == 3

    def test_a_large_one_comes_with_an_approximate_index(self, pool, monkeypatch):
        monkeypatch.setattr(memory, "MOST_EXACT", 2)
        memory.save_snapshot()
        view, _ = current_view()
        assert view.parts[0].segment.approximate
        assert len(view.dense(view.parts[0].segment.matrix[0], view.alive_documents, 3).rows) == 3

    def test_which_stays_when_something_changes(self, pool, notes, monkeypatch):
        monkeypatch.setattr(memory, "MOST_EXACT", 2)
        memory.save_snapshot()
        notes.put("press", "Now it is oiled.")
        indexing.drain()
        view, _ = current_view()
        assert [bool(part.segment.approximate) for part in view.parts] == [True, False]
        assert len(view.number_of) == 3
