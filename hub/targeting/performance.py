"""How much readers act on what they read: a small part of what suits a visitor, where editors switch it on."""

from collections.abc import Mapping, Sequence

import numpy as np
from django.db import transaction
from django.db.models import Exists

from hub.assets.keys import key_of
from hub.assets.models import Asset
from hub.delivery.version import once_a_version

from .models import Performance, Targeting
from .statistics import Pages

# A page seen less often says little of its own: the pool's mean counts as so many views beside it.
PRIOR_VIEWS = 100

BATCH = 500


@once_a_version
def performance() -> Mapping[str, float]:
    """Key -> standing; empty where it is switched off. One query."""
    rows = Performance.objects.filter(Exists(Targeting.objects.filter(by_performance=True)))
    return {key_of(pk): standing for pk, standing in rows.values_list("asset_id", "standing")}


def standings(counted: Sequence[tuple[int, int]]) -> list[float]:
    """The place of each (views, actions) among all: 0 for the least acted on to 1, equals amid their places.

    By actions a view, drawn to the mean of all where there are few views (an empirical Bayes estimate); by views where
    nothing was acted on.
    """
    if len(counted) < 2:
        return [0.5] * len(counted)
    views, actions = np.array(counted, dtype=float).T
    mean = actions.sum() / max(views.sum(), 1.0)
    rates = (actions + PRIOR_VIEWS * mean) / (views + PRIOR_VIEWS) if mean else views
    in_order = np.sort(rates)
    first = np.searchsorted(in_order, rates, "left")
    last = np.searchsorted(in_order, rates, "right") - 1
    return ((first + last) / 2 / (len(rates) - 1)).tolist()


def of_assets(pages: Pages) -> list[Performance]:
    """What they tell of assets there are, not kept yet."""
    return [
        Performance(asset_id=pk, views=counted.views, actions=counted.actions)
        for pk, locale, slug in _assets({slug for _locale, slug in pages})
        if (counted := pages.get((locale, slug)))
    ]


def keep(pages: Pages) -> int:
    """Of how many assets they tell something. What was known of others stays."""
    known = of_assets(pages)
    with transaction.atomic():
        Performance.objects.bulk_create(
            known,
            update_conflicts=True,
            unique_fields=["asset"],
            update_fields=["views", "actions"],
            batch_size=BATCH,
        )
        rows = list(Performance.objects.all())
        placed = standings([(row.views, row.actions) for row in rows])
        for row, standing in zip(rows, placed, strict=True):
            row.standing = standing
        Performance.objects.bulk_update(rows, ["standing"], batch_size=BATCH)
    return len(known)


def _assets(slugs: set[str]) -> list[tuple[int, str, str]]:
    wanted = sorted(slugs)
    found: list[tuple[int, str, str]] = []
    for start in range(0, len(wanted), BATCH):
        rows = Asset.objects.filter(slug__in=wanted[start : start + BATCH])
        found += rows.values_list("pk", "locale__language_code", "slug")
    return found
