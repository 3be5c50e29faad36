"""A segment in a file, so that a process need not read the whole database to start.

It is a cache: whatever is wrong with it, the rows are read instead. Arrays only, nothing is unpickled.
"""

import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import faiss
import numpy as np

from .segments import Postings, Segment

# Part of each snapshot's description: another layout, another number.
LAYOUT = 1


class SnapshotError(Exception):
    """There is no such snapshot, or it is damaged, or of another index."""


def save(path: Path, segment: Segment, description: Mapping[str, Any]) -> None:
    """Write all or nothing: a reader finds the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    texts = {
        "description": {**description, "layout": LAYOUT},
        "keys": segment.keys,
        "locales": segment.locales,
        "groups": segment.groups,
        "facets": [{k: sorted(v) for k, v in facets.items()} for facets in segment.facets],
        "vocabulary": list(segment.postings.vocabulary),
    }
    arrays: dict[str, Any] = {
        "published_at": segment.published_at,
        "row_ids": segment.row_ids,
        "row_document": segment.row_document,
        "row_length": segment.row_length,
        "vector_rows": segment.vector_rows,
        "vectors": segment.matrix,
        "indptr": segment.postings.indptr,
        "rows": segment.postings.rows,
        "counts": segment.postings.counts,
    }
    arrays |= {name: np.frombuffer(json.dumps(t).encode(), np.uint8) for name, t in texts.items()}
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
        try:
            np.savez(file, **arrays)
            file.flush()
            os.fsync(file.fileno())
            os.replace(file.name, path)
        except BaseException:
            os.unlink(file.name)
            raise


def load(path: Path, dimensions: int) -> tuple[Segment, dict[str, Any]]:
    """The segment and its description. SnapshotError where it cannot be trusted."""
    with _opened(path) as file:
        return _segment(file, dimensions), _description(file)


def describe(path: Path) -> dict[str, Any]:
    """The description alone. SnapshotError as for `load`."""
    with _opened(path) as file:
        return _description(file)


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    try:
        with path.open("rb") as raw, np.load(raw, allow_pickle=False) as file:
            yield file
    except SnapshotError:
        raise
    # A damaged file fails in more ways than can be listed: a flipped bit may even ask for a password.
    except Exception as error:
        raise SnapshotError(f"{path}: {error}") from error


def _description(file: Any) -> dict[str, Any]:
    description = _text(file["description"])
    if description["layout"] != LAYOUT:
        raise SnapshotError("it has another layout")
    return description


def _segment(file: Any, dimensions: int) -> Segment:
    vectors = faiss.IndexFlatIP(dimensions)
    matrix = file["vectors"]
    if matrix.shape != (len(file["vector_rows"]), dimensions):
        raise SnapshotError("the vectors have another shape")
    vectors.add(matrix)
    vocabulary = {token: number for number, token in enumerate(_text(file["vocabulary"]))}
    return Segment(
        keys=tuple(_text(file["keys"])),
        locales=tuple(_text(file["locales"])),
        groups=tuple(_text(file["groups"])),
        facets=tuple(
            {k: frozenset(v) for k, v in facets.items()} for facets in _text(file["facets"])
        ),
        published_at=file["published_at"],
        row_ids=file["row_ids"],
        row_document=file["row_document"],
        row_length=file["row_length"],
        vector_rows=file["vector_rows"],
        vectors=vectors,
        postings=Postings(vocabulary, file["indptr"], file["rows"], file["counts"]),
    )


def _text(array: np.ndarray) -> Any:
    return json.loads(array.tobytes())
