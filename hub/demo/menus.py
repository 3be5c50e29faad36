"""The demo's menus, in both languages."""

import tomllib
from pathlib import Path
from typing import Any

from wagtail.models import Locale, Page, Site

from hub.website.models import Menu

TEXTS = Path(__file__).with_name("menus.toml")


def seed() -> None:
    """Makes those that are not there; what editors changed stays."""
    site = Site.objects.get(is_default_site=True)
    for name, languages in tomllib.loads(TEXTS.read_text(encoding="utf-8")).items():
        original: Menu | None = None
        for language, items in languages.items():
            locale = Locale.objects.get(language_code=language)
            existing = Menu.objects.filter(site=site, name=name, locale=locale).first()
            menu = existing or Menu(site=site, name=name, locale=locale)
            if existing is None:
                if original:
                    menu.translation_key = original.translation_key
                menu.items = [("item", _item(item, locale)) for item in items]
                menu.save()
            original = original or menu


def _item(item: dict[str, Any], locale: Locale) -> dict[str, Any]:
    below = [_link(link, locale) for link in item.get("below", ())]
    return {**_link(item, locale), "children": below}


def _link(link: dict[str, Any], locale: Locale) -> dict[str, Any]:
    return {
        "label": link.get("label", ""),
        "page": Page.objects.filter(slug=link.get("page"), locale=locale).first(),
        "address": link.get("address", ""),
    }
