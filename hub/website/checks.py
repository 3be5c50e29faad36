"""What `manage.py check --database default` says of the content of websites."""

from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import DatabaseError
from django.db.models import Count
from wagtail.models import Page

from .slugs import addressed


@register(Tags.database)
def one_page_an_address(databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Two of one slug can be older than the rule, or come of a move from one site to another."""
    try:
        homes = list(Page.objects.filter(depth=2)) if databases else []
        return [_shared(home, slug) for home in homes for slug in _twice(home)]
    except DatabaseError:
        return []  # before the first migration there is nothing to be told


def _twice(home: Page) -> list[str]:
    counted = addressed(home.path, home.locale_id).values("slug").annotate(pages=Count("pk"))
    return list(counted.filter(pages__gt=1).order_by("slug").values_list("slug", flat=True))


def _shared(home: Page, slug: str) -> CheckMessage:
    pages = addressed(home.path, home.locale_id).filter(slug=slug).order_by("pk")
    ids = ", ".join(map(str, pages.values_list("pk", flat=True)))
    return Warning(
        f"Pages {ids} of “{home.title}” have one address, {slug}: the website shows the first that is published.",
        hint="Give the others slugs of their own.",
        id="website.W001",
    )
