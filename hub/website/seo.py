"""What search engines and networks are told of a page, by plain rules: pure functions."""

import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from search.text import sentences

# What a list of results has room for, in columns.
TITLE = 65
DESCRIPTION = 160

# As Open Graph writes them.
_REGIONS = {"en": "en_US", "zh-hans": "zh_CN"}
# Shown to whoever reads a language that there is no version in.
ANY_LANGUAGE = "x-default"

INDEXED = "index, follow, max-image-preview:large"
KEPT_OUT = "noindex, follow"


class Alternate(NamedTuple):
    """A version of a page: its language, and its whole address."""

    locale: str
    url: str


def head_title(seo_title: str, title: str, site_name: str) -> str:
    """What editors wrote for it stands as it is; else the title is told whose it is, where there is room."""
    if seo_title or not site_name or site_name.casefold() in title.casefold():
        return seo_title or title
    named = f"{title} | {site_name}"
    return named if columns(named) <= TITLE else title


def described(written: str, texts: Iterable[str]) -> str:
    """What editors wrote, else the start of the first text that says something; may be empty."""
    found = (shortened(text) for text in texts)
    return written or next(filter(None, found), "")


def shortened(text: str, most: int = DESCRIPTION) -> str:
    """Whole sentences as far as there is room; where the first has none, its beginning."""
    line = " ".join(text.split())
    if columns(line) <= most:
        return line
    ends = [end for _, end in sentences(line) if columns(line[:end]) <= most]
    return line[: ends[-1]] if ends else _beginning(line, most)


def _beginning(line: str, most: int) -> str:
    length = 0
    while columns(line[: length + 1]) < most:
        length += 1
    cut = line[:length]
    # Words of Latin letters end at a space; a text without any is Chinese.
    words = cut.rsplit(" ", 1)[0] if line[length] != " " and " " in cut else cut
    return words.rstrip(" ,;:，；：、") + "…"


def columns(text: str) -> int:
    """How broad it is, by which lists of results cut: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def alternates(versions: Iterable[Alternate], default_locale: str) -> list[Alternate]:
    """All versions, and which is for readers of other languages."""
    listed = sorted(versions, key=lambda version: version.locale)
    default = [version.url for version in listed if version.locale == default_locale]
    return [*listed, *(Alternate(ANY_LANGUAGE, url) for url in default)]


def region(locale: str) -> str:
    """`zh_CN` for `zh-hans`."""
    return _REGIONS.get(locale, locale.replace("-", "_"))
