"""Pictures as files: for everybody as far as their collection is open, for colleagues beyond that."""

import logging

from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.utils.cache import get_conditional_response
from django.views import View
from wagtail.images import get_image_model

from hub.delivery.tags import of_image
from hub.visibility import anonymous, of_user, visible_files

from .drawing import Undrawable
from .files import data_of
from .formats import Format
from .picture import Picture, picture_of, was_given_out
from .presets import Preset, Size

_log = logging.getLogger(__name__)

# A browser that has seen a picture keeps it for good, for another has another address. What stands between asks again
# every five minutes, so that what is withdrawn is nowhere served for longer.
_LONG = "public, max-age=31536000, s-maxage=300, immutable"
_SHORT = "public, max-age=300"
_PRIVATE = "private, no-cache"


class PictureView(View):
    """What may not be seen, and what is not in the set, is not there, and no cache remembers that.

    An address of what the picture looked like before shows what it looks like now: pages are kept longer than looks.
    """

    def get(
        self, request: HttpRequest, pk: int, version: str, preset: str, width: int, format: str
    ) -> HttpResponse:
        picture, cache_control = self._seen(request, pk, version)
        size = _size(picture, preset, width, format)
        if picture is None or size is None:
            return _not_found()
        etag = f'"{picture.version}-{preset}-{width}.{format}"'
        response = get_conditional_response(request, etag=etag)
        if response is None or response.status_code != 304:
            try:
                data = data_of(picture, Preset(preset), size, Format(format))
            except Undrawable as error:
                _log.warning("image %s cannot be drawn: %s", pk, error)
                return _not_found()
            response = HttpResponse(data, content_type=Format(format).mime_type)
        if cache_control == _LONG and version != picture.version:
            cache_control = _SHORT
        response.headers["ETag"] = etag
        response.headers["Cache-Control"] = cache_control
        response.headers["Surrogate-Key"] = response.headers["Cache-Tag"] = of_image(pk)
        return response

    def _seen(self, request: HttpRequest, pk: int, version: str) -> tuple[Picture | None, str]:
        """The session is opened only for what is not everybody's, so that no cookie parts the caches."""
        if not was_given_out(pk, version):
            return None, ""
        rows = get_image_model().objects.filter(pk=pk)
        if image := visible_files(anonymous(), rows).first():
            return picture_of(image), _LONG
        if request.user.is_authenticated:
            image = visible_files(of_user(request.user), rows).first()
            return image and picture_of(image), _PRIVATE
        return None, ""


def _size(picture: Picture | None, preset: str, width: int, format: str) -> Size | None:
    """The one that `picture` is given out in at this width; None where it is not."""
    if picture is None or preset not in set(Preset):
        return None
    if format not in picture.formats(Preset(preset)):
        return None
    found = (size for size in picture.sizes(Preset(preset)) if size.width == width)
    return next(found, None)


def _not_found() -> HttpResponse:
    return HttpResponseNotFound(headers={"Cache-Control": "no-store"})
