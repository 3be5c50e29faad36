"""What all assets have, as plain values: to make a page of each takes the ORM longer than reading them all."""

from collections.abc import Iterable
from datetime import UTC, datetime
from operator import attrgetter
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from hub.assets.models import Asset, authors_of

# When what has no such date was published last, in lists by that.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class AssetRow(NamedTuple):
    """Columns that assets of all kinds have, by their names there."""

    pk: int
    path: str
    slug: str
    title: str
    seo_title: str
    search_description: str
    canonical_url: str
    noindex: bool
    first_published_at: datetime | None
    last_published_at: datetime | None
    translation_key: UUID
    kind: str
    summary: str
    audience: str
    authors: str
    published_at: datetime | None
    hero_image_id: int | None
    content_type_term_id: int | None
    format_id: int | None
    campaign_id: int | None
    external_id: str | None
    language: str

    @property
    def updated(self) -> datetime:
        return self.last_published_at or NEVER

    @property
    def author_list(self) -> list[str]:
        return authors_of(self.authors)


_COLUMNS = [*AssetRow._fields[:-1], "locale__language_code"]
_values: Any = attrgetter(*(name.replace("__", ".") for name in _COLUMNS))


def read_rows(assets: QuerySet[Asset]) -> list[AssetRow]:
    """One query."""
    return [AssetRow(*values) for values in assets.values_list(*_COLUMNS)]


def rows_of(assets: Iterable[Asset]) -> list[AssetRow]:
    """Of assets that are there already, with their locales."""
    return [AssetRow(*_values(asset)) for asset in assets]
