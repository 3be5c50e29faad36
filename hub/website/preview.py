"""What an editor's preview shows: the website with the draft on it, or a plain page of our own."""

from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from wagtail_headless_preview.models import HeadlessMixin

from hub.preview import drafts

PLAIN = "plain"


class PreviewMixin(HeadlessMixin):
    """On the website where there is one; without it, too, for a website may be down."""

    @property
    def visitor_modes(self) -> list[tuple[str, str]]:
        """Named by what is known of a visitor: `persona=finance&stage=deciding`."""
        return [("", gettext("As visitors see it"))]

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        if not settings.FRONTEND_URL:
            return self.visitor_modes
        return [*self.visitor_modes, (PLAIN, gettext("Without the website"))]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        if settings.FRONTEND_URL and mode_name != PLAIN:
            return self._on_the_website(request, mode_name)
        return self.plain_preview(request, "" if mode_name == PLAIN else mode_name)

    def plain_preview(self, request: HttpRequest, visitor: str) -> HttpResponse:
        return TemplateResponse(request, "assets/page.html", {"page": self})

    def _on_the_website(self, request: HttpRequest, visitor: str) -> HttpResponse:
        assert isinstance(request.user, AbstractUser)  # nobody else gets as far as a preview
        address = self.get_preview_url(request, drafts.keep(self, request.user))
        if visitor:
            address += "&" + urlencode(parse_qsl(visitor))
        response = HttpResponseRedirect(address)
        # The address opens the draft: it is told to nobody else, and each update has its own.
        response["Referrer-Policy"] = "no-referrer"
        response["Cache-Control"] = "no-store"
        return response
