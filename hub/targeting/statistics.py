"""Files of web statistics: what is read of which page. With a row of column names, as spreadsheet programs save it:
columns end at commas, semicolons or tabs; Chinese is in UTF-8, UTF-16 or GB 18030."""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext

MOST_BYTES = 20 * 1024 * 1024
MOST = 10**15  # what no page is read more often than

_PAGE = re.compile(r"/([^/]+)/([^/]+)/?$")


class BadStatistics(ValueError):
    """The file cannot be read; the message says why, for people."""


@dataclass(frozen=True)
class Counted:
    views: int
    actions: int

    def __add__(self, other: "Counted") -> "Counted":
        return Counted(self.views + other.views, self.actions + other.actions)


Pages = Mapping[tuple[str, str], Counted]


def read(file: BinaryIO) -> Pages:
    """(locale, slug) -> what was counted there; rows of the same page add up, as with and without a query.

    Addresses that cannot be pages of ours are passed over. BadStatistics where the file is none.
    """
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise BadStatistics(gettext("The file is larger than 20 MB."))
    text = _text(content)
    found: dict[tuple[str, str], Counted] = {}
    try:
        for page, counted in _rows(text):
            found[page] = found[page] + counted if page in found else counted
    except csv.Error as error:
        raise BadStatistics(gettext("The file is no CSV: %s") % error) from None
    return found


def _text(content: bytes) -> str:
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        with suppress(UnicodeDecodeError):
            return content.decode(encoding)
    raise BadStatistics(gettext("The file is no text: save it as CSV in UTF-8."))


def _rows(text: str) -> Iterator[tuple[tuple[str, str], Counted]]:
    names = text.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=names.count))
    columns = {(name or "").strip().lower(): name for name in rows.fieldnames or ()}
    if missing := [name for name in ("address", "views") if name not in columns]:
        raise BadStatistics(
            gettext("The first row must name the columns; missing: %s.") % ", ".join(missing)
        )
    for row in rows:
        page = _page(row[columns["address"]] or "")
        views = _number(row[columns["views"]], rows.line_num)
        actions = _number(row.get(columns.get("actions")) or "0", rows.line_num)
        if page:
            yield page, Counted(views, actions)


def _page(address: str) -> tuple[str, str] | None:
    try:
        path = urlsplit(address.strip()).path
    except ValueError:
        return None
    match = _PAGE.search(path)
    return (match[1].lower(), unquote(match[2])) if match else None


def _number(written: str | None, line: int) -> int:
    plain = (written or "").strip().replace(",", "")
    if not (plain.isascii() and plain.isdigit()) or len(plain) > 16 or int(plain) > MOST:
        raise BadStatistics(
            gettext("Line %(line)d: “%(written)s” is no number of times.")
            % {"line": line, "written": (written or "")[:40]}
        )
    return int(plain)
