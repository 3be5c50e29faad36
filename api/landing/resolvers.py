from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet

from api.assets.inputs import plain
from api.core.connections import Page, decode_cursor, encode_cursor, page_size
from api.core.context import Context
from api.core.errors import BadInput
from hub.delivery.tags import LANDING_PAGES
from hub.landing.models import LandingPage
from hub.targeting.feed import Visitor
from hub.visibility import visible_pages

from .loaders import LandingNode, LinkNode, load, load_pages


def one_page(
    context: Context, slug: str, locale: str | None, visitor: Visitor
) -> LandingNode | None:
    rows = LandingPage.objects.filter(slug=plain(slug))
    if locale is not None:
        rows = rows.filter(locale__language_code=plain(locale))
    found = load_pages(context, rows, visitor)
    if len(found) > 1:
        raise BadInput("More than one landing page is called so: add `locale`.")
    if not found:
        context.tags.add(LANDING_PAGES)  # it may come yet
        return None
    return found[0]


@dataclass
class LandingPages(Page[LinkNode]):
    context: Context
    rows: QuerySet

    @cached_property
    def total_count(self) -> int:
        return visible_pages(self.context.viewer, self.rows).count()

    def read(self, most: int) -> list[LinkNode]:
        rows = self.rows.order_by("pk")
        if self.after:
            rows = rows.filter(pk__gt=decode_cursor(self.after, int)[0])
        return load(self.context, rows, most)

    def cursor(self, node: LinkNode) -> str:
        return encode_cursor(node.row.pk)


def many_pages(context: Context, locale: str | None, first: int, after: str | None) -> LandingPages:
    rows = LandingPage.objects.all()
    if locale is not None:
        rows = rows.filter(locale__language_code=plain(locale))
    context.tags.add(LANDING_PAGES)
    return LandingPages(page_size(first), after or None, context, rows)
