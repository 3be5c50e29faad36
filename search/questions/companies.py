"""Companies that others are to be like: "a company like Kestrel", 和澄湖纸业类似的企业."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import takewhile

from ..text import HAN, normalized
from .terms import Folded

_COMPANY = r"(?:compan(?:y|ies)|customers?|clients?|firms?|business(?:es)?|suppliers?|someone|somebody|prospects?)"
_CHINESE_COMPANY = r"(?:公司|企业|客户|厂家|工厂|厂|集团)"
_LIKE = re.compile(
    rf"(?<![a-z]){_COMPANY}\s+(?:that\s+(?:is|are)\s+)?(?:like|similar\s+to|such\s+as|comparable\s+(?:to|with))\s+"
    r"(?P<en>[^\s,.;:?!()，。；：？！][^,.;:?!()，。；：？！\n]{0,59})"
    rf"|(?:和|跟|与|像|类似于?|如同)(?P<zh>[^,.;:?!()，。；：？！\s][^,.;:?!()，。；：？！]{{0,29}}?)"
    rf"(?:这样|那样|类似|相似|差不多|同类)的?{_CHINESE_COMPANY}?"
    rf"|类似于?(?P<kin>[^,.;:?!()，。；：？！\s的][^,.;:?!()，。；：？！的]{{0,29}}?)的{_CHINESE_COMPANY}"
)
# Endings of a name that tell nothing of whose it is.
_LEGAL = re.compile(
    r"(?:,?\s*(?:inc|ltd|llc|gmbh|ag|plc|corp|co)\.?|股份有限公司|有限责任公司|有限公司|公司)$"
)
_PIECE = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+")


@dataclass(frozen=True)
class Company:
    """A company that the pool knows, and what is known of it: the values it has of each facet."""

    name: str
    facets: Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Likeness:
    """Spans of `Folded.text`: of the whole wording, and of what begins with the company's name."""

    start: int
    end: int
    name: tuple[int, int]


def find_likenesses(text: Folded) -> list[Likeness]:
    return [
        Likeness(*found.span(), found.span(found.lastgroup or 0))
        for found in _LIKE.finditer(text.text)
    ]


def named(
    text: Folded, likeness: Likeness, companies: Iterable[Company]
) -> tuple[Company | None, int]:
    """The company that a likeness names, in full or by its beginning (Kestrel for Kestrel Stampings), and where the
    wording ends. None where the pool has none, or several that are not of one sort."""
    pieces = list(_PIECE.finditer(text.text, *likeness.name))
    best: list[Company] = []
    longest = 0
    for company in companies:
        name = _PIECE.findall(_LEGAL.sub("", normalized(company.name).strip()))
        shared = _shared([piece.group() for piece in pieces], name)
        if shared >= max(longest, 1) and _is_name(text, pieces, shared, len(name)):
            best = [company] if shared > longest else [*best, company]
            longest = shared
    if not best or any(company.facets != best[0].facets for company in best):
        return None, likeness.end
    # In English the question may go on right behind the name.
    name_end = pieces[longest - 1].end()
    return best[0], name_end if likeness.name[1] == likeness.end else likeness.end


def _shared(some: list[str], others: list[str]) -> int:
    """How many the two have in common at their beginning."""
    pairs = zip(some, others, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _is_name(text: Folded, pieces: list[re.Match[str]], shared: int, length: int) -> bool:
    """Whether so many first pieces make a name: a whole one, or a beginning that is not cut out of another."""
    if sum(len(piece.group()) for piece in pieces[:shared]) < 2:
        return False
    if shared == length or shared == len(pieces):
        return True
    following = pieces[shared]
    return not HAN.match(following.group()) and not text.verbatim(*following.span())[0].isupper()
