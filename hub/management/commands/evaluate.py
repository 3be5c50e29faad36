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
from search.evaluation import no_match, report
from search.evaluation.comparison import evaluate
from search.evaluation.judgments import BadJudgments, Judged, load, with_keys
from search.evaluation.rankers import SETTINGS, Ranker, live_rankers, weighted
from search.evaluation.readiness import NotReady, check_ready
from search.models import WeightsVersion
from search.retrieval import MATCHED, BadQuestion, Request, ask
from search.text import language
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
        parser.add_argument(
            "--off-topic",
            type=Path,
            metavar="QUESTIONS.txt",
            help="Questions that nothing in the pool answers, one a line: how many get a match?",
        )
        parser.add_argument(
            "--plot", type=Path, metavar="OUT.svg", help="Draw what --off-topic finds."
        )

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
            content = [asdict(one) for one in evaluated]
            self._write_file("--json", path, json.dumps(content, ensure_ascii=False, indent=1))
        if path := options["off_topic"]:
            self._tell_no_match(judged, self._questions(path), viewer, options["plot"])

    def _questions(self, path: Path) -> list[str]:
        try:
            texts = path.read_text(encoding="utf-8").splitlines()
        except OSError as error:
            raise CommandError(f"--off-topic {path}: {error.strerror}") from error
        except UnicodeDecodeError as error:
            raise CommandError(f"--off-topic {path} is not UTF-8 text") from error
        return [text.strip() for text in texts if text.strip()]

    def _tell_no_match(
        self, judged: Sequence[Judged], off_topic: Sequence[str], viewer: Viewer, plot: Path | None
    ) -> None:
        answerable = [query.text for query in judged if query.task != "related"]
        questions = [(text, True) for text in answerable] + [(text, False) for text in off_topic]
        bar = tqdm(questions, unit=" questions", disable=None)
        try:
            asked = [_asked(text, is_answerable, viewer) for text, is_answerable in bar]
        except BadQuestion as error:
            raise CommandError(f"A question cannot be asked: {error}") from error
        self._write(no_match.lines(asked, MATCHED))
        if plot:
            self._write_file("--plot", plot, no_match.plot(asked, MATCHED))

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

    def _write_file(self, option: str, path: Path, content: str) -> None:
        try:
            path.write_text(content, encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{option} {path}: {error.strerror}") from error


def _asked(text: str, is_answerable: bool, viewer: Viewer) -> no_match.Asked:
    answer = ask(Request(text, viewer, first=1))
    best = max((match.score for match in (*answer.matches, *answer.nearest)), default=0.0)
    return no_match.Asked(text, language(text), is_answerable, best)


def _ranker(name: str, viewer: Viewer) -> Ranker:
    if not (version := _VERSION.fullmatch(name)):
        return live_rankers(viewer, [name])[name]
    kept = WeightsVersion.objects.filter(pk=version[1]).first()
    if kept is None:
        raise CommandError(f"There is no version {version[1]} of the weights.")
    return weighted(viewer, stored(kept.values).weights)
