"""What a rewrite says that its source does not: figures and names. Pure.

It finds what can be told by looking at the letters: numbers in digits and in words, and Latin names. A Chinese name has
no such mark, and whether the same figure is said of the same thing only people can tell.
"""

import re
import unicodedata

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_GROUPED = re.compile(r"(?<=\d),(?=\d{3}\b)")
_HAN_NUMBER = re.compile(
    r"[零〇一二两三四五六七八九十百千万亿半]{2,}|[一二两三四五六七八九十百千半]+(?=[成倍万亿]|分之|个百分点)"
)
_ENGLISH_NUMBER = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|twenty|thirty|forty|fifty|sixty|seventy|"
    r"eighty|ninety|hundred|thousand|million|billion|half|halved|halves|third|thirds|quarter|quarters|twice|double|"
    r"doubled|triple|tripled|tenfold)s?\b",
    re.IGNORECASE,
)
_LATIN = r"A-Za-z\u00c0-\u024f"
_WORD = re.compile(rf"[{_LATIN}](?:[{_LATIN}0-9&-]*[{_LATIN}0-9])?")
# What a sentence begins after; looked for in so many characters.
_SENTENCE_START = re.compile(r"(?:^|[.!?:\n。！？：“\"(（—•*-])\s*$")
_NEARBY = 8


def strangers(text: str, source: str) -> tuple[str, ...]:
    """The figures and names of `text` that `source` has not, each once, in order."""
    text, source = (unicodedata.normalize("NFKC", one) for one in (text, source))
    known = {figure for _place, figure in _figures(source)}
    words = {word.casefold() for word in _WORD.findall(source)}
    found = [(place, figure) for place, figure in _figures(text) if figure not in known]
    found += [(place, name) for place, name in _names(text) if name.casefold() not in words]
    return tuple(dict.fromkeys(one for _place, one in sorted(found)))


def _figures(text: str) -> list[tuple[int, str]]:
    """With their places. 1,250 and 1250 are alike."""
    digits = [(found.start(), _GROUPED.sub("", found.group())) for found in _DIGITS.finditer(text)]
    words = [
        (found.start(), found.group().lower())
        for number in (_HAN_NUMBER, _ENGLISH_NUMBER)
        for found in number.finditer(text)
    ]
    return digits + words


def _names(text: str) -> list[tuple[int, str]]:
    """Words that are written as names are: with capitals, and not only because a sentence begins."""
    return [
        (found.start(), found.group())
        for found in _WORD.finditer(text)
        if re.search(r".[A-Z]", found.group())
        or (found.group()[0].isupper() and not _begins_sentence(text, found.start()))
    ]


def _begins_sentence(text: str, place: int) -> bool:
    return _SENTENCE_START.search(text, max(0, place - _NEARBY), place) is not None
