"""What an import did, for the terminal and for machines."""

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from .templating import Counts


class Outcome(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    SKIPPED = "skipped"
    MISSING = "missing"


@dataclass
class Warning_:
    message: str
    line: int | None = None


@dataclass
class FileReport:
    """`reason` says why it failed, was skipped or is missing; `line` counts from 1."""

    path: str
    outcome: Outcome
    external_id: str = ""
    title: str = ""
    kind: str = ""
    id: int | None = None
    published: bool = False
    reason: str = ""
    line: int | None = None
    warnings: list[Warning_] = field(default_factory=list)

    def warn(self, message: str, line: int | None = None) -> None:
        warning = Warning_(message, line)
        if warning not in self.warnings:
            self.warnings.append(warning)


@dataclass
class Report:
    dry_run: bool = False
    interrupted: bool = False
    seconds: float = 0.0
    files: list[FileReport] = field(default_factory=list)
    templating: Counts = field(default_factory=Counts)
    terms_created: list[str] = field(default_factory=list)
    links_completed: int = 0

    def count(self, outcome: Outcome) -> int:
        return sum(file.outcome is outcome for file in self.files)

    def of(self, outcome: Outcome) -> list[FileReport]:
        return [file for file in self.files if file.outcome is outcome]

    @property
    def warnings(self) -> int:
        return sum(len(file.warnings) for file in self.files)

    def as_json(self) -> dict[str, Any]:
        return {
            "dry_run": self.dry_run,
            "interrupted": self.interrupted,
            "seconds": round(self.seconds, 2),
            "counts": {
                **{outcome.value: self.count(outcome) for outcome in Outcome},
                "warnings": self.warnings,
            },
            "links_completed": self.links_completed,
            "terms_created": self.terms_created,
            "templating": {
                "resolved": dict(self.templating.resolved.most_common()),
                "dropped": dict(self.templating.dropped.most_common()),
            },
            "files": [asdict(file) for file in self.files],
        }

    def lines(self) -> list[str]:
        """The closing table, and above it what somebody should look at."""
        lines = [_failure(file) for file in self.of(Outcome.FAILED)]
        lines += [f"missing  {file.path}: {file.reason}" for file in self.of(Outcome.MISSING)]
        lines += self._common_warnings()
        would = "would be " if self.dry_run else ""
        lines.append("")
        for outcome in Outcome:
            count = self.count(outcome)
            if count or outcome not in (Outcome.SKIPPED, Outcome.MISSING):
                changed = outcome in (Outcome.CREATED, Outcome.UPDATED)
                lines.append(f"{count:>6}  {would if changed else ''}{outcome.value}")
        lines.append(f"{self.warnings:>6}  warnings")
        if self.terms_created:
            lines.append(f"{len(self.terms_created):>6}  new terms")
        if self.templating.resolved or self.templating.dropped:
            resolved = self.templating.resolved.total()
            dropped = self.templating.dropped.total()
            lines.append(f"        templating: {resolved} tags resolved, {dropped} dropped")
        return lines

    def _common_warnings(self) -> list[str]:
        """The few first warnings word for word; thousands are for the JSON report."""
        shown: list[str] = []
        for file in self.files:
            for warning in file.warnings:
                if len(shown) < 20:
                    where = f"{file.path}:{warning.line}" if warning.line else file.path
                    shown.append(f"warning  {where}: {warning.message}")
        if self.warnings > len(shown):
            more = self.warnings - len(shown)
            shown.append(f"warning  … and {more} more; --report lists them all")
        return shown


def _failure(file: FileReport) -> str:
    where = f"{file.path}:{file.line}" if file.line else file.path
    return f"failed   {where}: {file.reason}"
