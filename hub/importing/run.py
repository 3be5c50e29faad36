"""An import from beginning to end. Doing it twice changes nothing; stopped half-way, it goes on."""

import hashlib
import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from django.conf import settings

from hub.assets.models import Asset

from . import files
from .content import Context, Draft, Source, build, language_of
from .errors import ImportProblem
from .fields import Fields
from .front_matter import Parsed, parse
from .library import Library
from .links import Index, Links
from .mapping import Mapping
from .report import FileReport, Outcome, Report
from .store import Store, complete_links
from .templating import Counts
from .terms import Terms

# Part of every asset's hash: raised when the importer makes something else of the same file.
VERSION = 1

Progress = Callable[[list[Source]], Iterable[Source]]


@dataclass(frozen=True)
class Options:
    path: Path
    mapping: Mapping
    language: str = settings.LANGUAGE_CODE
    prefix: str = ""
    publish: bool = False
    dry_run: bool = False


@dataclass
class _Known:
    """An asset of this source as the database has it."""

    pk: int
    source_hash: str
    provenance: dict[str, Any] = field(default_factory=dict)


class Import:
    def __init__(self, options: Options):
        self.options = options
        self.mapping = options.mapping
        self.root = files.Root(options.path)
        self.report = Report(dry_run=options.dry_run)
        self.known: dict[str, _Known] = {}
        self.pages: dict[str, int] = {}
        self.index = Index()
        self.store = Store(options.publish)
        self._language = language_of(options.language) or options.language
        self._reports: dict[str, FileReport] = {}
        self._terms: Terms | None = None

    def run(self, progress: Progress = lambda sources: sources) -> Report:
        """KeyboardInterrupt ends it between two assets, with the report of what was done."""
        started = time.monotonic()
        try:
            self._read_database()
            sources = self._scan()
            done = [source for source in progress(sources) if self._one(source)]
            self._second_pass(done)
            self._missing()
        except KeyboardInterrupt:
            self.report.interrupted = True
        if self._terms is not None:
            self.report.terms_created = self._terms.created
        self.report.seconds = time.monotonic() - started
        return self.report

    # What there is

    def _read_database(self) -> None:
        rows = Asset.objects.filter(source=self.mapping.source).values_list(
            "external_id", "pk", "source_hash", "source_metadata___import"
        )
        for external_id, pk, source_hash, provenance in rows:
            self.known[external_id] = _Known(pk, source_hash, provenance or {})
            self.pages[external_id] = pk
            if external_id.startswith(self.options.prefix):
                path = external_id.removeprefix(self.options.prefix)
                self.index.add(external_id, path, (provenance or {}).get("addresses", []))

    def _scan(self) -> list[Source]:
        """The files to import, originals before their translations."""
        sources: list[Source] = []
        for found in self.root.walk(self.mapping.exclude):
            report = FileReport(found.path, Outcome.FAILED, self.options.prefix + found.path)
            self.report.files.append(report)
            if found.skipped or found.refused:
                report.outcome = Outcome.SKIPPED if found.skipped else Outcome.FAILED
                report.reason = found.skipped or found.refused
                continue
            try:
                source = self._source(found.path)
            except ImportProblem as problem:
                report.reason, report.line = problem.reason, problem.line
                continue
            if source is None:
                report.outcome, report.reason = Outcome.SKIPPED, "no front matter"
                continue
            self._reports[source.external_id] = report
            self.index.add(source.external_id, source.path, source.addresses)
            sources.append(source)
        return sorted(sources, key=lambda source: self._original(source) is not None)

    def _source(self, path: str) -> Source | None:
        """None for a file without front matter where the mapping asks for it."""
        is_text = files.suffix(path) in files.MARKDOWN | files.HTML
        limit = files.MAX_TEXT_BYTES if is_text else files.MAX_BINARY_BYTES
        data = self.root.read(path, limit)
        if not data.strip():
            raise ImportProblem("empty file")
        parsed = Parsed({}, "")
        if is_text:
            # The body is read again when its turn comes: thousands of them need not wait in memory.
            parsed = replace(parse(files.decode(data)[0]), body="")
            if self.mapping.front_matter_required and not parsed.present:
                return None
        stem = Path(path).stem
        found = self.mapping.name_pattern.match(stem) if self.mapping.name_pattern else None
        parts = {key: value for key, value in (found.groupdict() if found else {}).items() if value}
        return Source(
            path=path,
            external_id=self.options.prefix + path,
            digest=hashlib.sha256(data).hexdigest(),
            parsed=parsed,
            name_parts=parts,
            addresses=_addresses(path, parts, parsed.metadata, self.mapping),
        )

    def _original(self, source: Source) -> str | None:
        """The external id of what this is a translation of."""
        said = self._fields(source).value("translation_of")[0]
        if not isinstance(said, str) or not said.strip():
            return None
        links = self._links(source)
        for candidate in (said.strip().lstrip("/"), links.relative(said.strip())):
            found = self.index.of_path(candidate) if candidate else None
            if found is not None and found != source.external_id:
                return found
        return None

    # One asset

    def _one(self, source: Source) -> bool:
        """Whether the file is (or, on a dry run, would be) an asset now."""
        report = self._reports[source.external_id]
        known = self.known.get(source.external_id)
        try:
            key = self._translation_key(source, report)
            if known and known.source_hash == self._hash(
                source, known.provenance.get("files", []), key
            ):
                report.outcome, report.id = Outcome.UNCHANGED, known.pk
                return True
            draft = build(source, self._context(), self._links(source), report)
            self._warn_of_lost_original(source, report)
            report.outcome = Outcome.UPDATED if known else Outcome.CREATED
            report.published = self.options.publish and not draft.withheld
            if not self.options.dry_run:
                self._save(source, draft, known, key, report)
        except ImportProblem as problem:
            report.outcome, report.reason, report.line = (
                Outcome.FAILED,
                problem.reason,
                problem.line,
            )
            return False
        except RecursionError:
            report.outcome, report.reason = Outcome.FAILED, "nested too deep"
            return False
        return True

    def _save(
        self, source: Source, draft: Draft, known: _Known | None, key: str, report: FileReport
    ) -> None:
        provenance: dict[str, Any] = {
            "source": self.mapping.source,
            "external_id": source.external_id,
            "source_hash": self._hash(source, draft.files, key),
            "source_metadata": self._metadata(source, draft, translated=bool(key)),
        }
        if known is not None and _edited(known.pk):
            report.warn("edited in the hub since its last import: that text is now in its history")
        page = self.store.save(draft, known.pk if known else None, provenance, key or None)
        report.id = page.pk
        self.pages[source.external_id] = page.pk
        self.known[source.external_id] = _Known(
            page.pk, provenance["source_hash"], provenance["source_metadata"]["_import"]
        )

    def _metadata(self, source: Source, draft: Draft, translated: bool) -> dict[str, Any]:
        """What the file said beyond the fields, and under `_import` what the next run needs."""
        if translated:
            for name in self.mapping.fields.get("translation_of", []):
                draft.metadata.pop(name, None)
        provenance: dict[str, Any] = {"prefix": self.options.prefix}
        if source.addresses:
            provenance["addresses"] = source.addresses
        if draft.files:
            provenance["files"] = draft.files
        if draft.pending:
            provenance["pending"] = list(dict.fromkeys(draft.pending))
        return {**draft.metadata, "_import": provenance}

    def _translation_key(self, source: Source, report: FileReport) -> str:
        original = self._original(source)
        if original is None or original not in self.pages:
            return ""
        found = Asset.objects.filter(pk=self.pages[original]).values_list(
            "translation_key", "locale__language_code"
        )
        key, language = found.get()
        own = self._fields(source).value("locale")[0]
        if language == (language_of(str(own)) if own else self._language):
            report.warn("translation_of: the original is in the same language: ignored")
            return ""
        return str(key)

    def _warn_of_lost_original(self, source: Source, report: FileReport) -> None:
        said = self._fields(source).value("translation_of")[0]
        original = self._original(source)
        if said and (original is None or (original not in self.pages and not self.options.dry_run)):
            line = source.parsed.line_of("translation_of")
            report.warn(f"translation_of: no asset {str(said)[:100]!r} here (yet)", line)

    def _hash(self, source: Source, dependencies: list[str], key: str) -> str:
        """Of all that decides what becomes of a file."""
        options = self.options
        parts = [str(VERSION), source.digest, self.mapping.fingerprint, self._language, key]
        parts += [options.prefix, str(options.publish), ",".join(source.addresses)]
        for path in dependencies:
            parts += [path, self._digest(path)]
        return hashlib.sha256("\x00".join(parts).encode()).hexdigest()

    def _digest(self, path: str) -> str:
        try:
            return hashlib.sha256(self.root.read(path)).hexdigest()
        except ImportProblem:
            return "absent"

    # All assets

    def _second_pass(self, sources: list[Source]) -> None:
        """Links to assets that were not there yet when their turn came."""
        if self.options.dry_run:
            return
        for source in sources:
            known = self.known[source.external_id]
            pending = known.provenance.get("pending", [])
            links = self._links(source)
            if not any(links.page(href) for href in pending) or _edited(known.pk):
                continue
            # What it says in warnings it has said before.
            scratch = FileReport(source.path, Outcome.UNCHANGED)
            context = replace(self._context(), counts=Counts())
            draft = build(source, context, links, scratch)
            page = Asset.objects.get(pk=known.pk).specific
            translated = bool(self._translation_key(source, scratch))
            complete_links(page, draft, self._metadata(source, draft, translated))
            self.report.links_completed += 1

    def _missing(self) -> None:
        """Assets whose file is gone. They stay: deleting is for people."""
        if self.root.only is not None:
            return
        seen = {report.external_id for report in self.report.files}
        for external_id, known in sorted(self.known.items()):
            here = known.provenance.get("prefix", "") == self.options.prefix
            if here and external_id not in seen:
                path = external_id.removeprefix(self.options.prefix)
                report = FileReport(path, Outcome.MISSING, external_id, id=known.pk)
                report.reason = "no longer in the folder; its asset was left as it is"
                self.report.files.append(report)

    # Helpers

    def _context(self) -> Context:
        # Only a run in which something changed needs the vocabulary.
        self._terms = self._terms or Terms()
        return Context(
            root=self.root,
            mapping=self.mapping,
            language=self._language,
            terms=self._terms,
            library=Library(store=not self.options.dry_run),
            counts=self.report.templating,
            store=not self.options.dry_run,
        )

    def _links(self, source: Source) -> Links:
        return Links(source.path, self.mapping, self.index, self.pages)

    def _fields(self, source: Source) -> Fields:
        return Fields(
            source.parsed, source.path, self.mapping, FileReport("", Outcome.FAILED), Counts()
        )


