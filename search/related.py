"""Asset in, neighbours out."""

from collections.abc import Collection, Mapping

from .filters import Filters
from .retrieval import Match


def related(
    keys: Collection[str], viewer: object, first: int = 5, filters: Filters = Filters()
) -> Mapping[str, tuple[Match, ...]]:
    """For each of `keys` its nearest documents, best first: never itself nor its own translations."""
    raise NotImplementedError
