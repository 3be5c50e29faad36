"""How the reading page shows what an asset is made of."""

import re

from django import template
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import RichText, expand_db_html

register = template.Library()

_LINK_TO_PAGE = re.compile(r'<a\b[^>]*\blinktype="page"[^>]*>')
_ID = re.compile(r'\bid="(\d+)"')


@register.filter
def reading_html(text: RichText) -> SafeString:
    """Rich text whose links to other assets lead to their reading pages."""
    return mark_safe(expand_db_html(_LINK_TO_PAGE.sub(_reading_link, text.source)))


def _reading_link(tag: re.Match[str]) -> str:
    found = _ID.search(tag.group())
    return f'<a href="{escape(reverse("sales_read", args=[found.group(1)]))}">' if found else "<a>"


@register.filter
def minutes(seconds: int) -> str:
    """`3725` -> `1:02:05`."""
    hours, rest = divmod(seconds, 3600)
    clock = f"{rest // 60:02d}:{rest % 60:02d}"
    return f"{hours}:{clock}" if hours else clock.removeprefix("0")


@register.filter
def plain_number(value) -> str:
    """A decimal without its trailing zeros: `41.0000` -> `41`."""
    return f"{value.normalize():f}"


@register.filter
def paragraphs(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]