def _edited(pk: int) -> bool:
    """Did somebody save it in the admin since it was imported? Imports have no user."""
    latest = Asset.objects.filter(pk=pk).values_list("latest_revision__user_id", flat=True)
    return latest.get() is not None


def _addresses(
    path: str, parts: dict[str, str], metadata: dict[str, Any], mapping: Mapping
) -> list[str]:
    """The addresses a file had on its site, by the mapping's patterns and the file's own word."""
    stem = path.rpartition(".")[0]
    stem = re.sub(r"(^|/)_?index$", "", stem)
    known = {"slug": Path(path).stem, "name": Path(path).stem, "path": stem, **parts}
    if "month" in parts and "day" in parts:
        known |= {"month": parts["month"].zfill(2), "day": parts["day"].zfill(2)}
    if isinstance(metadata.get("slug"), str):
        known["slug"] = metadata["slug"]
    found: list[str] = []
    for pattern in mapping.addresses:
        if all(part in known for part in re.findall(r"\{(\w+)\}", pattern)):
            found.append(pattern.format(**known))
    for key in mapping.address_keys:
        said = metadata.get(key)
        for address in said if isinstance(said, list) else [said]:
            if isinstance(address, str) and address.strip():
                found.append(address.strip())
    return [address for address in dict.fromkeys(found) if address.strip("/")]
