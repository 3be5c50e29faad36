"""Where assets live in the page tree: one `Home` for each locale."""

from django.db import transaction
from django.utils.translation import get_language_info
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import Locale, Page, Site

from .models import Home


@transaction.atomic
def home_of(language: str) -> Home:
    """The root of a locale's pool, made (with its locale and the site) where it is not there yet.

    LookupError where the hub's settings know no such content language.
    """
    code = get_supported_content_language_variant(language)
    locale, _created = Locale.objects.get_or_create(language_code=code)
    home = Home.objects.filter(locale=locale, depth=2).first()
    if home is None:
        default = Locale.get_default()
        original = None if locale == default else home_of(default.language_code)
        home = _new_home(locale, original)
        if original is None:
            _root_site_at(home)
    return home


def _new_home(locale: Locale, original: Home | None) -> Home:
    home = Home(
        title=get_language_info(locale.language_code)["name_local"].capitalize(),
        slug=f"home-{locale.language_code}",
        locale=locale,
    )
    if original is not None:
        # Translations of each other, so that the site's root has one in every locale.
        home.translation_key = original.translation_key
    root = Page.get_first_root_node()
    assert root is not None, "Wagtail's own migrations make the root"
    return root.add_child(instance=home)


def _root_site_at(home: Home) -> None:
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
        return
    former = site.root_page
    site.root_page = home
    site.save()
    # Wagtail's migrations leave a welcome page; nothing of anybody's is lost with it.
    if former.specific_class is Page and former.is_leaf() and not former.get_latest_revision():
        former.delete()
