"""Judged queries against the index as it stands. See docs/evaluation.md."""

import json
import re
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from hub.lab.ids import keys_by_id
from hub.visibility import Viewer
from search import indexing
from search.evaluation import report
from search.evaluation.comparison import Evaluated, evaluate
from search.evaluation.judgments import BadJudgments, Judged, load, with_keys
from search.evaluation.rankers import SETTINGS, Ranker, live_rankers, weighted
from search.evaluation.readiness import NotReady, check_ready
from search.models import WeightsVersion
from search.retrieval import BadQuestion
from search.weights import stored

# How many unknown ids are named.
NAMED = 10

# `version:3` is the hub's own order by that version of the weights.
_VERSION = re.compile(r"version:(\d{1,9})")


def _settings(text: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(name.strip() for name in text.split(",")))
    for name in names:
        if name not in SETTINGS and not _VERSION.fullmatch(name):
            known = ", ".join((*SETTINGS, "version:NUMBER"))
            raise ArgumentTypeError(f"there is no {name!r}, only {known}")
    return names


class Command(BaseCommand):
    help = "Measures how well the index finds what people judged to be relevant."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("judgments", type=Path, metavar="JUDGMENTS.json")
        parser.add_argument(
            "--id-prefix", default="", help="What stands before the file's ids in the pool's."
        )
        parser.add_argument("--source", help="Only assets of this source, if ids are not unique.")
        parser.add_argument(
            "--compare",
            type=_settings,
            default=SETTINGS,
            help=f"Which settings, with commas between (default: {','.join(SETTINGS)}; also version:3).",
        )
        parser.add_argument("--per-query", action="store_true", help="List every query, too.")
        parser.add_argument("--json", type=Path, metavar="OUT", help="Write every figure here.")

    def handle(self, *, compare: Sequence[str], **options: Any) -> None:
        judged = self._judged(options["judgments"], options["id_prefix"], options["source"])
        self._check_index()
        # Everything that is indexed, but for what is no longer published.
        viewer = Viewer(internal=True, superuser=True, now=timezone.now())
        rankers = {name: _ranker(name, viewer) for name in compare}
        bar = tqdm(judged, unit=" queries", disable=None)
        try:
            evaluated = list(evaluate(bar, rankers))
        except BadQuestion as error:
            raise CommandError(f"A query cannot be asked: {error}") from error
        if options["per_query"]:
            self._write(report.each_query(evaluated, compare))
        self._write(report.lines(evaluated, compare))
        if path := options["json"]:
            self._write_json(path, evaluated)

    def _judged(self, path: Path, prefix: str, source: str | None) -> list[Judged]:
        try:
            judged, unknown = with_keys(load(path), keys_by_id(prefix, source))
        except BadJudgments as error:
            raise CommandError(str(error)) from error
        if unknown:
            named = ", ".join(sorted(unknown)[:NAMED])
            more = " …" if len(unknown) > NAMED else ""
            self.stderr.write(f"{len(unknown)} ids are of no asset in the pool: {named}{more}")
        judged = [query for query in judged if query.has_relevant]
        if all(unknown.issuperset(query.relevant) for query in judged):
            raise CommandError("Nothing that is relevant is in the pool. Does --id-prefix fit?")
        return judged

    def _check_index(self) -> None:
        try:
            check_ready()
        except NotReady as error:
            raise CommandError(str(error)) from error
        if waiting := indexing.waiting():
            self.stderr.write(f"{waiting} assets wait to be indexed: they are judged as not found.")

    def _write(self, lines: Any) -> None:
        for line in lines:
            self.stdout.write(line)

    def _write_json(self, path: Path, evaluated: Sequence[Evaluated]) -> None:
        try:
            with path.open("w", encoding="utf-8") as file:
                json.dump([asdict(one) for one in evaluated], file, ensure_ascii=False, indent=1)
        except OSError as error:
            raise CommandError(f"--json {path}: {error.strerror}") from error


def _ranker(name: str, viewer: Viewer) -> Ranker:
    if not (version := _VERSION.fullmatch(name)):
        return live_rankers(viewer, [name])[name]
    kept = WeightsVersion.objects.filter(pk=version[1]).first()
    if kept is None:
        raise CommandError(f"There is no version {version[1]} of the weights.")
    return weighted(viewer, stored(kept.values).weights)
