"""Documents for the engine, made without text or encoder."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import numpy as np

from search.engines.embedded import View
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
    return entry(
        key,
        *({word: int(n) for word in WORDS if (n := random.integers(0, 4))} for _ in range(count)),
        vectors=[vector(random) if random.random() > 0.1 else None for _ in range(count)],
        locale=str(random.choice(["en", "zh-hans"])),
        facets={"kind": {str(random.choice(["article", "faq"]))}},
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
