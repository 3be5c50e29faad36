"""What a search is narrowed to, before anything is ranked."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Self


@dataclass(frozen=True)
class Filters:
    """Any of a facet's values, and all of the facets. After is inclusive, before exclusive."""

    facets: Mapping[str, frozenset[str]] = field(default_factory=dict)
    published_after: datetime | None = None
    published_before: datetime | None = None

    def without(self, facet: str) -> Self:
        return replace(self, facets={k: v for k, v in self.facets.items() if k != facet})


NO_FILTERS = Filters()
