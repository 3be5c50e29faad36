"""Times of publication that a question speaks of, in both languages. Only with a cue: `2024` alone is a number.

"after 2024" and 最近两年 are conditions. A mere "in 2025" or 去年 may as well tell when something happened; and no
time to come is a time of publication.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from .terms import Folded


@dataclass(frozen=True)
class Period:
    """`start` and `end` are of `Folded.text`; `after` is inclusive, `before` exclusive.

    `strict`: said as a condition. `ahead`: it has not begun, or says nothing of what is published by now.
    """

    start: int
    end: int
    after: datetime | None
    before: datetime | None
    strict: bool
    ahead: bool = False


def find_periods(text: Folded, now: datetime) -> list[Period]:
    """In order, none overlapping another. Years and months are those of `now`'s time zone."""
    found = [*_absolute(text.text, now), *_rolling(text.text, now), *_calendar(text.text, now)]
    periods: list[Period] = []
    for period in sorted(found, key=lambda p: (p.start, -p.end)):
        if not periods or period.start >= periods[-1].end:
            periods.append(replace(period, ahead=_ahead(period, now)))
    return periods


def _ahead(period: Period, now: datetime) -> bool:
    if period.after is not None:
        return period.after > now
    return period.before is not None and period.before > now


# ---- numbers and dates

_NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            ("one", "一"),
            ("two", "couple of", "a couple of", "二", "两"),
            ("three", "few", "三", "几"),
            ("four", "四"),
            ("five", "五"),
            ("six", "六"),
            ("seven", "七"),
            ("eight", "八"),
            ("nine", "九"),
            ("ten", "十"),
            ("eleven",),
            ("twelve",),
        ),
        start=1,
    )
    for word in words
}
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_LONG_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)


def _number(word: str | None) -> int:
    word = (word or "").strip()
    if word.isdecimal():
        return int(word)
    return _NUMBERS.get(word, 1)


