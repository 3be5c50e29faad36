"""One file becomes what its asset should hold."""

import html
import re
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

from wagtail.coreutils import get_supported_content_language_variant

from hub import extraction
from hub.assets.models import Asset, CaseStudy, Faq, Kind, Publication, Recording, class_of
from hub.taxonomy.models import Audience

from . import files, markup, templating, values
from .body import Block, is_web_address, to_blocks
from .errors import ImportProblem
from .fields import Fields
from .front_matter import Parsed, parse
from .library import Library, data_address, digest_of
from .links import Links
from .mapping import Mapping
from .questions import to_questions
from .report import FileReport
from .results import results_of
from .slugs import slug_of
from .terms import Terms, default_audience_of

_CJK_LINE_BREAK = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])\n(?=[\u3000-\u9fff\uff00-\uffef])")
_TAGS = ("personas", "stages", "industries", "topics", "products")


@dataclass(frozen=True)
class Source:
    """A file as far as its front matter: enough to know its addresses and whether it changed."""

    path: str
    external_id: str
    digest: str
    parsed: Parsed
    name_parts: dict[str, str]
    addresses: list[str]

    @property
    def stem(self) -> str:
        """The file's name without date and ending; a folder's index goes by the folder's name."""
        stem = self.name_parts.get("slug") or PurePosixPath(self.path).stem
        parent = PurePosixPath(self.path).parent.name
        return parent if stem in ("index", "_index") and parent else stem


@dataclass
class Draft:
    """`values` are model fields, `tags` many-to-many ones; `files` also decided the result."""

    model: type[Asset]
    language: str
    slug: str
    slug_given: bool
    values: dict[str, Any]
    tags: dict[str, list[int]]
    results: list[dict[str, Any]] = field(default_factory=list)
    withheld: bool = False
    metadata: dict[str, Any] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    pending: list[str] = field(default_factory=list)


@dataclass
class Context:
    """What all files of one import share. `store`: False on a dry run."""

    root: files.Root
    mapping: Mapping
    language: str
    terms: Terms
    library: Library
    counts: templating.Counts
    store: bool


def language_of(said: str) -> str | None:
    """The hub's content language for what a file calls it: zh-CN is zh-hans here."""
    try:
        return get_supported_content_language_variant(said.strip().lower().replace("_", "-"))
    except LookupError:
        return None


def build(source: Source, context: Context, links: Links, report: FileReport) -> Draft:
    """Raises ImportProblem where the file cannot become an asset."""
    return _Builder(source, context, links, report).draft()


