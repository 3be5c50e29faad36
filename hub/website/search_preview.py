"""For editors: how a page stands in a list of results, and as a link that somebody shares, as its form has it now."""

from urllib.parse import unquote, urlsplit

from django import forms
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.admin.panels import Panel
from wagtail.images import get_image_model
from wagtail.models import Site

from hub.brand.models import brand
from hub.pictures.picture import picture_of
from hub.pictures.presets import Preset
from hub.visibility import anonymous, visible_files

from . import seo
from .addresses import public_url
from .links import is_address


class SearchPreviewPanel(Panel):
    class BoundPanel(Panel.BoundPanel):
        template_name = "website/search_preview_panel.html"

        @property
        def media(self):
            return forms.Media(
                js=["website/search_preview.js"], css={"all": ["website/search_preview.css"]}
            )

        def get_context_data(self, parent_context=None):
            locale = self.instance.locale.language_code
            address = reverse("search_preview", args=[locale])
            return {**super().get_context_data(parent_context), "address": address}


def search_preview(request: HttpRequest, locale: str) -> HttpResponse:
    """A part of the form. By the same rules as `Seo` over GraphQL, but for what only the published text could tell."""
    said = request.GET
    elsewhere = said.get("canonical_url", "")
    own = public_url(locale, said.get("slug", ""))
    address = urlsplit(elsewhere if is_address(elsewhere) else own)
    site_name = _site_name(locale)
    title = said.get("title", "")
    head_title = seo.head_title(said.get("seo_title", ""), title, site_name)
    description = seo.described(said.get("search_description", ""), [said.get("summary", "")])
    context = {
        "title": head_title,
        "shared_title": said.get("seo_title") or title,
        "description": description,
        "lengths": [
            (gettext("Title"), seo.columns(head_title), seo.TITLE),
            (gettext("Description"), seo.columns(description), seo.DESCRIPTION),
        ],
        "site_name": site_name,
        "host": address.netloc,
        "trail": [part for part in unquote(address.path).split("/") if part],
        "picture": _picture_url(said.get("hero_image", "")),
        "kept_out": bool(said.get("noindex")),
        "locale": locale,
    }
    response = TemplateResponse(request, "website/search_preview.html", context)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _site_name(locale: str) -> str:
    ours = brand().look(locale).name
    return ours or next(
        iter(Site.objects.filter(is_default_site=True).values_list("site_name", flat=True)), ""
    )


def _picture_url(image: str) -> str:
    """Of a picture that networks could fetch, which show no key."""
    if not (image.isascii() and image.isdigit() and len(image) < 19):
        return ""
    rows = get_image_model().objects.filter(pk=int(image))
    found = visible_files(anonymous(), rows).first()
    return picture_of(found).url(Preset.SOCIAL) if found else ""
