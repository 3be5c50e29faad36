"""Whether a piece can be understood without what stands around it."""

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from .leaning import leaning
from .patterns import words
from .pronouns import unresolved
from .proposals import Reason
from .units import Unit, width

SIGNAL = "alone"

# What points to another place of the asset, or asks readers to go there.
_ELSEWHERE = words(
    r"\b(?:as |is |are |was |were )?(?:shown|seen|described|listed|mentioned|discussed|noted|explained|outlined|"
    r"illustrated|pictured)"
    r" (?:above|below|before|earlier|previously|here|in (?:the|this) (?:figure|table|chart|diagram|section|list))\b",
    r"\b(?:see|in|from) (?:the )?(?:figure|table|chart|diagram|section|chapter|appendix|page|fig\.?) ?\d",
    r"\bsee (?:also|above|below|here|the (?:next|previous|table|figure|appendix|section))\b",
    r"\bthe (?:table|figure|chart|diagram|list|code|example|section|image|screenshot|photo|picture|graph|video|"
    r"map|link|form)s?"
    r" (?:above|below|on the (?:left|right))\b|^(?:above|below)\b",
    r"\bthe (?:above|following|previous|preceding|next) (?:\w+ )?"
    r"(?:table|figure|chart|diagram|list|section|chapter|paragraph|steps?|points?|code|examples?|page|post|"
    r"article)s?\b",
    r"\bas follows\b|\bthe following[:,]",
    r"\bin (?:this|the next|the previous|the last) (?:section|chapter|table|figure)\b",
    r"\b(?:read|learn|find out|hear) more\b|\bclick (?:here|on|the)\b|\bstay tuned\b|\bsubscribe\b|\bsign up\b",
    r"\bfollow us\b",
    r"\b(?:contact|email|e-mail|write to|reach out to|call) (?:us|me)\b|\bget in touch\b|\bdrop us\b",
    r"\bcheck (?:it )?out\b",
    r"\b(?:discuss|describe|explain|show|see|list|outline)(?:d|ed|s)? (?:\w+ )?(?:below|above|earlier)\b",
    r"\bnote (?:that )?the (?:last|first|next|second) (?:line|row|column)|\bthe (?:last|first) (?:line|row|column)\b",
    r"\b(?:cases?|ones?|story|stories|steps?|points?|quotes?|links?) (?:above|below)\b",
    r"\b(?:is|are) (?:told |described )?in the (?:case study|white paper|article|guide|brochure|appendix|FAQ)\b",
    r"\bP\.S\.",
    r"\blet['’]s (?:take a |have a )?(?:look|dive|annotate|start|begin|get started|recap|review|walk|explore)\b",
    r"\bhere['’]s (?:a |an |our )?(?:look|list|how|what|why|overview|recap|summary)\b",
    r"\bin (?:an?|our|the) (?:future|upcoming|coming|next|later|previous|earlier|last) (?:blog )?(?:post|"
    r"article|part|chapter)s?\b",
    r"\bdo not (?:forward|distribute|copy|publish|quote)\b|\bfor internal use\b|本页|不得外传|切勿外传|仅供内部",
    r"不外发|作者(?:为|系|曾)|本文(?:应|由|系)|观点由作者",
    r"\bthis post (?:was|is|originally)\b|\b(?:part|installment) of a series\b",
    r"\boriginally (?:published|appeared|posted)\b",
    r"如[上下](?!岗|班)|如图|见[图表第]|[上下]表(?!面)|[上下]图|[上下前后]文(?![化件字明])",
    r"前面(?:提到|说过|讲过|说的)|上面(?:提到|说过|的|这)|下面(?:的|是|这|几|[一二三四五六七八九十\d])",
    r"上述|前述|下述|如前所述|参见|详见|文末|文中|点击(?:这里|此处|下方)|图\s?\d|表\s?\d|本[节章](?!点)",
    r"[上下]一[节章篇]|附录",
    r"(?:(?<=^)|(?<=[，。；：、]))以[上下](?:是|为|几|[一二三四五六七八九十两\d]|内容|步骤|表|图|均|都)",
    r"扫码(?:关注|添加|报名|领取)|关注(?:我们|公众号)|联系我们|欢迎(?:来电|联系|报名|致电|关注)",
)
# What readers a year later would take for another day.
_DATED = words(
    r"\b(?:yesterday|today|tomorrow|tonight|this (?:morning|week|month|coming)|(?:last|next) (?:week|month)|"
    r"recently announced|coming soon)\b",
    r"昨天|今天|明天|上周|下周|本周|本月|上个月|下个月|近日|日前",
)
_PROMISE = words(
    r"[:：][”’\"')）」』]*$",
    r"\bthere (?:are|were) (?:two|three|four|five|six|several|some|a few) (?:\w+ ){0,2}\w+[.!]$",
    r"\b(?:here(?:['’]s| is| are)|this is) (?:how|why|what|where)\b[^.]{0,40}[.!]$",
    r"(?:^|[.!?] )(?:How|Why) [^,.?]{3,30}\.$",
    r"[有分看做问记说][到住成了]?[两二三四五六七八九几][个件种类点条步样](?:事|例外|原因|办法|条件|问题|步骤|"
    r"情况|做法|好处|理由)?。$",
)
_SPEAKER = re.compile(
    r"[”\"][,，]?\s*(?:he|she|they) \w+|[”\"」][,，]?(?:他|她)们?\S{0,3}(?:说|表示|指出|认为|回忆|补充|解释|问)"
)
# Who speaks is no part of what is said; when, on a recording, can be posted nowhere.
_LABEL = re.compile(r"[A-Z][\w.\-]*(?: [A-Z][\w.\-]*){0,2}: (?=[A-Z“\"])")
_TIMESTAMP = re.compile(r"\[?\d{1,2}:\d\d:\d\d\]?|\[\d{1,2}:\d\d\]")
_PAIRS = (
    ("“", "”"),
    ("「", "」"),
    ("『", "』"),
    ("（", "）"),
    ("《", "》"),
    ("(", ")"),
    ("[", "]"),
)
_NAME = re.compile(r"(?<!^)(?<![.!?:“\"] )\b[A-Z][a-z]\w+")
# So early in a text little was said that could be leaned on: of 75 pieces that began there, 4 did.
_EARLY = 4
# One of fewer seldom says what it is about.
_SHORT = 34
# A first sentence of fewer columns is half a line: `The floor.`
_FRAGMENT = 18


