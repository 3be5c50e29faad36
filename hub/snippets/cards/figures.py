"""The figure that a text is about, with its unit, word for word: what a card draws large."""

import re

_NUMBER = r"(?<![A-Za-z0-9_.,/:第-])(?<!第 )[+\-−–±]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?"
_HAN_UNIT = (
    r"个百分点|个小时|小时|分钟|秒|个月|天|周|倍|美元|欧元|英镑|日元|元|吨|平方米|公斤|千克|公里|千瓦时|度电|升|米|"
    r"人|家|台|条|次|起|件|名|座|套|项|种|个|份|辆|批|位|页"
)
_LATIN_UNIT = (
    r"(?:hours?|minutes?|seconds?|days?|weeks?|months?|years?|quarters?|times|fold|tonnes?|tons?|people|users?|"
    r"customers?|plants?|sites?|machines?|sensors?|parts?|degrees|litres?|liters?|points?|countries|employees|teams?|"
    r"h|min|kg|t|kWh?|MWh?|GWh?|km|mm|ms|GB|TB)\b(?:(?: a| per|/) ?(?:hour|day|week|month|quarter|year|h)\b)?"
)
_HAN_DIGITS = "零一二三四五六七八九十百点"
_CURRENCY = r"(?:euros?|dollars?|pounds|EUR|USD|CNY|RMB)\b"
_GREAT = r"(?:thousand|million|billion)\b"
# What people look for first comes first; of each, the first in the text.
_FIGURES = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_NUMBER} ?(?:[%％‰]|percentage points?|per ?cent\b|个百分点)|百分之[{_HAN_DIGITS}]+",
        rf"(?<!\w)[+\-−]?[$€£¥￥] ?\d(?:[\d,.]*\d)?(?: ?(?:{_GREAT}|[mbk]\b))?"
        rf"|{_NUMBER} ?[十百千万亿]*(?:美元|欧元|英镑|元)|{_NUMBER} (?:{_GREAT} )?{_CURRENCY}",
        rf"{_NUMBER}[-‑ ](?:fold|times)\b|{_NUMBER} ?(?:[x×]\b|倍)",
        rf"{_NUMBER} {_GREAT}(?: {_LATIN_UNIT})?|{_NUMBER} ?[万亿]+[多余]?(?:{_HAN_UNIT})?",
        rf"{_NUMBER} {_LATIN_UNIT}|{_NUMBER} ?[十百千]*[多余]?(?:{_HAN_UNIT})(?:/\w+)?",
    )
]


def figure_in(text: str) -> str:
    """Empty where there is none."""
    found = (figure.search(text) for figure in _FIGURES)
    return next((match.group().strip() for match in found if match), "")
