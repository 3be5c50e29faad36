"""Which assets a viewer may see, for choosing among many: whoever shows what was chosen asks `hub.visibility` again."""

from collections.abc import Collection, Mapping

from hub.delivery.version import each_once_a_version
from hub.visibility import Viewer, visible

from .models import Asset

# Of more ids all are read that may be seen: a database takes only so many parameters.
MOST_ASKED = 500


@each_once_a_version
def may_be_seen(viewer: Viewer, ids: Collection[int]) -> Mapping[int, bool]:
    """One query at most."""
    assets = visible(viewer, Asset.objects.all())
    if len(ids) <= MOST_ASKED:
        assets = assets.filter(pk__in=ids)
    seen = set(assets.values_list("pk", flat=True))
    return {pk: pk in seen for pk in ids}
