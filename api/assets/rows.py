"""What all assets have, as plain values: to make a page of each takes the ORM longer than reading them all."""

from datetime import UTC, datetime
from typing import NamedTuple
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


def read_rows(assets: QuerySet[Asset]) -> list[AssetRow]:
    """One query."""
    return [AssetRow(*values) for values in assets.values_list(*_COLUMNS)]
