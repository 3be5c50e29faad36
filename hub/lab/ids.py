"""The names that judgments files have for assets: external ids, and the index's keys."""

from collections.abc import Collection

from django.db.models import QuerySet

from hub.assets.keys import key_of
from hub.assets.models import Asset
from search.evaluation.judgments import BadJudgments


def keys_by_id(
    prefix: str = "",
    source: str | None = None,
    assets: QuerySet | None = None,
    wanted: Collection[str] | None = None,
) -> dict[str, str]:
    """The index's key of each asset, by its external id without `prefix`, and by that key itself.

    BadJudgments where an id (of those `wanted`) is two assets' own.
    """
    pool = Asset.objects.all() if assets is None else assets
    if source is not None:
        pool = pool.filter(source=source)
    keys: dict[str, str] = {}
    for external_id, pk in pool.values_list("external_id", "pk").order_by("pk"):
        keys[key_of(pk)] = key_of(pk)
        if external_id is None or not external_id.startswith(prefix):
            continue
        name = external_id.removeprefix(prefix)
        if name in keys and (wanted is None or name in wanted):
            raise BadJudgments(
                f"two assets have the id {external_id!r}; the source tells them apart"
            )
        keys[name] = key_of(pk)
    return keys


def ids_by_pk(assets: QuerySet) -> dict[int, str]:
    """What a file calls each of `assets`: its external id, where that is no other's, else its key."""
    rows = list(assets.values_list("pk", "external_id"))
    shared = set[str]()
    seen = set[str]()
    for external_id in Asset.objects.exclude(external_id=None).values_list(
        "external_id", flat=True
    ):
        (shared if external_id in seen else seen).add(external_id)
    return {
        pk: external_id if external_id and external_id not in shared else key_of(pk)
        for pk, external_id in rows
    }