class _Builder:
    def __init__(self, source: Source, context: Context, links: Links, report: FileReport):
        self.source = source
        self.context = context
        self.links = links
        self.report = report
        self.data = context.root.read(source.path, _limit(source.path))
        self.parsed = self._parsed()
        self.fields = Fields(self.parsed, source.path, context.mapping, report, context.counts)
        self.files: list[str] = []

    def draft(self) -> Draft:
        fields = self.fields
        language = self._language()
        kind = self._kind()
        model = class_of(kind)
        self.report.kind = kind
        moment = fields.strict("date", values.as_moment) or self._date_in_name()
        tags = {name: self._terms(name, language) for name in _TAGS}
        content_type = self._one_term("content_type", language)
        found: dict[str, Any] = {
            "kind": kind,
            "summary": fields.text("summary"),
            "format_id": self._one_term("format", language),
            "content_type_term_id": content_type,
            "campaign_id": self._one_term("campaign", language),
            "audience": self._audience(content_type),
            "authors": "\n".join(fields.texts("authors")),
            "published_at": moment,
            "review_by": fields.strict("review_by", values.as_date),
            "expire_at": fields.strict("expire_at", values.as_moment),
            "seo_title": fields.text("seo_title", 255),
            "search_description": fields.text("search_description"),
            "hero_image_id": self._hero_image(),
        }
        withheld = bool(fields.strict("draft", values.as_bool))
        results = self._own_fields(model, found)
        title = fields.text("title", 255)
        body = self._body(model, found)
        found["title"] = title = self._title(title, body)
        slug = fields.text("slug")
        if model is Faq:
            found["questions"], body = to_questions(body)
        found["body"] = body
        self.report.title = title
        for problem in dict.fromkeys(self.links.problems):
            self.report.warn(problem)
        return Draft(
            model=model,
            language=language,
            slug=slug_of(slug or self.source.stem, 200),
            slug_given=bool(slug),
            values=found,
            tags=tags,
            results=results,
            withheld=withheld,
            metadata=fields.left,
            files=self.files,
            pending=self.links.pending,
        )

    def _parsed(self) -> Parsed:
        if files.suffix(self.source.path) not in files.MARKDOWN | files.HTML:
            return self.source.parsed
        text, warnings = files.decode(self.data)
        parsed = parse(text)
        for message in warnings:
            self.report.warn(message)
        for line, message in parsed.warnings:
            self.report.warn(message, line)
        return parsed

    # Metadata

    def _language(self) -> str:
        said = self.fields.value("locale")[0]
        if said is None:
            return self.context.language
        language = language_of(str(said))
        if language is None:
            self.report.warn(
                f"locale: the hub has no content in {str(said)[:40]!r}: taken for "
                f"{self.context.language}",
                self.parsed.line_of("locale"),
            )
            return self.context.language
        self.fields.text("locale")
        return language

    def _kind(self) -> str:
        said, _key = self.fields.value("kind")
        kind = str(said or Kind.ARTICLE).strip().lower().replace("-", "_").replace(" ", "_")
        if kind in Kind.values:
            self.fields.text("kind")
            return kind
        fallback = str(self.fields.defaults.get("kind", Kind.ARTICLE))
        if fallback not in Kind.values:
            raise ImportProblem(f"kind: the mapping's default {fallback!r} is no kind of asset")
        self.report.warn(f"kind: {str(said)[:60]!r} is no kind of asset: taken for {fallback}")
        return fallback

    def _audience(self, content_type: int | None) -> str:
        said = self.fields.strict("audience", values.as_text)
        if said is None:
            return default_audience_of(content_type) or Audience.PUBLIC.value
        if said.lower() not in Audience.values:
            # Guessing here could show an internal price list to the world.
            raise ImportProblem(
                f"audience: {said[:40]!r} is neither public nor internal",
                self.parsed.line_of("audience"),
            )
        return said.lower()

    def _terms(self, name: str, language: str) -> list[int]:
        return self.fields.terms(name, self.context.terms, language, self.context.store)

    def _one_term(self, name: str, language: str) -> int | None:
        found = self._terms(name, language)
        if len(found) > 1:
            self.report.warn(f"{name}: holds one, the first of {len(found)} is taken")
        return found[0] if found else None

    def _date_in_name(self) -> datetime | None:
        parts = self.source.name_parts
        if not all(parts.get(name) for name in ("year", "month", "day")):
            return None
        try:
            return values.as_moment(f"{parts['year']}-{parts['month']}-{parts['day']}")
        except ValueError as error:
            raise ImportProblem(f"date in the file's name: {error}") from error

    def _own_fields(self, model: type[Asset], found: dict[str, Any]) -> list[dict[str, Any]]:
        """The fields only this kind has; results, being rows of their own, are returned."""
        fields = self.fields
        if model is CaseStudy:
            found["customer"] = fields.text("customer", 200)
            found["challenge"] = fields.text("challenge")
            found["solution"] = fields.text("solution")
            found["quote_text"] = fields.text("quote_text")
            found["quote_speaker"] = fields.text("quote_speaker", 200)
            found["quote_role"] = fields.text("quote_role", 200)
            return results_of(fields)
        if model is Recording:
            address = fields.text("embed_url")
            if address and not is_web_address(address):
                self.report.warn(f"embed_url: {address[:100]!r} is no web address: left out")
                address = ""
            found["embed_url"] = address
            found["duration"] = fields.lenient("duration", values.as_seconds)
            found["transcript"] = self._transcript()
        if model in (Recording, Publication):
            found["file_id"] = self._file()
        return []

    # Files that come with it

    def _beside(self, said: str) -> str | None:
        """The path of a file named in the front matter: relative to the file, else to the root."""
        for candidate in (self.links.relative(said), self.links.relative("/" + said.lstrip("/"))):
            if candidate is None:
                continue
            if candidate not in self.files:
                self.files.append(candidate)
            try:
                if self.context.root.inside(candidate).is_file():
                    return candidate
            except ImportProblem:
                continue
        return None

    def _transcript(self) -> str:
        said, key = self.fields.value("transcript")
        if said is None:
            return ""
        text = values.scrubbed(str(said)).strip()
        if "\n" in text or len(text) > 200:
            self.fields.text("transcript")
            return text
        path = self._beside(text)
        if path is None:
            self.report.warn(f"transcript: no file {text!r}", self.parsed.line_of(key))
            return ""
        try:
            read, warnings = files.decode(self.context.root.read(path, files.MAX_TEXT_BYTES))
        except ImportProblem as problem:
            raise ImportProblem(f"transcript {path}: {problem.reason}") from problem
        for message in warnings:
            self.report.warn(f"transcript {path}: {message}")
        self.fields.text("transcript")
        return values.scrubbed(read).strip()

    def _file(self) -> int | None:
        if files.suffix(self.source.path) in files.PDF | files.DOCX:
            return self.context.library.document(self.data, self.source.path)
        said, key = self.fields.value("file")
        if said is None:
            return None
        path = self._beside(str(said))
        if path is None:
            self.report.warn(f"file: no file {str(said)[:100]!r}", self.parsed.line_of(key))
            return None
        self.fields.text("file")
        try:
            return self.context.library.document(self.context.root.read(path), path)
        except ImportProblem as problem:
            self.report.warn(f"file: {problem.reason}")
            return None

    def _hero_image(self) -> int | None:
        said, _key = self.fields.value("hero_image")
        said = said[0] if isinstance(said, list) and said else said
        if not isinstance(said, str):
            return None
        found = self._image(said)
        if found is None or "image" not in found:
            return None
        self.fields.lenient("hero_image", lambda value: value)
        return found["image"]

    def _image(self, address: str) -> dict[str, Any] | None:
        """Where a picture of the text is to be found: in the library, on the web, or nowhere."""
        if address.startswith("data:"):
            data = data_address(address)
            return self._kept(data, PurePosixPath(self.source.path).stem) if data else None
        site = self.context.mapping.site
        if address.startswith("//"):
            address = f"https:{address}"
        if is_web_address(address):
            return {"url": address}
        if re.match(r"^[a-zA-Z][a-zA-Z0-9+.-]*:", address) or not address:
            return None
        said = address.partition("?")[0].partition("#")[0]
        if self.links.relative(said) is None and self.links.relative("/" + said) is None:
            self.report.warn(f"picture {address[:100]!r} leads outside the folder: left out")
            return None
        path = self._beside(said)
        if path is not None:
            try:
                return self._kept(self.context.root.read(path, files.MAX_BINARY_BYTES), path)
            except ImportProblem as problem:
                self.report.warn(f"picture {path}: {problem.reason}: left out")
                return None
        on_site = f"{site}/{said.lstrip('/')}"
        if site and is_web_address(on_site):
            return {"url": on_site}
        self.report.warn(f"picture {address[:100]!r} is not there: left out")
        return None

    def _kept(self, data: bytes, name: str) -> dict[str, Any] | None:
        try:
            return {"image": self.context.library.image(data, name)}
        except ImportProblem as problem:
            self.report.warn(f"picture {name}: {problem.reason}: left out")
            return None

    # Body

    def _body(self, model: type[Asset], found: dict[str, Any]) -> list[Block]:
        kind = files.suffix(self.source.path)
        try:
            if kind in files.PDF | files.DOCX and model is Publication:
                # The file itself is what people read, so its text is no body.
                self._about_pdf(found)
                found["extracted_text"] = extraction.extract(BytesIO(self.data), self.source.path)
                found["extracted_from"] = digest_of(self.data)
                return []
            if kind in files.PDF:
                self._about_pdf(found)
                markup_html = _pages_html(self.data)
            elif kind in files.DOCX:
                markup_html = extraction.docx_html(BytesIO(self.data))
            else:
                markup_html = self._text_html(kind)
        except extraction.ExtractionError as error:
            raise ImportProblem(str(error)) from error
        return to_blocks(markup_html, self.links, self._image, self.report.warn)

    def _text_html(self, kind: str) -> str:
        body = values.scrubbed(self.parsed.body)
        rules, page = self.context.mapping.templating, self.parsed.metadata
        body = templating.resolve(body, rules, page, self.context.counts)
        return body if kind in files.HTML else markup.markdown_to_html(body)

    def _about_pdf(self, found: dict[str, Any]) -> None:
        if files.suffix(self.source.path) in files.PDF:
            said = extraction.pdf_information(BytesIO(self.data))
            self.fields.left.update(said)
            found["authors"] = found["authors"] or said.get("author", "")

    def _title(self, title: str, body: list[Block]) -> str:
        """The file's, else its first heading, else its name; a heading that repeats it goes."""
        first = body[0] if body and body[0]["type"] == "heading" else None
        said = self.fields.left.get("title")
        if not title and first is None and isinstance(said, str):
            title = self.fields.plain(said)[:255]  # what a PDF says of itself
        if not title and first is not None:
            title = first["value"]["text"][:255]
        if first is not None and _same(first["value"]["text"], title):
            body.pop(0)
        if title:
            return title
        return self.source.stem.replace("-", " ").replace("_", " ").strip().capitalize()[:255]


def _limit(path: str) -> int:
    binary = files.suffix(path) in files.PDF | files.DOCX
    return files.MAX_BINARY_BYTES if binary else files.MAX_TEXT_BYTES


def _same(a: str, b: str) -> bool:
    return re.sub(r"\W+", "", a).casefold() == re.sub(r"\W+", "", b).casefold()


def _pages_html(data: bytes) -> str:
    paragraphs: list[str] = []
    for page in extraction.pdf_pages(BytesIO(data)):
        for paragraph in re.split(r"\n\s*\n", page):
            text = _CJK_LINE_BREAK.sub("", paragraph).replace("\n", " ")
            paragraphs.append(f"<p>{html.escape(text)}</p>")
    if not paragraphs:
        raise ImportProblem("the PDF holds no text (scanned pages?)")
    return "".join(paragraphs)
