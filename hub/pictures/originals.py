"""Originals, and the sizes that the admin shows: for colleagues. Websites get `PictureView`'s alone."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.static import serve


def uploaded(request: HttpRequest, path: str) -> HttpResponseBase:
    """Documents are not among them: Wagtail has a view for those, which asks who may have them."""
    if not request.user.is_authenticated:
        raise Http404
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    response.headers["Cache-Control"] = "private, max-age=300"
    return response
