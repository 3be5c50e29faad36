"""Files made once and kept."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from hub.file_cache import FileCache


@pytest.fixture
def path(tmp_path):
    return tmp_path / "7" / "v2" / "card.png"


def never() -> bytes:
    raise AssertionError("it is there already")


def test_is_made_once(path):
    cache = FileCache()
    assert cache.get(path, lambda: b"made", ()) == b"made"
    assert cache.get(path, never, ()) == b"made"


def test_asked_for_by_many_at_once_too(path):
    cache, made = FileCache(), []

    def make() -> bytes:
        made.append(1)
        return b"made"

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: cache.get(path, make, ()), range(8)))
    assert (answers, len(made)) == ([b"made"] * 8, 1)


def test_what_it_replaces_is_deleted_and_nothing_else(path):
    old_folder, old_file = path.parent.parent / "v1", path.parent / "old.png"
    old_folder.mkdir(parents=True)
    path.parent.mkdir()
    (old_folder / "card.png").touch()
    old_file.touch()
    beside = path.parent / "other.png"
    beside.touch()
    FileCache().get(path, lambda: b"made", [old_folder, path.parent, old_file, path])
    assert sorted(path.parents[2].rglob("*.png")) == [path, beside]


def test_what_cannot_be_made_leaves_nothing_and_may_be_tried_again(path):
    cache = FileCache()
    with pytest.raises(AssertionError):
        cache.get(path, never, ())
    assert not path.exists()
    assert cache.get(path, lambda: b"made", ()) == b"made"


def test_what_is_not_written_whole_is_not_left_behind(path, monkeypatch):
    def full(self, data: bytes) -> None:
        self.touch()
        raise OSError("no space left")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert FileCache().get(path, lambda: b"made", ()) == b"made"
    assert list(path.parent.iterdir()) == []


def test_where_nothing_can_be_written_it_is_given_all_the_same(tmp_path):
    (tmp_path / "file").touch()
    path = tmp_path / "file" / "card.png"
    assert FileCache().get(path, lambda: b"made", ()) == b"made"
