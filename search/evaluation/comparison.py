"""Judged queries under several settings: scores, averages, winners and losers. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .judgments import Judged
from .metrics import Interval, bootstrap, ndcg, recall, reciprocal_rank


@dataclass(frozen=True)
class Scores:
    """nDCG, recall and reciprocal rank, all of the first ten: of one query, or means of many."""

    ndcg: float
    recall: float
    reciprocal_rank: float


@dataclass(frozen=True)
class Evaluated:
    """A judged query with what each setting found, best first, and how good that is."""

    judged: Judged
    found: Mapping[str, Sequence[str]]
    scores: Mapping[str, Scores]


def evaluate(
    judged: Iterable[Judged], rankers: Mapping[str, Callable[[Judged], Sequence[str]]]
) -> Iterator[Evaluated]:
    for query in judged:
        found = {setting: ranker(query) for setting, ranker in rankers.items()}
        scores = {setting: _scores(keys, query.relevant) for setting, keys in found.items()}
        yield Evaluated(query, found, scores)


def _scores(found: Sequence[str], relevant: Mapping[str, int]) -> Scores:
    return Scores(ndcg(found, relevant), recall(found, relevant), reciprocal_rank(found, relevant))


def means(evaluated: Sequence[Evaluated], setting: str) -> Scores:
    """ValueError where nothing was evaluated."""
    if not evaluated:
        raise ValueError("nothing was evaluated")
    scores = [one.scores[setting] for one in evaluated]
    return Scores(
        sum(score.ndcg for score in scores) / len(scores),
        sum(score.recall for score in scores) / len(scores),
        sum(score.reciprocal_rank for score in scores) / len(scores),
    )


def groups(evaluated: Sequence[Evaluated], label: str) -> dict[str, list[Evaluated]]:
    """By `lang` or `kind` of the query, in the order in which they come; empty ones left out."""
    found: dict[str, list[Evaluated]] = {}
    for one in evaluated:
        if value := getattr(one.judged, label):
            found.setdefault(value, []).append(one)
    return found


def gain(one: Evaluated, setting: str, other: str) -> float:
    """By how much nDCG@10 is higher under `setting` than under `other`."""
    return one.scores[setting].ndcg - one.scores[other].ndcg


def difference(evaluated: Sequence[Evaluated], setting: str, other: str) -> Interval:
    """The mean gain of `setting` over `other`. ValueError where nothing was evaluated."""
    return bootstrap([gain(one, setting, other) for one in evaluated])


def winners(evaluated: Sequence[Evaluated], setting: str, other: str) -> list[Evaluated]:
    """The queries that `setting` serves better than `other`, the greatest gain first."""
    return losers(evaluated, other, setting)


def losers(evaluated: Sequence[Evaluated], setting: str, other: str) -> list[Evaluated]:
    """The queries that `setting` serves worse than `other`, the greatest loss first, ties by id."""
    lost = [one for one in evaluated if gain(one, setting, other) < 0]
    return sorted(lost, key=lambda one: (gain(one, setting, other), one.judged.id))
