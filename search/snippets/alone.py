"""Whether a piece can be understood without what stands around it."""

import re
from collections.abc import Sequence

from .leaning import leaning, unresolved
from .patterns import words
from .proposals import Reason
from .units import Unit, width

SIGNAL = "alone"

# What points to another place of the asset, or asks readers to go there.
_ELSEWHERE = words(
    r"\b(?:as |is |are |was |were )?(?:shown|seen|described|listed|mentioned|discussed|noted|explained|outlined|"
    r"illustrated|pictured)"
    r" (?:above|below|earlier|previously|here|in (?:the|this) (?:figure|table|chart|diagram|section|list))\b",
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
    r"\bthis post (?:was|is|originally)\b|\b(?:part|installment) of a series\b",
    r"\boriginally (?:published|appeared|posted)\b",
    r"如[上下](?!岗|班)|如图|见[图表第]|[上下]表(?!面)|[上下]图|[上下前后]文(?![化件字明])",
    r"前面(?:提到|说过|讲过|说的)|上面(?:提到|说过|的|这)|下面(?:的|是|这|几)",
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
    r"\bthere (?:are|were) (?:two|three|four|five|six|several|some|a few|\d+) (?:\w+ ){0,2}\w+[.!]$",
    r"\b(?:here(?:['’]s| is| are)|this is) (?:how|why|what|where)\b[^.]{0,40}[.!]$",
    r"[有分看做问记说][到住成了]?[两二三四五六七八九几][个件种类点条步样](?:事|例外|原因|办法|条件|问题|步骤|情况|做法|好处|理由)?。$",
)
_SPEAKER = re.compile(
    r"[”\"][,，]?\s*(?:he|she|they) \w+|[”\"」][,，]?(?:他|她)们?\S{0,3}(?:说|表示|指出|认为|回忆|补充|解释|问)"
)
# Who speaks, and when: no part of what is said.
_LABEL = re.compile(
    r"\[?\d{1,2}:\d\d(?::\d\d)?\]?\s*|[A-Z][\w.\-]*(?: [A-Z][\w.\-]*){0,2}: (?=[A-Z“\"])"
)
# A first sentence of fewer columns is half a line: `The floor.`
_FRAGMENT = 14


def alone(piece: Sequence[Unit]) -> tuple[float, list[Reason]]:
    """How well a piece stands alone, 0 to 1, and what speaks against it; 0: it cannot."""
    opening, last = _without_label(piece[0].text), piece[-1].text
    elsewhere = (hit.group() for unit in piece if (hit := _ELSEWHERE.search(unit.text)))
    for code, found in (
        ("dangling", leaning(opening) or unresolved(opening)),
        ("elsewhere", next(elsewhere, "")),
        ("promise", last[-30:] if _PROMISE.search(last) else ""),
    ):
        if found:
            return 0.0, [_reason(code, found)]
    standing, reasons = 1.0, []
    for share, code, found in _weaknesses(piece, opening):
        if found:
            standing *= share
            reasons.append(_reason(code, found))
    return standing, reasons or [Reason(SIGNAL, "stands_alone")]


def _without_label(text: str) -> str:
    while label := _LABEL.match(text):
        text = text[label.end() :]
    return text


def _weaknesses(piece: Sequence[Unit], opening: str) -> list[tuple[float, str, str]]:
    """What each leaves of standing alone, its code, and the words it is seen in, if it is."""
    last = piece[-1]
    end = last.text[-30:]
    later = next((hit.group() for u in piece[1:] if (hit := _SPEAKER.search(u.text))), "")
    dated = next((hit.group() for u in piece if (hit := _DATED.search(u.text))), "")
    return [
        (0.5, "unnamed", later and unresolved(" ".join(unit.text for unit in piece))),
        (0.5, "unfinished", "" if last.whole else end),
        (0.6, "unanswered", end if len(piece) > 1 and last.asks else ""),
        (0.6, "fragment", opening if width(opening) < _FRAGMENT else ""),
        (0.85, "dated", dated),
    ]


def _reason(code: str, found: str) -> Reason:
    return Reason(SIGNAL, code, found.strip()[:60])
