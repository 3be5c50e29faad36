"""How well things are found: nDCG@10 and recall@10 of the hub's order beside words and meaning alone."""

from collections.abc import Iterator, Mapping, Sequence

from search.evaluation.comparison import Evaluated, difference, evaluate, groups, losers, means
from search.evaluation.rankers import SETTINGS, live_rankers
from search.evaluation.report import OWN, answered, best_part, tasks

from . import pool, xquad
from .machine import table
from .run import Skipped

VIEW_SETTINGS = ("hybrid", "bm25", "dense", "rrf")


def measure() -> Iterator[str]:
    yield "nDCG@10 / recall@10. `hybrid` is the hub's own order, `bm25` and `dense` are its two arms"
    yield "alone, `rrf` is their plain reciprocal rank fusion (k = 60)."
    yield ""
    for measured in (_xquad, _posts):
        try:
            yield from measured()
        except Skipped as reason:
            yield f"Skipped: {reason}"
        yield ""


def _xquad() -> Iterator[str]:
    yield "XQuAD: 240 paragraphs a language, 1,190 questions, each answered by one paragraph:"
    yield ""
    yield from _table(VIEW_SETTINGS, xquad.evaluated())


def _posts() -> Iterator[str]:
    from hub.visibility import anonymous

    pool.ensure()
    rankers = live_rankers(anonymous())
    of_task = tasks(list(evaluate(pool.judged(), rankers)))
    yield "18F: 536 posts and project pages in English, judged by hand; `answer` is what `ask` and"
    yield "`search` give out, which ends where they say that nothing more fits:"
    yield ""
    rows: dict[str, Sequence[Evaluated]] = {}
    for task, results in of_task.items():
        rows[task] = results
        languages = groups(results, "lang")
        if len(languages) > 1:
            rows |= {f"{task}, {name}": of_language for name, of_language in languages.items()}
    yield from _table(SETTINGS, rows)
    yield ""
    yield from _losses(of_task)


def _table(settings: Sequence[str], rows: Mapping[str, Sequence[Evaluated]]) -> Iterator[str]:
    headings = ["", "queries", *settings, f"{OWN} − best part"]
    yield from table(headings, (_row(name, settings, rows[name]) for name in rows))


def _row(name: str, settings: Sequence[str], results: Sequence[Evaluated]) -> list[str]:
    scores = [means(results, setting) for setting in settings]
    part = best_part(results, settings)
    assert part
    gained = difference(results, OWN, part)
    return [
        name,
        str(len(results)),
        *(f"{score.ndcg:.3f} / {score.recall:.3f}" for score in scores),
        f"{gained.mean:+.3f} ({gained.low:+.3f} … {gained.high:+.3f}) {part}",
    ]


def _losses(of_task: Mapping[str, Sequence[Evaluated]]) -> Iterator[str]:
    for task, results in of_task.items():
        part = best_part(results, SETTINGS)
        assert part
        lost = losers(results, OWN, part)
        named = ", ".join(one.judged.id for one in lost[:5]) if task != "related" else ""
        yield (
            f"- {task}: {answered(results)} of {len(results)} queries get a match; "
            f"{len(lost)} are served worse than by {part} alone"
            + (f", the worst: {named}" if named else "")
        )
