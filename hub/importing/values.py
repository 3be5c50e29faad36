"""Front matter says things in many ways; here each becomes the one thing a field holds.

Every function raises ValueError, with a reason for people, where the value makes no sense.
"""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.timezone import get_current_timezone

_SEPARATORS = re.compile(r"\s*[,;，、；\n]\s*")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_MOMENT = re.compile(
    r"""^(?P<year>\d{4})[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?
    (?:[T\s]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?)?
    \s*(?P<zone>Z|UTC|GMT|[+-]\d{1,2}(?::?\d{2})?)?$""",
    re.VERBOSE | re.IGNORECASE,
)
_WRITTEN_DATES = ("%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y")
_FIGURE = re.compile(r"^[~≈约]?\s*(?P<number>[+\-−]?\d[\d,  ]*(?:\.\d+)?)\s*(?P<unit>.*)$")
_SAID_YES = {"true", "yes", "on", "1", "是"}
_SAID_NO = {"false", "no", "off", "0", "", "否"}


def scrubbed(text: str) -> str:
    """Without what no database column or page should hold: control characters, lone surrogates."""
    return _CONTROLS.sub("", text)


def as_text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "\n".join(as_text(item) for item in value)
    if isinstance(value, dict):
        raise ValueError("should be text, is a table of keys")
    return scrubbed(str(value)).strip()


def as_list(value: Any) -> list[str]:
    """Lists as they are; text is cut at commas, semicolons and their Chinese sisters."""
    if isinstance(value, dict):
        raise ValueError("should be a list, is a table of keys")
    if not isinstance(value, list):
        value = _SEPARATORS.split(as_text(value))
    items: list[str] = []
    for item in value:
        # Authors are sometimes tables: {name: …, email: …}.
        text = as_text(item.get("name", "") if isinstance(item, dict) else item)
        if text and text not in items:
            items.append(text)
    return items


def as_bool(value: Any) -> bool:
    said = as_text(value).lower()
    if said in _SAID_YES or said in _SAID_NO:
        return said in _SAID_YES
    raise ValueError(f"{said!r} is neither true nor false")


def as_moment(value: Any) -> datetime:
    """A date or a time with or without zone; without one it is the hub's."""
    said = as_text(value)
    found = _MOMENT.match(said)
    if found is None:
        return _written_date(said)
    parts = {
        name: int(found[name] or 0) for name in ("year", "month", "day", "hour", "minute", "second")
    }
    if not 1900 <= parts["year"] <= 2200:
        raise ValueError(f"{said!r} is not a date: no such year here")
    try:
        return datetime(**parts, tzinfo=_zone(found["zone"]))  # type: ignore[arg-type]
    except ValueError as error:
        raise ValueError(f"{said!r} is not a date: {error}") from error


def as_date(value: Any) -> date:
    return as_moment(value).date()


def as_seconds(value: Any) -> int:
    """1800, "30:00" or "1:02:03"."""
    said = as_text(value)
    if not re.fullmatch(r"\d{1,6}(:\d{1,2}){0,2}", said):
        raise ValueError(f"{said!r} is not a duration: seconds or h:mm:ss")
    seconds = 0
    for part in said.split(":"):
        seconds = seconds * 60 + int(part)
    return seconds


def as_figure(value: Any) -> tuple[Decimal, str]:
    """A number and the unit written with it, if any: "26 小时" is (26, "小时")."""
    found = _FIGURE.match(as_text(value))
    if isinstance(value, bool) or found is None:
        raise ValueError(f"{as_text(value)!r} is not a figure")
    digits = re.sub(r"[,  ]", "", found["number"]).replace("−", "-")
    try:
        number = Decimal(digits).quantize(Decimal("0.0001")).normalize()
    except InvalidOperation as error:
        raise ValueError(f"{digits!r} is too large a figure") from error
    if abs(number) >= Decimal(10) ** 16:
        raise ValueError(f"{digits!r} is too large a figure")
    return number, found["unit"].strip()


def _written_date(said: str) -> datetime:
    for form in _WRITTEN_DATES:
        try:
            return datetime.strptime(said, form).replace(tzinfo=get_current_timezone())
        except ValueError:
            continue
    raise ValueError(f"{said[:60]!r} is not a date")


def _zone(said: str | None):
    if said is None:
        return get_current_timezone()
    if said.upper() in ("Z", "UTC", "GMT"):
        return UTC
    sign = -1 if said[0] == "-" else 1
    digits = said[1:].replace(":", "")
    hours, minutes = (int(digits), 0) if len(digits) <= 2 else (int(digits[:-2]), int(digits[-2:]))
    return timezone(sign * timedelta(hours=hours, minutes=minutes))
