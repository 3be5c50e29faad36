"""What a run comes to: means, what their difference is worth, and how each group of questions fares."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from search.evaluation.comparison import (
    Evaluated,
    Scores,
    difference,
    gain,
    groups,
    losers,
    means,
    winners,
)
from search.evaluation.judgments import Judged

from .models import Measured

ONE, OTHER = "one", "other"

# Fewer questions than this say next to nothing of others: no interval is given.
LEAST = 10


def evaluated(row: Measured) -> Evaluated:
    """Of a row that has been measured."""
    judged = Judged(row.name, row.task, row.text, row.relevant, row.lang, row.kind)
    return Evaluated(judged, row.found, {name: Scores(**row.scores[name]) for name in (ONE, OTHER)})


def record(row: Measured, result: Evaluated) -> None:
    row.found = {name: list(keys) for name, keys in result.found.items()}
    row.scores = {name: asdict(scores) for name, scores in result.scores.items()}
    row.gain = gain(result, ONE, OTHER)


def summary(results: Sequence[Evaluated]) -> list[dict[str, Any]]:
    """One entry for all, then one for each task, language and label, where there are several of them.

    `by` and `value` say of which questions; `one` and `other` are `Scores`, `difference` an
    `Interval` of nDCG@10 or None; `won` and `lost` count the questions that `one` serves better
    and worse.
    """
    return [_entry(*group) for group in _groups(results)]


def _groups(results: Sequence[Evaluated]) -> Iterator[tuple[str, str, Sequence[Evaluated]]]:
    yield "all", "", results
    for label in ("task", "lang", "kind"):
        found = groups(results, label)
        if any(len(of_value) < len(results) for of_value in found.values()):
            for value, of_value in sorted(found.items()):
                yield label, value, of_value


def _entry(by: str, value: str, results: Sequence[Evaluated]) -> dict[str, Any]:
    interval = difference(results, ONE, OTHER) if len(results) >= LEAST else None
    return {
        "by": by,
        "value": value,
        "count": len(results),
        ONE: asdict(means(results, ONE)),
        OTHER: asdict(means(results, OTHER)),
        "difference": interval and asdict(interval) | {"is_clear": interval.is_clear},
        "won": len(winners(results, ONE, OTHER)),
        "lost": len(losers(results, ONE, OTHER)),
    }
