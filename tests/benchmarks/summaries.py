"""Texts whose author also wrote what they say in short; the short form is never in the text that is judged."""

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from hub.assets.documents import AssetSource
from search.documents import SECTION_BREAK, Document, Section
from search.sentences import pack, unpack
from search.snippets import Sentence
from search.text import language, sentences

from . import pool
from .rouge import copied_share
from .run import Skipped
from .summarizers import BASELINES, Order
from .vectors import document_vectors

# Fewer sentences than this leave nothing to choose.
FEWEST = 6
# A summary most of whose words were copied from the text in runs is a piece of the text, not a summary of it.
COPIED = 0.5


@dataclass(frozen=True)
class Post:
    document: Document
    summary: str

    @cached_property
    def sentences(self) -> Sequence[tuple[int, int]]:
        """Spans of the document's text: those of prose. Lines of three words or less are headings and labels."""
        return [
            (offset + start, offset + end)
            for offset, section in placed(self.document)
            if section.kind not in ("code", "table")
            for start, end in sentences(section.text)
            if _is_prose(section.text[start:end])
        ]

    @cached_property
    def texts(self) -> Sequence[str]:
        return [self.document.text[start:end] for start, end in self.sentences]

    @cached_property
    def orders(self) -> Mapping[str, Order]:
        """Of its sentences, by the way of choosing them."""
        return {way: rank(self.texts) for way, rank in BASELINES.items()}

    @cached_property
    def is_copied(self) -> bool:
        return copied_share(self.summary, self.document.text) >= COPIED

    @property
    def is_held_out(self) -> bool:
        """A quarter of all posts: the constants of `search/snippets` were chosen on others."""
        return hashlib.sha256(self.document.title.encode()).digest()[0] % 4 == 1


def posts_18f() -> list[Post]:
    return _usable(map(_post, pool.documents().values()))


def demo_posts() -> list[Post]:
    """Of the demo pool, which is in the database for as long as it takes to read it."""
    known = pool.documents()
    source = AssetSource()
    with transaction.atomic():
        call_command(
            "import_assets",
            str(settings.DEMO_POOL),
            preset="plain",
            publish=True,
            stdout=sys.stderr,
        )
        found = [source.document(key) for key in source.all_keys() if key not in known]
        transaction.set_rollback(True)
    return _usable(_post(document) for document in found if document)


def by_locale(posts: Iterable[Post]) -> dict[str, list[Post]]:
    found: dict[str, list[Post]] = {}
    for post in posts:
        found.setdefault(post.document.locale, []).append(post)
    return found


def posts_of(file: Path) -> list[Post]:
    """One JSON object a line: `title`, `text`, `summary`, `lang`. A line of `text` that begins with `#` is a heading.
    Skipped, with the line's number, where one is none."""
    if not file.is_file():
        raise Skipped(f"there is no file {file}")
    posts = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip():
            try:
                posts.append(_given(json.loads(line), f"{file.name}:{number}"))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise Skipped(f"{file}, line {number}: {error!r}") from error
    return _usable(posts)


def embedded(post: Post) -> list[Sentence]:
    """All its sentences, with vectors as the index keeps them."""
    text = post.document.text
    spans = [
        (offset + start, offset + end)
        for offset, section in placed(post.document)
        if section.kind != "code"
        for start, end in sentences(section.text)
    ]
    vectors = document_vectors([text[start:end] for start, end in spans])
    kept = unpack(pack(vectors), *vectors.shape)
    assert kept is not None
    return [Sentence(*span, vector) for span, vector in zip(spans, kept, strict=True)]


def _given(said: dict[str, str], key: str) -> Post:
    sections: list[Section] = []
    title, lines = "", []
    for line in [*said["text"].splitlines(), "#"]:
        if not line.startswith("#"):
            lines.append(line)
            continue
        if text := "\n".join(lines).strip():
            sections.append(Section(text, title))
        title, lines = line.strip("# "), []
    locale = said.get("lang") or language(said["text"])
    return Post(Document(key, locale, said["title"], sections=tuple(sections)), said["summary"])


def _post(document: Document) -> Post:
    kept = tuple(section for section in document.sections if section.kind != "summary")
    summary = " ".join(section.text for section in document.sections if section.kind == "summary")
    return Post(replace(document, sections=kept), summary)


def _usable(posts: Iterable[Post]) -> list[Post]:
    return [post for post in posts if post.summary.strip() and len(post.sentences) >= FEWEST]


def placed(document: Document) -> Iterator[tuple[int, Section]]:
    """Each section with where it begins in the document's text."""
    offset = 0
    for section in document.sections:
        yield offset, section
        offset += len(section.text) + len(SECTION_BREAK)


def _is_prose(sentence: str) -> bool:
    return len(sentence.split()) > 3 or (language(sentence) == "zh" and len(sentence) > 6)
