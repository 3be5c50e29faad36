"""What callers send, as it can be asked of a database."""

from collections.abc import Sequence
from typing import TypeVar

from api.limits import limits

from .errors import BadInput

Value = TypeVar("Value")


def without_nul(text: str) -> str:
    """No slug has that character, and PostgreSQL does not take it."""
    return text.replace("\0", "\ufffd")


def parse_id(text: str) -> int | None:
    """The primary key that an `ID` names; None where it can be none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None


def limited(name: str, values: Sequence[Value]) -> Sequence[Value]:
    """BadInput where the argument `name` has more values than a list may have."""
    most = limits().filter_values
    if len(values) > most:
        raise BadInput(f"`{name}` has {len(values)} values; the limit is {most}.")
    return values
