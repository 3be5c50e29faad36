"""What an editor's preview shows."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from wagtail_headless_preview.models import HeadlessMixin


class PreviewMixin(HeadlessMixin):
    """The front end's preview where there is a front end, and otherwise a plain page of our own."""

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        if settings.FRONTEND_URL:
            return super().serve_preview(request, mode_name)
        return TemplateResponse(request, "assets/page.html", {"page": self})
