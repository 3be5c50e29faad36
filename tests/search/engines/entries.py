"""Documents for the engine, made without text or encoder."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

import numpy as np

from search.engines.embedded import K1, B, View
from search.engines.parts import Part
from search.engines.segments import DocumentEntry, PassageEntry

DIMENSIONS = 8
WORDS = ["press", "valve", "pump", "停机", "能耗", "audit", "cloud"]


def vector(random: np.random.Generator) -> np.ndarray:
    values = random.standard_normal(DIMENSIONS).astype(np.float32)
    return values / np.linalg.norm(values)


def entry(
    key: str,
    *bags: Mapping[str, int],
    vectors: Sequence[np.ndarray | None] = (),
    locale: str = "en",
    group: str = "",
    facets: Mapping[str, set[str]] | None = None,
    published_at: datetime | None = None,
) -> DocumentEntry:
    """A document with a passage for each bag of words."""
    return DocumentEntry(
        key=key,
        locale=locale,
        group=group,
        facets={name: frozenset(values) for name, values in (facets or {}).items()},
        published_at=published_at.timestamp() if published_at else float("nan"),
        passages=tuple(
            PassageEntry(number, bag, vectors[number] if number < len(vectors) else None)
            for number, bag in enumerate(bags)
        ),
    )


def random_entry(key: str, random: np.random.Generator) -> DocumentEntry:
    """One to three passages, a tenth of them without a vector."""
    count = int(random.integers(1, 4))
    locale = str(random.choice(["en", "zh-hans"]))
    return entry(
        key,
        *({word: int(n) for word in WORDS if (n := random.integers(0, 4))} for _ in range(count)),
        vectors=[vector(random) if random.random() > 0.1 else None for _ in range(count)],
        locale=locale,
        facets={"kind": {str(random.choice(["article", "faq"]))}, "locale": {locale}},
        published_at=datetime(2026, int(random.integers(1, 13)), 1, tzinfo=UTC),
    )


def view_of(*entries: DocumentEntry) -> View:
    return View(DIMENSIONS).with_changes(entries, [])


def random_view(size: int, seed: int = 1) -> View:
    """In several segments, with dead documents."""
    random = np.random.default_rng(seed)
    entries = [random_entry(f"note:{n:03}", random) for n in range(size)]
    view = View(DIMENSIONS)
    for start in range(0, size, 40):
        view = view.with_changes(entries[start : start + 40], [])
    again = [random_entry(f"note:{n:03}", random) for n in range(0, size, 10)]
    return view.with_changes(again, [f"note:{n:03}" for n in range(5, size, 10)])


def entries_of(part: Part) -> Iterator[DocumentEntry]:
    """The living documents of a part, as they were put in."""
    segment = part.segment
    bags: list[Counter[str]] = [Counter() for _ in segment.row_ids]
    for token in segment.postings.vocabulary:
        rows, counts = segment.postings.of(token)
        for row, count in zip(rows.tolist(), counts.tolist(), strict=True):
            bags[row][token] = count
    vectors = dict(zip(segment.vector_rows.tolist(), segment.matrix, strict=True))
    facets: list[dict[str, set[str]]] = [{} for _ in segment.keys]
    for place, (name, value) in enumerate(segment.facets.names):
        starts = segment.facets.starts
        for number in segment.facets.documents[starts[place] : starts[place + 1]]:
            facets[number].setdefault(name, set()).add(value)
    for number in np.flatnonzero(part.alive).tolist():
        own = range(segment.starts[number], segment.starts[number + 1])
        yield DocumentEntry(
            segment.keys[number],
            segment.locale_names[segment.locale_codes[number]],
            segment.groups[number],
            {name: frozenset(values) for name, values in facets[number].items()},
            float(segment.published_at[number]),
            tuple(PassageEntry(int(segment.row_ids[r]), bags[r], vectors.get(r)) for r in own),
        )


def bm25(bags: list[dict[str, int]], tokens: list[str]) -> list[float]:
    lengths = [sum(bag.values()) for bag in bags]
    mean = sum(lengths) / len(lengths)
    scores = [0.0] * len(bags)
    for token in tokens:
        frequency = sum(token in bag for bag in bags)
        idf = math.log(1 + (len(bags) - frequency + 0.5) / (frequency + 0.5))
        for n, bag in enumerate(bags):
            count = bag.get(token, 0)
            scores[n] += idf * count * (K1 + 1) / (count + K1 * (1 - B + B * lengths[n] / mean))
    return scores
