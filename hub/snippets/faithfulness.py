"""What a rewrite says that its source does not: figures and names. Pure.

It finds what can be told by looking at the letters: numbers in digits and in words, and what may be a Latin name. A
Chinese name has no such mark, and whether the same figure is said of the same thing only people can tell.
"""

import re
import unicodedata

from search.text import is_function_word, tokens

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


def strangers(text: str, source: str) -> tuple[str, ...]:
    """The figures and names of `text` that `source` has not, each once, in order."""
    text, source = (unicodedata.normalize("NFKC", one) for one in (text, source))
    known = {figure for _place, figure in _figures(source)}
    words = set(tokens(source))
    found = [(place, figure) for place, figure in _figures(text) if figure not in known]
    found += [(place, name) for place, name in _names(text) if not set(tokens(name)) <= words]
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
    """Words that are written as names are: with capitals. So are words that begin a sentence, where nobody can tell;
    of these, function words are left out."""
    return [
        (found.start(), found.group())
        for found in _WORD.finditer(text)
        if any(map(str.isupper, found.group())) and not is_function_word(found.group().lower())
    ]
