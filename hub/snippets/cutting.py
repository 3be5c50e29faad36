"""Cutting a text that is too long: at the end of a sentence, else of a clause, marked with …, no word changed. Pure."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise, takewhile
from typing import NamedTuple

from search.text import HAN, sentences

MARK = "…"

# Where a clause may end. A comma between digits, or before anything but a space, is no clause's end; nor is a colon,
# which only announces, or 、, which parts the members of a list.
_CLAUSE_END = re.compile(
    r"(?:(?<!\d)[，；]|[，；](?!\d)|[,;](?=\s)|\s[–—-]+(?=\s)|——"
    r"|(?<!\bnot)(?<!\bonly)(?<!\bjust)\s(?=(?:because|whereas|so that)\b))\s*"
)
_TRAILING = " \t\n,;:，；：、–—-"
_PAIRS = [
    tuple(pair) for pair in ("“”", "「」", "『』", "《》", "（）", "()", "[]", "【】", "〈〉")
]
# What makes a clause lean on the one after it: alone it says nothing. After a condition, a reason or a purpose several
# such may follow, so the sentence is cut only where another begins in it.
_LEANS = re.compile(
    r"(?:在|从|自|据|根据|随着|对于|关于)|(?:in|on|at|for|from|with|without|according|despite)\b",
    re.IGNORECASE,
)
_LEANS_LONG = re.compile(
    r"(?:当|如果|若|虽然|尽管|因为|由于|通过|为了|除了|只要|只有|一旦|即使|不仅|无论)|"
    r"(?:if|when|while|as|although|though|because|since|after|before|by|to|once|unless|until|given|whether|not only)\b",
    re.IGNORECASE,
)
# What may turn around all that was said before it: nobody is to be quoted without it.
_TURNS = re.compile(
    r"(?:但|不过|然而|可是|除非|除了|如果|只要|只有|前提|否则|仅|却|并非|而不|而非|不是|取决于|即便|即使)|"
    r"(?:and\s+|or\s+)?(?:but|however|except|unless|although|though|even|if|provided|without|not|never|only|nor|rather|"
    r"yet|until|assuming|depending|subject to|as long as|on condition|in theory|at least)\b",
    re.IGNORECASE,
)
# Between commas nearer than so many words stand the members of a list, which ends nowhere but at its end.
_MEMBER = 3
_STRETCH = re.compile(r"[^,;:，；：]*")
# A clause that says something: letters, a Chinese character for two.
_SHORTEST = 20


class Cut(NamedTuple):
    text: str
    was_cut: bool


class _End(NamedTuple):
    """Where a text might end: what would be left of it, marked; whether it may; where what is left out begins."""

    text: str
    says_something: bool
    left_out: int


def cut(text: str, fits: Callable[[str], bool]) -> Cut | None:
    """As much of the beginning of `text` as `fits`; None where not even one clause does.

    Whole sentences are preferred, unless half as much would be lost by it. No quotation or bracket is left open, and
    no reservation (`but`, `除非`) is what is cut off.
    """
    if fits(text):
        return Cut(text, False)
    spans = sentences(text)
    by_sentence = _longest(text, _sentence_ends(text, spans), fits)
    by_clause = _longest(text, _clause_ends(text, spans), fits)
    best = by_sentence if 2 * len(by_sentence) >= len(by_clause) else by_clause
    return Cut(best, True) if best else None


def _longest(text: str, ends: Iterator[_End], fits: Callable[[str], bool]) -> str:
    """What the last good one of the ends leaves, before one that does not fit; empty where there is none."""
    fitting = takewhile(lambda end: fits(end.text), ends)
    return max((end.text for end in fitting if _is_good(text, end)), key=len, default="")


def _is_good(text: str, end: _End) -> bool:
    return end.says_something and not _is_open(end.text) and not _TURNS.match(text, end.left_out)


def _sentence_ends(text: str, spans: list[tuple[int, int]]) -> Iterator[_End]:
    for (_start, end), (following, _end) in pairwise(spans):
        kept = text[:end].rstrip("；;")
        space = "" if HAN.match(kept, len(kept) - 2) else " "
        yield _End(kept if kept.endswith(MARK) else kept + space + MARK, True, following)


def _clause_ends(text: str, spans: list[tuple[int, int]]) -> Iterator[_End]:
    for start, end in spans:
        short, long = _LEANS.match(text, start), _LEANS_LONG.match(text, start)
        before = start
        for number, found in enumerate(_CLAUSE_END.finditer(text, start, end)):
            kept = text[: found.start()].rstrip(_TRAILING)
            mark = found.group().strip()
            leans = (short and number == 0) or (long and mark not in ";；")
            in_list = mark == "," and _is_list(text, before, found, end)
            before = found.end()
            if len(kept) > start and found.end() < end:
                yield _End(
                    kept + MARK, _says_something(kept) and not (leans or in_list), found.end()
                )


def _is_list(text: str, before: int, comma: re.Match[str], end: int) -> bool:
    """Whether a comma parts members of a list: what stands before it, back to the mark before, or after it is short."""
    following = _STRETCH.match(text, comma.end(), end)
    stretches = (text[before : comma.start()], following.group() if following else "")
    return any(len(stretch.split()) <= _MEMBER for stretch in stretches)


def _says_something(kept: str) -> bool:
    return len(kept) + len(HAN.findall(kept)) >= _SHORTEST


def _is_open(text: str) -> bool:
    """Whether a quotation or bracket is open at the end."""
    return text.count('"') % 2 == 1 or any(
        text.count(opening) > text.count(closing) for opening, closing in _PAIRS
    )
