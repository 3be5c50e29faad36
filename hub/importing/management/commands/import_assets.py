"""Imports a folder of Markdown, HTML, DOCX and PDF files. See docs/importing.md."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from hub.importing import mapping
from hub.importing.content import Source, language_of
from hub.importing.errors import MappingError
from hub.importing.report import Outcome
from hub.importing.run import Import, Options


class Command(BaseCommand):
    help = "Imports a folder (or one file) of Markdown, HTML, DOCX and PDF into the pool."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="The folder, or one file.")
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--mapping", type=Path, help="A TOML file: what feeds which field.")
        how.add_argument("--preset", choices=mapping.PRESETS, default="plain")
        parser.add_argument("--locale", default="en", help="Of files that do not say: en, zh-hans.")
        parser.add_argument("--prefix", default="", help="Before each external id: cn/")
        parser.add_argument("--publish", action="store_true", help="Else they are drafts.")
        parser.add_argument("--dry-run", action="store_true", help="Say what would happen.")
        parser.add_argument("--report", type=Path, help="Write all of what happened here, as JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        run = Import(self._options(options))
        report = run.run(self._progress)
        for line in report.lines():
            self.stdout.write(line)
        if path := options["report"]:
            self._write(path, report.as_json())
        if report.interrupted:
            self.stderr.write("Interrupted. What is listed is done; run it again to go on.")
            sys.exit(130)
        if report.count(Outcome.FAILED):
            sys.exit(1)

    def _options(self, options: dict[str, Any]) -> Options:
        path: Path = options["path"]
        if not path.exists():
            raise CommandError(f"{path}: there is no such file or folder")
        language = language_of(options["locale"])
        if language is None:
            raise CommandError(f"--locale: the hub has no content in {options['locale']!r}")
        if len(options["prefix"]) > 100:
            raise CommandError("--prefix: has more than 100 characters")
        try:
            chosen = options["mapping"]
            rules = mapping.load(chosen) if chosen else mapping.preset(options["preset"])
        except MappingError as error:
            raise CommandError(str(error)) from error
        return Options(
            path=path,
            mapping=rules,
            language=language,
            prefix=options["prefix"],
            publish=options["publish"],
            dry_run=options["dry_run"],
        )

    def _progress(self, sources: list[Source]) -> Iterable[Source]:
        return tqdm(sources, unit=" files", disable=not sys.stderr.isatty(), file=sys.stderr)

    def _write(self, path: Path, content: dict[str, Any]) -> None:
        try:
            path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", "utf-8")
        except OSError as error:
            raise CommandError(f"--report {path}: {error.strerror}") from error
