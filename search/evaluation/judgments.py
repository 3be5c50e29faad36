"""Judged queries, as a file holds them. docs/evaluation.md describes the format."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

# The lists a file may have, and the task each is for. `related` is a map, and a task of its own.
_LISTS = {"ask": "ask", "search": "search", "queries": "search"}

MAX_GRADE = 10


class BadJudgments(ValueError):
    """The file cannot be used; the message says where and why, for people."""


@dataclass(frozen=True)
class Judged:
    """A query and what is relevant to it: id of a document -> grade; 0 is judged, and not relevant.

    `task`: `ask` (a plain question), `search` (words typed) or `related` (`text` is the id of the
    document whose neighbours are judged). `lang` and `kind` are labels to report by; either may be
    empty.
    """

    id: str
    task: str
    text: str
    relevant: Mapping[str, int]
    lang: str = ""
    kind: str = ""

    @property
    def has_relevant(self) -> bool:
        """Whether anything found could be right: no order can be measured by a query without."""
        return any(self.relevant.values())


def load(path: Path) -> list[Judged]:
    """The judged queries of a file, in its order. BadJudgments where anything in it is wrong."""
    try:
        return parse(path.read_bytes())
    except OSError as error:
        raise BadJudgments(f"{path}: {error.strerror}") from error
    except BadJudgments as error:
        raise BadJudgments(f"{path}: {error}") from error


def parse(content: bytes) -> list[Judged]:
    """As `load`, of what stands in the file."""
    try:
        read = json.loads(content.decode("utf-8"))
        json.dumps(read, ensure_ascii=False).encode("utf-8")  # half a character can be escaped
    except (ValueError, RecursionError) as error:
        raise BadJudgments(f"not JSON: {error}") from error
    return list(_judged(read))


def dump(judged: Iterable[Judged]) -> dict[str, Any]:
    """The object that `parse` reads the same queries from; the ids of related ones are lost."""
    content: dict[str, Any] = {}
    for query in judged:
        if query.task == "related":
            content.setdefault("related", {})[query.text] = dict(query.relevant)
        else:
            labels = {name: value for name in ("lang", "kind") if (value := getattr(query, name))}
            content.setdefault(query.task, []).append(
                {"id": query.id, "query": query.text, **labels, "relevant": dict(query.relevant)}
            )
    return content


def with_keys(
    judged: Iterable[Judged], keys: Mapping[str, str]
) -> tuple[list[Judged], frozenset[str]]:
    """The same with the index's keys for ids, and the ids that have none.

    A relevant document without a key stays, as one that is never found; a document without a key
    has no neighbours to judge, so its query is left out.
    """
    known: list[Judged] = []
    unknown: set[str] = set()
    for query in judged:
        unknown.update(query.relevant.keys() - keys.keys())
        relevant = {keys.get(name, name): grade for name, grade in query.relevant.items()}
        text = query.text
        if query.task == "related":
            if text not in keys:
                unknown.add(text)
                continue
            text = keys[text]
        known.append(replace(query, text=text, relevant=relevant))
    return known, frozenset(unknown)


def _judged(content: Any) -> Iterator[Judged]:
    _require(isinstance(content, dict), "the whole must be an object")
    unknown = content.keys() - {*_LISTS, "related"}
    _require(not unknown, f"unknown lists: {', '.join(sorted(unknown))}")
    _require(content, "no list of queries in it")
    seen: set[str] = set()
    for name, given in content.items():
        queries = _neighbours(given) if name == "related" else _queries(name, given)
        for query in queries:
            _require(query.id not in seen, f"two queries with the id {query.id!r}")
            seen.add(query.id)
            yield query


def _queries(name: str, given: Any) -> Iterator[Judged]:
    _require(isinstance(given, list), f"`{name}` must be a list")
    for number, item in enumerate(given, start=1):
        place = f"`{name}`, number {number}"
        _require(isinstance(item, dict), f"{place} must be an object")
        for field in ("id", "query", "lang", "kind"):
            _require(isinstance(item.get(field, ""), str), f"{place}: `{field}` must be text")
        _require(item.get("id", "").strip(), f"{place} has no `id`")
        _require(item.get("query", "").strip(), f"{place} has no `query`")
        yield Judged(
            id=item["id"],
            task=_LISTS[name],
            text=item["query"],
            relevant=_grades(place, item.get("relevant")),
            lang=item.get("lang", ""),
            kind=item.get("kind", ""),
        )


def _grades(place: str, given: Any) -> dict[str, int]:
    _require(isinstance(given, dict) and given, f"{place}: `relevant` must map ids to grades")
    for name, grade in given.items():
        # In Python, and so in what JSON becomes, True is 1.
        fine = type(grade) is int and 0 <= grade <= MAX_GRADE
        _require(fine, f"{place}: the grade of {name!r} must be a number from 0 to {MAX_GRADE}")
    return dict(given)


def _neighbours(given: Any) -> Iterator[Judged]:
    _require(isinstance(given, dict), "`related` must map ids to lists of ids")
    for name, ids in given.items():
        if isinstance(ids, dict):
            relevant = _grades(f"`related`, {name!r}", ids)
        else:
            fine = isinstance(ids, list) and ids and all(isinstance(other, str) for other in ids)
            _require(fine, f"`related`: {name!r} must have a list of ids, or map ids to grades")
            relevant = dict.fromkeys(ids, 1)
        yield Judged(f"related: {name}", "related", name, relevant)


def _require(condition: object, otherwise: str) -> None:
    if not condition:
        raise BadJudgments(otherwise)