def alone(piece: Sequence[Unit]) -> tuple[float, list[Reason]]:
    """How well a piece stands alone, 0 to 1, and what speaks against it; 0: it cannot."""
    first, last = piece[0].text, piece[-1].text
    for code, found in (
        ("dangling", _dangling(first)),
        ("elsewhere", next(filter(None, (_elsewhere(unit.text) for unit in piece)), "")),
        ("promise", last[-30:] if _promises(last) else ""),
        ("unbalanced", _unbalanced(piece)),
    ):
        if found:
            return 0.0, [_reason(code, found)]
    standing, reasons = 1.0, []
    for share, code, found in _weaknesses(piece):
        if found:
            standing *= share
            reasons.append(_reason(code, found))
    return standing, reasons or [Reason(SIGNAL, "stands_alone")]


def footing(
    units: Sequence[Unit], first: int, subject: Collection[str], kind: str = "text"
) -> tuple[float, list[Reason]]:
    """How likely a piece that begins with the unit `first` needs nothing before it, 0 to 1, by where it begins.

    Of 553 pieces that rules let through, none that opened its text leaned on anything, one in fifteen that opened a
    section, one in five that began a paragraph, one in four within one (docs/decisions/snippets.md). `subject`:
    the title's words; `kind`: of the unit's section.
    """
    unit, before = units[first], units[first - 1] if first else None
    if before is None or before.section != unit.section:
        place, code = (1.0, "opens_text") if before is None else (0.97, "opens_section")
    else:
        place, code = (0.85, "") if before.line != unit.line else (0.75, "midway")
        if first <= _EARLY:
            place = 0.93
        elif not _names_its_subject(unit.text, subject):
            place *= 0.85
        if before.asks:
            place, code = place * 0.5, "after_question"
        elif before.leads_in:
            place, code = place * 0.3, "of_list"
    if kind == "transcript" and before is not None:  # what is said answers what was said
        place *= 0.75
    if width(unit.text) < _SHORT and not unit.asks:
        place *= 0.7
    return place, [Reason(SIGNAL, code)] if code else []


def _names_its_subject(text: str, subject: Collection[str]) -> bool:
    low = text.lower()
    return bool(_NAME.search(text)) or any(word in low for word in subject)


def _weaknesses(piece: Sequence[Unit]) -> list[tuple[float, str, str]]:
    """What each leaves of standing alone, its code, and the words it is seen in, if it is."""
    first, last = piece[0].text, piece[-1]
    end = last.text[-30:]
    later = next((hit.group() for unit in piece[1:] if (hit := _SPEAKER.search(unit.text))), "")
    return [
        (0.5, "unnamed", later and unresolved(" ".join(unit.text for unit in piece))),
        (0.85 if piece[0].leads_in else 0.5, "unfinished", "" if last.whole else end),
        (0.6, "unanswered", end if len(piece) > 1 and last.asks else ""),
        (0.6, "fragment", first if width(first) < _FRAGMENT else ""),
        (0.85, "dated", next(filter(None, (_dated(unit.text) for unit in piece)), "")),
    ]


# A sentence is read once, though it stands in several pieces.
@lru_cache(maxsize=4096)
def _dangling(text: str) -> str:
    if timestamp := _TIMESTAMP.match(text):
        return timestamp.group()
    label = _LABEL.match(text)
    opening = text[label.end() :] if label else text
    return leaning(opening) or unresolved(opening)


@lru_cache(maxsize=4096)
def _elsewhere(text: str) -> str:
    found = _ELSEWHERE.search(text)
    return found.group() if found else ""


@lru_cache(maxsize=4096)
def _dated(text: str) -> str:
    found = _DATED.search(text)
    return found.group() if found else ""


@lru_cache(maxsize=4096)
def _promises(text: str) -> bool:
    return bool(_PROMISE.search(text))


def _unbalanced(piece: Sequence[Unit]) -> str:
    """A quotation mark or bracket whose other half is not in the piece."""
    for opening, closing in _PAIRS:
        if sum(u.text.count(opening) - u.text.count(closing) for u in piece):
            return opening
    return '"' if sum(unit.text.count('"') for unit in piece) % 2 else ""


def _reason(code: str, found: str) -> Reason:
    return Reason(SIGNAL, code, found.strip()[:60])
