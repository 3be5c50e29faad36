"""A page's sections as one visitor gets them. Pure: stored sections in, what is served out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hub.targeting.feed import Visitor
from hub.website import destinations

from .sections import ALTERNATIVES, CONDITIONS, CTA, condition_of
from .variants import Choice, choose

Stored = Mapping[str, Any]

_DESTINATION = destinations.names(CTA)

_TAGS = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Served:
    """`fields`: as a section's blocks store them. `variant`: the id of the alternative, empty for the default."""

    id: str
    type: str
    fields: Stored
    choice: Choice
    variant: str = ""
    has_alternatives: bool = False


def served(sections: Sequence[Stored], visitor: Visitor) -> list[Served]:
    return [_served(section, place, visitor) for place, section in enumerate(sections)]


def _served(section: Stored, place: int, visitor: Visitor) -> Served:
    value = section.get("value") or {}
    default = {name: field for name, field in value.items() if name != ALTERNATIVES}
    alternatives = list_items(value.get(ALTERNATIVES))
    choice = choose(visitor, [condition_of(fields) for _, fields in alternatives])
    identity, own = alternatives[choice.place] if choice.place is not None else ("", {})
    said = {k: v for k, v in own.items() if k not in CONDITIONS and not is_empty(v)}
    # A button leads to one place: the alternative's, where it has any.
    if not said.keys().isdisjoint(_DESTINATION):
        default = {k: v for k, v in default.items() if k not in _DESTINATION}
    return Served(
        id=section.get("id") or str(place),
        type=section.get("type", ""),
        fields={**default, **said},
        choice=choice,
        variant=identity,
        has_alternatives=bool(alternatives),
    )


def list_items(stored: Any) -> list[tuple[str, Any]]:
    """(id, value) of what a list block stores."""
    return [
        (item.get("id") or str(place), item.get("value"))
        for place, item in enumerate(stored or ())
        if isinstance(item, Mapping)
    ]


def is_empty(value: Any) -> bool:
    """Whether an editor left a field empty: no number, no text (rich text holds tags even so), no item, no row."""
    if isinstance(value, str):
        return not _TAGS.sub("", value).strip()
    if isinstance(value, Mapping) and "rows" in value:
        return not value["rows"]
    return not value
