"""Versions of the ranking's weights: kept, at most one of them active, any of them to go back to."""

import math
from collections.abc import Mapping
from dataclasses import Field, asdict, dataclass, fields, replace
from typing import Any

from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext

from .models import WeightsVersion
from .ranking import WEIGHTS, Weights

# Sent by `activate`, in its transaction.
weights_changed = Signal()


class BadWeights(ValueError):
    """The weights cannot be used; the message says which and why, for people."""


@dataclass(frozen=True)
class Stored:
    """A version's weights. `ignored`: names of its values that mean nothing (any more), or are out
    of range; `missing`: weights that came after it. Both stand at their defaults."""

    weights: Weights
    ignored: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def current_weights() -> Weights:
    """The active version's, else the built-in ones. One query."""
    active = WeightsVersion.objects.filter(active=True).values_list("values", flat=True).first()
    return stored(active).weights if active is not None else WEIGHTS


def stored(values: Mapping[str, Any]) -> Stored:
    known = {field.name: field for field in fields(Weights)}
    usable = {
        name: float(value)
        for name, value in values.items()
        if name in known and _problem(known[name], value) is None
    }
    return Stored(
        replace(WEIGHTS, **usable),
        ignored=tuple(name for name in values if name not in usable),
        missing=tuple(name for name in known if name not in values),
    )


def save(weights: Weights, note: str, author: str) -> WeightsVersion:
    """A new version, not active yet. BadWeights where one is not finite or out of its range."""
    values = asdict(weights)
    for field in fields(Weights):
        if problem := _problem(field, values[field.name]):
            raise BadWeights(f"{field.name}: {problem}")
    return WeightsVersion.objects.create(values=values, note=note, author=author)


@transaction.atomic
def activate(version: WeightsVersion | None) -> None:
    """Rank by `version` from now on; None: by the built-in weights."""
    from .tasks import enqueue_drain

    WeightsVersion.objects.filter(active=True).update(active=False)
    if version is not None:
        version.active, version.activated_at = True, timezone.now()
        version.save(update_fields=["active", "activated_at"])
    weights_changed.send(sender=WeightsVersion)
    enqueue_drain()  # What scores come by chance depends on the weights: the worker fits it anew.


def _problem(field: Field, value: Any) -> str | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return gettext("must be a number")
    low = field.metadata.get("low", -math.inf)
    high = field.metadata.get("high", math.inf)
    if not low <= value <= high:
        return gettext("must lie between %(low)g and %(high)g") % {"low": low, "high": high}
    return None
