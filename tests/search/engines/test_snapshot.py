"""The file that is only a cache: right, or refused."""

import random
from pathlib import Path

import numpy as np
import pytest

from search.engines import snapshot
from search.engines.segments import Segment
from search.engines.snapshot import SnapshotError, load, save
from tests.search.engines.entries import DIMENSIONS, entry, random_view


@pytest.fixture(scope="module")
def segment() -> Segment:
    return random_view(40).merged().segments[0]


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "new folder" / "index.npz"


def facts(segment: Segment) -> list[object]:
    return [
        segment.keys,
        segment.locales,
        segment.groups,
        segment.facets,
        dict(segment.postings.vocabulary),
        *(
            array.tolist()
            for array in (
                np.nan_to_num(segment.published_at),
                segment.row_ids,
                segment.row_document,
                segment.row_length,
                segment.vector_rows,
                segment.matrix,
                segment.postings.indptr,
                segment.postings.rows,
                segment.postings.counts,
            )
        ),
    ]


def test_comes_back_as_it_was(path, segment):
    save(path, segment, {"version": 3})
    loaded, description = load(path, DIMENSIONS)
    assert facts(loaded) == facts(segment)
    assert description["version"] == 3


@pytest.mark.parametrize("documents", [[], [entry("note:1")], [entry("中\ud800", {"停机": 1})]])
def test_so_does_a_small_one(path, documents):
    segment = Segment.build(documents, DIMENSIONS)
    save(path, segment, {})
    assert facts(load(path, DIMENSIONS)[0]) == facts(segment)


def test_saving_again_replaces_it(path, segment):
    save(path, segment, {"version": 1})
    save(path, segment, {"version": 2})
    assert load(path, DIMENSIONS)[1]["version"] == 2
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_save_that_fails_leaves_the_old_one(path, segment, monkeypatch):
    save(path, segment, {"version": 1})
    monkeypatch.setattr(np, "savez", lambda *a, **k: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        save(path, segment, {"version": 2})
    assert load(path, DIMENSIONS)[1]["version"] == 1
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_missing_one_is_refused(path):
    with pytest.raises(SnapshotError):
        load(path, DIMENSIONS)


@pytest.mark.parametrize(
    "content", [b"", b"nonsense", b"PK\x03\x04" + b"\0" * 100, b"PK\x05\x06" + b"\0" * 18]
)
def test_nonsense_is_refused(path, content):
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(SnapshotError):
        load(path, DIMENSIONS)


def test_any_truncation_is_refused(path, segment):
    save(path, segment, {})
    whole = path.read_bytes()
    for share in (0.1, 0.5, 0.9, 0.99, 0.999):
        path.write_bytes(whole[: int(len(whole) * share)])
        with pytest.raises(SnapshotError):
            load(path, DIMENSIONS)


def test_a_damaged_byte_is_refused_or_does_no_harm(path, segment):
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    save(path, segment, {"version": 1})
    whole = path.read_bytes()
    for _ in range(400):
        damaged = bytearray(whole)
        damaged[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        path.write_bytes(damaged)
        try:
            loaded, description = load(path, DIMENSIONS)
        except SnapshotError:
            continue
        assert facts(loaded) == facts(segment) and description["version"] == 1


def test_another_layout_is_refused(path, segment, monkeypatch):
    save(path, segment, {})
    monkeypatch.setattr(snapshot, "LAYOUT", snapshot.LAYOUT + 1)
    with pytest.raises(SnapshotError, match="layout"):
        load(path, DIMENSIONS)


def test_vectors_of_another_size_are_refused(path, segment):
    save(path, segment, {})
    with pytest.raises(SnapshotError, match="shape"):
        load(path, DIMENSIONS + 1)


def test_nothing_is_unpickled(path):
    path.parent.mkdir()
    np.savez(path, description=np.array([object()]), allow_pickle=True)
    with pytest.raises(SnapshotError):
        load(path, DIMENSIONS)
