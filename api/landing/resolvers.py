from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from api.core.connections import Page, decode_cursor, encode_cursor, page_size
from api.core.context import Context
from api.core.errors import BadInput, LimitExceeded
from api.core.inputs import parse_id, without_nul
from api.core.locales import known_as
from hub.delivery.tags import LANDING_PAGES
from hub.landing.leads import WHOLE_FORM, Entry, TooMany, opened, send
from hub.landing.models import LandingPage
from hub.targeting.feed import Visitor
from hub.visibility import visible_pages

from .loaders import LandingNode, LinkNode, load, load_pages

# A form has some dozens of fields, each with some choices.
_MOST_ANSWERS = 100


def one_page(
    context: Context, slug: str, locale: str | None, visitor: Visitor
) -> LandingNode | None:
    rows = LandingPage.objects.filter(slug=without_nul(slug))
    if locale is not None:
        rows = rows.filter(locale__language_code=known_as(locale))
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
        rows = rows.filter(locale__language_code=known_as(locale))
    context.tags.add(LANDING_PAGES)
    return LandingPages(page_size(first), after or None, context, rows)


def open_form(context: Context, page_id: str) -> str:
    return opened(_page_with_form(context, page_id))


def send_form(
    context: Context,
    page_id: str,
    token: str,
    answers: Sequence[Mapping[str, Any]],
    consents: bool,
    trap: str,
    visitor: Visitor,
) -> dict[str, Any]:
    if sum(len(answer["values"]) + 1 for answer in answers) > _MOST_ANSWERS:
        raise BadInput(f"The limit is {_MOST_ANSWERS} answers and values.")
    values = {answer["name"]: answer["values"] for answer in answers}
    known = {k: v for k, v in visitor.terms.items() if context.vocabulary.term(k, v)}
    page = _page_with_form(context, page_id)
    try:
        errors = send(page, token, Entry(values, consents, trap, Visitor(**known)), context.caller)
    except TooMany:
        raise LimitExceeded("Too many forms were sent: wait a minute.") from None
    return {
        "ok": not errors,
        "errors": [
            {"field": name, "messages": messages}
            for name, messages in sorted(errors.items(), key=lambda one: one[0] != WHOLE_FORM)
        ],
        "thanks": "" if errors else page.thanks,
    }


def _page_with_form(context: Context, id: str) -> LandingPage:
    rows = LandingPage.objects.select_related("locale").prefetch_related("form_fields")
    page = visible_pages(context.viewer, rows.filter(pk=parse_id(id))).first()
    if page is None or not page.form_fields.all():
        raise BadInput("There is no such landing page with a form.")
    return page
