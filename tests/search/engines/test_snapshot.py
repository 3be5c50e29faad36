"""The file that is only a cache: right, or refused."""

import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from search.engines import snapshot
from search.engines.approximate import Approximate
from search.engines.segments import Segment
from search.engines.snapshot import SnapshotError, _arrays, load, save
from tests.search.engines.entries import DIMENSIONS, entry, random_view


@pytest.fixture(scope="module")
def segment() -> Segment:
    return random_view(40).merged().parts[0].segment


@pytest.fixture
def folder(tmp_path) -> Path:
    return tmp_path / "new folder" / "index"


def facts(segment: Segment) -> list[object]:
    arrays = {name: np.nan_to_num(array).tolist() for name, array in _arrays(segment).items()}
    counts = {locale: moments.count for locale, moments in segment.moments.items()}
    return [arrays, segment.locale_names, segment.facets.names, counts]


def newest(folder: Path) -> Path:
    (found,) = folder.glob("snapshot-*")
    return found


def test_comes_back_as_it_was(folder, segment):
    save(folder, segment, {"version": 3})
    loaded, description = load(folder, DIMENSIONS)
    assert facts(loaded) == facts(segment)
    assert description["version"] == 3


def test_so_does_its_approximate_index(folder, segment):
    save(folder, replace(segment, approximate=Approximate.trained(segment.matrix)), {})
    loaded, _ = load(folder, DIMENSIONS)
    query = segment.matrix[3]
    found = loaded.approximate.search(query, 1, None, 1.0)
    assert np.array_equal(loaded.matrix[found[0]], query)


@pytest.mark.parametrize("documents", [[], [entry("note:1")], [entry("中\ud800", {"停机": 1})]])
def test_so_does_a_small_one(folder, documents):
    segment = Segment.build(documents, DIMENSIONS)
    save(folder, segment, {})
    assert facts(load(folder, DIMENSIONS)[0]) == facts(segment)


def test_its_arrays_are_mapped(folder, segment):
    save(folder, segment, {})
    loaded, _ = load(folder, DIMENSIONS)
    assert isinstance(loaded.matrix.base, np.memmap)
    assert isinstance(loaded.postings.rows.base, np.memmap)


def test_saving_again_replaces_it(folder, segment):
    save(folder, segment, {"version": 1})
    first = newest(folder)
    save(folder, segment, {"version": 2})
    assert load(folder, DIMENSIONS)[1]["version"] == 2
    assert newest(folder) != first


def test_what_was_mapped_stays_readable(folder, segment):
    save(folder, segment, {})
    loaded, _ = load(folder, DIMENSIONS)
    save(folder, segment, {})
    assert facts(loaded) == facts(segment)


def test_one_that_was_replaced_while_it_was_read_is_read_again(folder, segment, monkeypatch):
    save(folder, segment, {"version": 1})
    described = snapshot._described

    def slowly(place):
        found = described(place)
        monkeypatch.undo()
        save(folder, segment, {"version": 2})
        return found

    monkeypatch.setattr(snapshot, "_described", slowly)
    assert load(folder, DIMENSIONS)[1]["version"] == 2


def test_a_save_that_fails_leaves_the_old_one(folder, segment, monkeypatch):
    save(folder, segment, {"version": 1})
    monkeypatch.setattr(np, "save", lambda *a, **k: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        save(folder, segment, {"version": 2})
    assert load(folder, DIMENSIONS)[1]["version"] == 1
    assert newest(folder)


def test_what_a_crash_or_an_older_version_left_is_removed(folder, segment):
    (folder / "snapshot-half").mkdir(parents=True)
    (folder / "index.npz").write_bytes(b"of an older version")
    save(folder, segment, {"version": 1})
    assert {path.name for path in folder.iterdir()} == {"current", "lock", newest(folder).name}


def test_a_missing_one_is_refused(folder):
    with pytest.raises(SnapshotError):
        load(folder, DIMENSIONS)


@pytest.mark.parametrize("content", ["", "nonsense", "../.. 0", "snapshot-x 1 2", "x\0 1"])
def test_a_pointer_to_nothing_is_refused(folder, segment, content):
    save(folder, segment, {})
    (folder / "current").write_text(content)
    with pytest.raises(SnapshotError):
        load(folder, DIMENSIONS)


@pytest.mark.parametrize("name", ["matrix.npy", "keys.npy", "description.json"])
@pytest.mark.parametrize("content", [b"", b"nonsense", b"\x93NUMPY" + b"\0" * 100])
def test_nonsense_is_refused(folder, segment, name, content):
    save(folder, segment, {})
    (newest(folder) / name).write_bytes(content)
    with pytest.raises(SnapshotError):
        load(folder, DIMENSIONS)


@pytest.mark.parametrize("name", ["matrix.npy", "postings_rows.npy", "approximate.faiss"])
def test_any_truncation_is_refused(folder, segment, name):
    save(folder, replace(segment, approximate=Approximate.trained(segment.matrix)), {})
    path = newest(folder) / name
    whole = path.read_bytes()
    for share in (0.1, 0.5, 0.9, 0.99, 0.999):
        path.write_bytes(whole[: int(len(whole) * share)])
        with pytest.raises(SnapshotError):
            load(folder, DIMENSIONS)


def test_a_missing_file_is_refused(folder, segment):
    save(folder, segment, {})
    (newest(folder) / "matrix.npy").unlink()
    with pytest.raises(SnapshotError):
        load(folder, DIMENSIONS)


def test_a_damaged_byte_is_refused(folder, segment):
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    save(folder, segment, {"version": 1})
    paths = sorted(newest(folder).iterdir())
    for _ in range(200):
        path = chance.choice(paths)
        whole = path.read_bytes()
        damaged = bytearray(whole)
        damaged[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        path.write_bytes(damaged)
        with pytest.raises(SnapshotError):
            load(folder, DIMENSIONS)
        path.write_bytes(whole)


def test_another_layout_is_refused(folder, segment, monkeypatch):
    save(folder, segment, {})
    monkeypatch.setattr(snapshot, "LAYOUT", snapshot.LAYOUT + 1)
    with pytest.raises(SnapshotError, match="layout"):
        load(folder, DIMENSIONS)


def test_vectors_of_another_size_are_refused(folder, segment):
    save(folder, segment, {})
    with pytest.raises(SnapshotError, match="shape"):
        load(folder, DIMENSIONS + 1)


def test_nothing_is_unpickled(folder, segment, monkeypatch):
    save(folder, replace(segment, row_ids=np.array([object()])), {})
    with pytest.raises(SnapshotError):
        load(folder, DIMENSIONS)
