"""A slug is one page's only within its site and locale: readers know no folders, and no kinds of pages."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.db.models.functions import Substr
from django.utils.translation import gettext
from wagtail.models import Page, get_page_models

# Below the root of the tree stand the homes, one for each locale of a site.
_HOME_DEPTH = 2
_HOME_LENGTH = _HOME_DEPTH * Page.steplen


def addressed(tree_path: str, locale_id: int) -> QuerySet[Page]:
    """The pages with an address in one locale of the site that what stands at `tree_path` is of; its homes aside."""
    home = Page.objects.filter(path=tree_path[:_HOME_LENGTH])
    homes = Page.objects.filter(
        depth=_HOME_DEPTH, translation_key__in=home.values("translation_key")
    )
    below = _with_address().alias(root_path=Substr("path", 1, _HOME_LENGTH))
    inside = below.filter(root_path__in=homes.values("path"), depth__gt=_HOME_DEPTH)
    return inside.filter(locale_id=locale_id)


def _with_address() -> QuerySet[Page]:
    """Told by what makes a page a `WebPage`, which is built on this module."""
    models = [model for model in get_page_models() if hasattr(model, "path_at")]
    types = ContentType.objects.get_for_models(*models).values()
    return Page.objects.filter(content_type__in=types)


def twin_of(slug: str, parent: Page, page: Page | None = None) -> Page | None:
    """The other page that would have the same address as `page` with this slug below `parent`."""
    locale = (page and page.locale_id) or parent.locale_id
    found = addressed(parent.path, locale).filter(slug=slug)
    return (found.exclude(pk=page.pk) if page and page.pk else found).order_by("pk").first()


def in_the_way(page: Page, parent: Page) -> Page | None:
    """A page of `parent`'s site with an address that `page`, or one below it, would bring along from another site."""
    if page.path[:_HOME_LENGTH] == parent.path[:_HOME_LENGTH]:
        return None
    moving = _with_address().filter(path__startswith=page.path)
    for locale in set(moving.values_list("locale_id", flat=True)):
        brought = moving.filter(locale_id=locale).values("slug")
        there = addressed(parent.path, locale).exclude(path__startswith=page.path)
        if twin := there.filter(slug__in=brought).order_by("pk").first():
            return twin
    return None


def taken_by(page: Page) -> str:
    return gettext("On the website “%(title)s” has this address.") % {"title": page.draft_title}
