"""An evaluation as lines of text."""

from collections.abc import Iterator, Sequence

from .comparison import Evaluated, Scores, difference, gain, groups, losers, means, winners

# The parts that the hub's own order is made of.
PARTS = ("bm25", "dense")
OWN = "hybrid"
DOORS = "answer"

# How many losers are listed.
LISTED = 20


def tasks(evaluated: Sequence[Evaluated]) -> dict[str, list[Evaluated]]:
    found: dict[str, list[Evaluated]] = {}
    for one in evaluated:
        found.setdefault(one.judged.task, []).append(one)
    return found


def best_part(evaluated: Sequence[Evaluated], settings: Sequence[str]) -> str | None:
    """The part that alone does best; None where the own order or the parts are not compared."""
    parts = [part for part in PARTS if part in settings]
    if OWN not in settings or not parts:
        return None
    return max(parts, key=lambda part: means(evaluated, part).ndcg)


def answered(evaluated: Sequence[Evaluated]) -> int:
    """How many queries the hub gives any match for."""
    return sum(bool(one.found[DOORS]) for one in evaluated)


def lines(evaluated: Sequence[Evaluated], settings: Sequence[str]) -> Iterator[str]:
    for task, of_task in tasks(evaluated).items():
        yield from _table(task, of_task, settings)
        if part := best_part(of_task, settings):
            yield ""
            yield from _against(of_task, part)
        if DOORS in settings:
            yield f"  {DOORS}: {answered(of_task)} of {len(of_task)} queries get a match"
        yield ""


def each_query(evaluated: Sequence[Evaluated], settings: Sequence[str]) -> Iterator[str]:
    yield "nDCG@10 of each query".ljust(_WIDTH) + "".join(name.rjust(8) for name in settings)
    for one in evaluated:
        scores = "".join(f"{one.scores[name].ndcg:8.3f}" for name in settings)
        yield f"{one.judged.id[: _WIDTH - 1]:{_WIDTH}}{scores}  {_short(one)}"
    yield ""


_WIDTH = 26
_COLUMN = 20


def _table(task: str, evaluated: Sequence[Evaluated], settings: Sequence[str]) -> Iterator[str]:
    yield " " * _WIDTH + "".join(f"  {name:{_COLUMN}}" for name in settings)
    heading = f"{'nDCG@10':>7} {'R@10':>5} {'MRR':>5}"
    yield f"{task:{_WIDTH}}" + f"  {heading:{_COLUMN}}" * len(settings)
    rows = {"all": list(evaluated)}
    for label in ("lang", "kind"):
        found = groups(evaluated, label)
        rows |= {f"{label} {value}": of_value for value, of_value in found.items()}
    for name, of_row in rows.items():
        scores = "".join(f"  {_figures(means(of_row, setting)):{_COLUMN}}" for setting in settings)
        yield f"  {name[:16]:16} {len(of_row):5}  {scores}"


def _figures(scores: Scores) -> str:
    return f"{scores.ndcg:7.3f} {scores.recall:5.3f} {scores.reciprocal_rank:5.3f}"


def _against(evaluated: Sequence[Evaluated], part: str) -> Iterator[str]:
    interval = difference(evaluated, OWN, part)
    lost = losers(evaluated, OWN, part)
    yield (
        f"  {OWN} - {part} (its best part): {interval.mean:+.3f} nDCG@10, "
        f"95% between {interval.low:+.3f} and {interval.high:+.3f}"
        + ("" if interval.is_clear else ": no clear difference")
    )
    yield f"  {len(winners(evaluated, OWN, part))} queries gain, {len(lost)} lose"
    for one in lost[:LISTED]:
        yield f"    {gain(one, OWN, part):+.3f}  {one.judged.id}  {_short(one)}"

    if more := lost[LISTED:]:
        yield f"    … and {len(more)} that lose less"


def _short(one: Evaluated) -> str:
    text = " ".join(one.judged.text.split()) if one.judged.task != "related" else ""
    return text if len(text) <= 90 else f"{text[:89]}…"
