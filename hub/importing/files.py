"""The files below a folder, and their text: bounded, decoded, never from outside it."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path, PurePosixPath

from .errors import ImportProblem

MARKDOWN = {".md", ".markdown", ".mdown"}
HTML = {".html", ".htm"}
DOCX = {".docx"}
PDF = {".pdf"}
CONTENT = MARKDOWN | HTML | DOCX | PDF

MAX_TEXT_BYTES = 5 * 1024 * 1024
MAX_BINARY_BYTES = 50 * 1024 * 1024

_HAN = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")


@dataclass(frozen=True)
class Found:
    """A file below the root, and why it is left alone (if it is)."""

    path: str  # POSIX, relative to the root
    skipped: str = ""
    refused: str = ""


class Root:
    """The folder of an import, or the folder of the one file that is imported."""

    def __init__(self, path: Path):
        self.only = path.name if path.is_file() else None
        self.folder = (path.parent if self.only else path).resolve(strict=True)

    def walk(self, exclude: list[str]) -> Iterator[Found]:
        """All files, in the order of their paths; hidden ones are not even named."""
        if self.only is not None:
            yield self._judge(self.only, [])
            return
        for folder, folders, names in os.walk(self.folder):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            base = Path(folder).relative_to(self.folder)
            for name in list(folders):
                path = (base / name).as_posix()
                if (Path(folder) / name).is_symlink():
                    folders.remove(name)
                    yield Found(path, refused="a folder that is a symbolic link is not followed")
                elif any(matches(f"{path}/", pattern) for pattern in exclude):
                    folders.remove(name)
            for name in sorted(names):
                if not name.startswith("."):
                    yield self._judge((base / name).as_posix(), exclude)

    def _judge(self, path: str, exclude: list[str]) -> Found:
        if any(matches(path, pattern) for pattern in exclude):
            return Found(path, skipped="excluded by the mapping")
        if suffix(path) not in CONTENT:
            return Found(path, skipped="not Markdown, HTML, DOCX or PDF")
        try:
            inside = self.inside(path)
        except ImportProblem as problem:
            return Found(path, refused=problem.reason)
        return Found(path) if inside.is_file() else Found(path, refused="not a regular file")

    def inside(self, path: str) -> Path:
        """The real file of a relative path. ImportProblem where it leads outside the folder."""
        try:
            real = (self.folder / path).resolve()
        except (OSError, RuntimeError, ValueError) as error:
            raise ImportProblem(f"{path!r} is not a usable path") from error
        if not real.is_relative_to(self.folder):
            raise ImportProblem("leads outside the imported folder")
        return real

    def read(self, path: str, limit: int = MAX_BINARY_BYTES) -> bytes:
        """At most `limit` bytes, else ImportProblem that names the limit."""
        try:
            with self.inside(path).open("rb") as file:
                data = file.read(limit + 1)
        except OSError as error:
            raise ImportProblem(f"cannot be read: {error.strerror or error}") from error
        if len(data) > limit:
            raise ImportProblem(f"larger than {limit // (1024 * 1024)} MB")
        return data


def suffix(path: str) -> str:
    return PurePosixPath(path).suffix.lower()


@lru_cache(maxsize=512)
def _pattern(glob: str) -> re.Pattern[str]:
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", glob)
    meaning = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return re.compile("".join(meaning.get(part) or re.escape(part) for part in parts) + r"\Z")


def matches(path: str, glob: str) -> bool:
    """`*` stays within a folder, `**` crosses folders; a folder's own path ends in a slash."""
    return bool(_pattern(glob).match(path)) or (
        path.endswith("/") and bool(_pattern(glob).match(f"{path}x"))
    )


def decode(data: bytes) -> tuple[str, list[str]]:
    """The text, with \\n between lines, and warnings. UTF-8, or GB 18030 that reads as Chinese."""
    if not data.strip():
        raise ImportProblem("empty file")
    if b"\x00" in data:
        raise ImportProblem(
            "not text: it holds NUL bytes", data[: data.index(b"\x00")].count(b"\n") + 1
        )
    warnings: list[str] = []
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        text = _gb18030(data, error)
        warnings.append("not UTF-8: read as GB 18030")
    return text.replace("\r\n", "\n").replace("\r", "\n"), warnings


def _gb18030(data: bytes, utf8_error: UnicodeDecodeError) -> str:
    line = data[: utf8_error.start].count(b"\n") + 1
    unreadable = ImportProblem("neither UTF-8 nor GB 18030 text", line)
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        raise unreadable from None
    # Western single-byte text often decodes too, to a Chinese character here and there between
    # Latin letters. Real Chinese comes in runs.
    han = [match.start() for match in _HAN.finditer(text)]
    in_runs = sum(1 for a, b in pairwise(han) if b == a + 1)
    other = sum(1 for character in text if ord(character) > 127) - len(han)
    if not han or in_runs * 2 < len(han) or other > len(han):
        raise unreadable
    return text