def _month(now: datetime, year: int, month: int) -> datetime:
    """The first moment of a month; `month` may lie outside 1 to 12."""
    months = year * 12 + month - 1
    return datetime(months // 12, months % 12 + 1, 1, tzinfo=now.tzinfo)


def _back(now: datetime, number: int, unit: str) -> datetime:
    """The first moment of the day that lies so long ago."""
    day = now.replace(hour=0, minute=0, second=0, microsecond=0)
    if days := {"day": 1, "天": 1, "week": 7, "周": 7, "星期": 7}.get(unit):
        return day - timedelta(days=number * days)
    months = number * {"month": 1, "月": 1, "quarter": 3, "季度": 3, "半年": 6}.get(unit, 12)
    first = _month(now, day.year, day.month - months)
    last = _month(now, first.year, first.month + 1) - timedelta(days=1)
    return first.replace(day=min(day.day, last.day))


# ---- years, halves, quarters and months: since March 2024, 2025年上半年

_YEAR = r"(?<![\d.:/-])(?P<year>(?:19|20)\d\d)(?![\d.:/%]|-\d|,\d)"
_PART = (
    rf"(?:(?P<month>{_LONG_MONTHS})\s+|(?P<half>first|second)\s+half\s+of\s+|[hq](?P<number>[1-4])\s+)?"
    r"(?:the\s+year\s+)?"
)
_CHINESE_PART = (
    r"(?:年(?!代|龄|轻|均|检|报|级|产)(?:度)?)(?:(?P<zh_half>[上下])半年|第?(?P<zh_quarter>[一二三四1-4])季度|"
    r"(?P<zh_month>1[0-2]|0?[1-9])月份?)?"
)
_MOMENT = re.compile(rf"{_PART}{_YEAR}(?P<zh>{_CHINESE_PART})?")
_SHORT_RANGE = re.compile(r"(?<!\d)(\d\d)年?(?:到|至|-|~)(\d\d)年(?:那会儿|那阵|期间|之间|那时)")
_TO = re.compile(r"\s*(?:to|until|till|and|or|through|-|~|到|至|和|或)\s*")
# A number of things is no year.
_COUNTED = re.compile(
    r"\s*(?:hours?|hrs?|h|days?|weeks?|months?|minutes?|units?|pieces|pcs|people|employees|parts|cycles|tonn?e?s?|kg|"
    r"[kmg]wh?|euros?|eur|usd|dollars?|yuan|rmb|mm|cm|m|km|bar|rpm|小时|天|个|台|次|吨|元|万|人|件)(?![a-z])"
)

_BEFORE_MOMENT = re.compile(
    r"(?<![a-z])(?:(?P<since>since|no\s+earlier\s+than|as\s+of|starting\s+(?:in|from)|自从?|从)"
    r"|(?P<later>after|(?:newer|later|more\s+recent)\s+than)"
    r"|(?P<earlier>before|(?:older|earlier)\s+than|prior\s+to)|(?P<until>no\s+later\s+than|until|till|up\s+to)"
    r"|(?P<strict>between|from|dated|(?:published|written|released|posted|issued)\s+(?:in|during))"
    r"|(?P<loose>in|during|of))\s*(?:the\s+)?$"
)
_AFTER_MOMENT = re.compile(
    r"\s*(?:(?P<since>以后|以来|起|开始|至今|到现在|on(?:wards?)?(?![a-z])|or\s+(?:later|newer))"
    r"|(?P<later>之后|后)(?!面|台|续)|(?P<earlier>以前|之前|前(?!面|后|景|期))"
    r"|(?P<strict>(?:间|期间|之间)?(?:发布|发表|发|写|出)的?|(?=的?(?:案例|文章|材料|白皮书|内容|资料))))"
)
_LOOK_BACK = 30


def _absolute(text: str, now: datetime) -> Iterator[Period]:
    for short in _SHORT_RANGE.finditer(text):
        first, last = (2000 + int(year) for year in short.groups())
        if first <= last <= now.year:
            yield Period(*short.span(), _month(now, first, 1), _month(now, last + 1, 1), True)
    moments = list(_MOMENT.finditer(text))
    while moments:
        moment = moments.pop(0)
        start, end = moment.span()
        after, before = _bounds(moment, now)
        joined = moments and _TO.fullmatch(text, end, moments[0].start())
        if joined:
            to = moments.pop(0)
            end, before = to.end(), _bounds(to, now)[1]
        if period := _period(text, start, end, after, before, bool(joined), bool(moment["zh"])):
            yield period


def _bounds(moment: re.Match[str], now: datetime) -> tuple[datetime, datetime]:
    year = int(moment["year"])
    if name := moment["month"]:
        first, months = _MONTHS.index(name[:3]) + 1, 1
    elif moment["zh_month"]:
        first, months = int(moment["zh_month"]), 1
    elif half := moment["half"] or moment["zh_half"]:
        first, months = (1 if half in ("first", "上") else 7), 6
    elif quarter := moment["zh_quarter"]:
        first, months = 3 * _number(quarter) - 2, 3
    elif number := moment["number"]:
        months = 6 if moment.group().startswith("h") else 3
        first = months * (int(number) - 1) + 1
    else:
        first, months = 1, 12
    return _month(now, year, first), _month(now, year, first + months)


def _period(
    text: str, start: int, end: int, after: datetime, before: datetime, joined: bool, chinese: bool
) -> Period | None:
    """What the words around a moment, or a stretch of time, make of it; None where no cue stands there."""
    if _COUNTED.match(text, end):
        return None
    ahead = _BEFORE_MOMENT.search(text, max(0, start - _LOOK_BACK), start)
    behind = _AFTER_MOMENT.match(text, end)
    begin = ahead.start() if ahead else start
    stop = behind.end() if behind else end
    cue = (behind or ahead) and ((behind and behind.lastgroup) or (ahead and ahead.lastgroup))
    match cue:
        case "since":
            return Period(begin, stop, after, before if joined else None, True)
        case "later":
            return Period(begin, stop, before, None, True)
        case "earlier":
            return Period(begin, stop, None, after, True)
        case "until":
            return Period(begin, stop, None, before, True)
        case "strict":
            return Period(begin, stop, after, before, True)
        case "loose":
            return Period(begin, stop, after, before, joined)
    return Period(start, end, after, before, joined) if chinese else None


# ---- counted back from now: the last two years, 最近三个月

_ROLLING = re.compile(
    r"(?<![a-z])(?:(?:in|over|during|within|from)\s+)?(?:the\s+)?(?:last|past|previous)\s+"
    r"(?P<n>\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:a\s+)?couple\s+of|few)\s+"
    r"(?P<unit>day|week|month|quarter|year)s?(?![a-z])"
    r"|(?<![a-z])(?:(?:in|over|during|within|from)\s+)?the\s+past\s+(?P<past>month|quarter|year)(?![a-z])"
    r"|(?:最近|过去|(?<![附接靠将临亲邻远])近|这)(?:的)?(?:(?P<zh_n>\d{1,3}|[一二两三几四五六七八九十])个?"
    r"(?P<zh_unit>年|月|季度|周|星期|天)|(?P<half>半年))(?:以来|来|以内|内|里|间)?"
)


def _rolling(text: str, now: datetime) -> Iterator[Period]:
    for found in _ROLLING.finditer(text):
        number = " ".join((found["n"] or found["zh_n"] or "").split())
        unit = found["unit"] or found["past"] or found["zh_unit"] or found["half"]
        yield Period(*found.span(), _back(now, _number(number), unit), None, True)


# ---- by the calendar: last year, 今年, 上个月

_CALENDAR = re.compile(
    r"(?<![a-z])(?P<strict>from\s+|(?:published|written|released|posted|issued)\s+)?(?P<en>last|this)\s+"
    r"(?P<unit>month|quarter|year)(?![a-z'’])"
    r"|(?P<zh>去年|今年|(?<![\d一二三四五六七八九十几两以之])前年|上个?月|本月|这个月|上个?季度|本季度)(?!度)"
    r"(?P<part>[上下]半年)?(?P<since>以来|起|至今)?(?P<zh_strict>发布|发表|发|写|出|(?=的?(?:案例|文章|材料|白皮书|资料)))?"
)


def _calendar(text: str, now: datetime) -> Iterator[Period]:
    for found in _CALENDAR.finditer(text):
        words = found["zh"] or f"{found['en']} {found['unit']}"
        if "月" in words or "month" in words:
            first, months = now.month, 1
        elif "季" in words or "quarter" in words:
            first, months = (now.month - 1) // 3 * 3 + 1, 3
        else:
            first, months = 1, 12
        back = 2 if words == "前年" else 1 if words[0] in "去上l" else 0
        after = _month(now, now.year, first - back * months)
        before = _month(now, after.year, after.month + months)
        if half := found["part"]:
            after = _month(now, after.year, 1 if half[0] == "上" else 7)
            before = _month(now, after.year, after.month + 6)
        strict = found["strict"] or found["since"] or found["zh_strict"] is not None
        yield Period(*found.span(), after, None if found["since"] else before, bool(strict))
