"""A segment in files, so that a process need not read the whole database to start; its arrays are mapped, so that
all processes share one copy of them.

It is a cache: whatever is wrong with it, the rows are read instead. Arrays only, nothing is unpickled. A snapshot
is a folder, complete before it gets its name; the file `current` names the one to use.
"""

import fcntl
import json
import os
import shutil
import tempfile
import zlib
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

from .approximate import Approximate
from .moments import Moments
from .segments import Facets, Postings, Segment
from .texts import Texts

# Part of each snapshot's description: another layout, another number.
LAYOUT = 2

_CURRENT = "current"
_LOCK = "lock"
_DESCRIPTION = "description.json"
_APPROXIMATE = "approximate.faiss"
_BLOCK = 2**22


class SnapshotError(Exception):
    """There is no such snapshot, or it is damaged, or of another index."""


def save(folder: Path, segment: Segment, description: Mapping[str, Any]) -> None:
    """Write all or nothing: a reader finds the old snapshot or the new one. Those before are removed; who has
    mapped them keeps what was mapped."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / _LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = Path(tempfile.mkdtemp(dir=folder, prefix="snapshot-"))
        try:
            encoded = _write(made, segment, description)
            _point(folder, f"{made.name} {zlib.crc32(encoded)}")
        except BaseException:
            shutil.rmtree(made)
            raise
        for other in folder.iterdir():
            if other.name not in (made.name, _CURRENT, _LOCK):
                _remove(other)


def _write(place: Path, segment: Segment, description: Mapping[str, Any]) -> bytes:
    """The description, as it is written."""
    for name, array in _arrays(segment).items():
        np.save(place / f"{name}.npy", array)
    if segment.approximate:
        segment.approximate.save(place / _APPROXIMATE)
    content = {
        **description,
        "layout": LAYOUT,
        "documents": len(segment.keys),
        "locale_names": segment.locale_names,
        "facets": segment.facets.names,
        "moments": {locale: found.count for locale, found in segment.moments.items()},
        "checksums": {path.name: _checksum(path) for path in place.iterdir()},
    }
    encoded = json.dumps(content).encode()
    (place / _DESCRIPTION).write_bytes(encoded)
    _sync(place)
    return encoded


def load(folder: Path, dimensions: int) -> tuple[Segment, dict[str, Any]]:
    """The segment and its description. SnapshotError where it cannot be trusted."""
    while True:
        seen = stamp(folder)
        try:
            return _loaded(folder, dimensions)
        except SnapshotError:
            if stamp(folder) == seen:
                raise
            # Another took its place, and it was removed, while it was read.


def stamp(folder: Path) -> int | None:
    """Differs from one snapshot to the next; None where there is none."""
    try:
        return (folder / _CURRENT).stat().st_mtime_ns
    except FileNotFoundError:
        return None


def _loaded(folder: Path, dimensions: int) -> tuple[Segment, dict[str, Any]]:
    description, place = _described(folder)
    wanted = description["checksums"]
    try:
        with ThreadPoolExecutor() as pool:
            found = pool.map(_checksum, [place / name for name in wanted])
            if list(found) != list(wanted.values()):
                raise SnapshotError(f"{place}: it is damaged")
        return _segment(place, description, dimensions), description
    except SnapshotError:
        raise
    # A damaged file fails in more ways than can be listed.
    except Exception as error:
        raise SnapshotError(f"{place}: {error}") from error


def describe(folder: Path) -> dict[str, Any]:
    """The description alone. SnapshotError as for `load`, but the arrays are not looked at."""
    return _described(folder)[0]


def _described(folder: Path) -> tuple[dict[str, Any], Path]:
    try:
        name, checksum = (folder / _CURRENT).read_text().split()
        place = folder / Path(name).name
        encoded = (place / _DESCRIPTION).read_bytes()
        if zlib.crc32(encoded) != int(checksum):
            raise SnapshotError(f"{place}: its description is damaged")
        description = json.loads(encoded)
        if description["layout"] != LAYOUT:
            raise SnapshotError("it has another layout")
        return description, place
    except SnapshotError:
        raise
    except Exception as error:
        raise SnapshotError(f"{folder}: {error}") from error


def _arrays(segment: Segment) -> dict[str, np.ndarray]:
    moments = segment.moments.values()
    size = segment.matrix.shape[1]
    return {
        "keys": segment.keys.data,
        "keys_starts": segment.keys.starts,
        "key_order": segment.key_order,
        "locale_codes": segment.locale_codes,
        "groups": segment.groups.data,
        "groups_starts": segment.groups.starts,
        "facets_starts": segment.facets.starts,
        "facets_documents": segment.facets.documents,
        "published_at": segment.published_at,
        "starts": segment.starts,
        "row_ids": segment.row_ids,
        "row_length": segment.row_length,
        "vector_rows": segment.vector_rows,
        "matrix": segment.matrix,
        "totals": np.array([m.total for m in moments]).reshape(-1, size),
        "products": np.array([m.products for m in moments]).reshape(-1, size, size),
        "vocabulary": segment.postings.vocabulary.data,
        "vocabulary_starts": segment.postings.vocabulary.starts,
        "postings_starts": segment.postings.starts,
        "postings_rows": segment.postings.rows,
        "postings_counts": segment.postings.counts,
    }


def _segment(place: Path, description: Mapping[str, Any], dimensions: int) -> Segment:
    arrays = {path.stem: _mapped(path) for path in place.glob("*.npy")}
    if arrays["matrix"].shape != (len(arrays["vector_rows"]), dimensions):
        raise SnapshotError("the vectors have another shape")
    counts = description["moments"].items()
    each = zip(counts, arrays["totals"], arrays["products"], strict=True)
    approximate = place / _APPROXIMATE
    return Segment(
        keys=Texts(arrays["keys"], arrays["keys_starts"]),
        key_order=arrays["key_order"],
        locale_names=tuple(description["locale_names"]),
        locale_codes=arrays["locale_codes"],
        groups=Texts(arrays["groups"], arrays["groups_starts"]),
        facets=Facets(
            tuple((name, value) for name, value in description["facets"]),
            arrays["facets_starts"],
            arrays["facets_documents"],
        ),
        published_at=arrays["published_at"],
        starts=arrays["starts"],
        row_ids=arrays["row_ids"],
        row_length=arrays["row_length"],
        vector_rows=arrays["vector_rows"],
        matrix=arrays["matrix"],
        moments={locale: Moments(count, t, p) for (locale, count), t, p in each},
        postings=Postings(
            Texts(arrays["vocabulary"], arrays["vocabulary_starts"]),
            arrays["postings_starts"],
            arrays["postings_rows"],
            arrays["postings_counts"],
        ),
        approximate=Approximate.load(approximate) if approximate.exists() else None,
    )


def _mapped(path: Path) -> np.ndarray:
    found = np.load(path, mmap_mode="r", allow_pickle=False)
    # A plain array over the mapping: numpy's memmap class takes its time at every slice.
    return np.asarray(found)


def _checksum(path: Path) -> int:
    found = 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            found = zlib.crc32(block, found)
    return found


def _sync(folder: Path) -> None:
    for path in [*folder.iterdir(), folder]:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _point(folder: Path, content: str) -> None:
    with tempfile.NamedTemporaryFile("w", dir=folder, delete=False) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(file.name, folder / _CURRENT)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
