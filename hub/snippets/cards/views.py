"""Cards as files: for everybody as far as the snippet is given out, for colleagues before it is."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.forms import modelform_factory
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotFound
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.views import View

from hub.brand.models import Brand
from hub.visibility import anonymous, of_user, visible_snippets

from ..models import Snippet
from .card import LANDSCAPE, SIZES, Card, Size
from .deck import card_of
from .files import drawn_png, png
from .samples import sample

# A browser that has seen a card may keep it for good; what stands between asks again every five minutes, so that a
# withdrawn card is nowhere served for longer. At an address without the card's own digest, all ask.
_LONG = "public, max-age=31536000, s-maxage=300"
_SHORT = "public, max-age=300"
_PRIVATE = "private, no-cache"


class CardView(View):
    """A card by its snippet's lasting name. What may not be seen is not there, and no cache remembers that."""

    def get(self, request: HttpRequest, uuid: UUID, width: int, height: int) -> HttpResponse:
        size = SIZES.get(f"{width}x{height}")
        snippet, cache_control = self._seen(request, uuid) if size else (None, "")
        if size is None or snippet is None:
            return HttpResponseNotFound(headers={"Cache-Control": "no-store"})
        card = card_of(snippet)
        if cache_control == _LONG and request.GET.get("v") != card.digest:
            cache_control = _SHORT
        return _answer(request, snippet, card, size, cache_control)

    def _seen(self, request: HttpRequest, uuid: UUID) -> tuple[Snippet | None, str]:
        """The session is opened only for what is not everybody's, so that no cookie parts the caches."""
        rows = Snippet.objects.filter(uuid=uuid).select_related("asset__locale")
        if snippet := visible_snippets(anonymous(), rows).first():
            return snippet, _LONG
        if request.user.is_authenticated:
            return visible_snippets(of_user(request.user), rows).first(), _PRIVATE
        return None, ""


class DraftCardView(View):
    """For whoever may edit the asset: the card of a snippet that is proposed, or of a changed text."""

    def get(self, request: HttpRequest, pk: int, width: int, height: int) -> HttpResponse:
        snippet = get_object_or_404(Snippet.objects.select_related("asset__locale"), pk=pk)
        if not snippet.asset.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        if not (size := SIZES.get(f"{width}x{height}")):
            raise Http404
        return _answer(request, snippet, card_of(snippet), size, _PRIVATE)


class BrandPreviewView(View):
    """How a card looks with the brand as the form has it, not yet saved. 400 where it could not be saved."""

    def get(self, request: HttpRequest, locale: str) -> HttpResponse:
        if not request.user.has_perm("brand.change_brand"):
            raise PermissionDenied
        fields = ["name", "name_zh", "logo", "background", "accent", "text"]
        form = modelform_factory(Brand, fields=fields)(request.GET)
        if not form.is_valid():
            return HttpResponse(status=400)
        card = sample(locale, form.instance.look(locale))
        return HttpResponse(
            drawn_png(card, LANDSCAPE),
            content_type="image/png",
            headers={"Cache-Control": "private, no-store"},
        )


def _answer(
    request: HttpRequest, snippet: Snippet, card: Card, size: Size, cache_control: str
) -> HttpResponse:
    etag = f'"{card.digest}-{size}"'
    response = get_conditional_response(request, etag=etag)
    if response is None or response.status_code != 304:
        response = HttpResponse(png(snippet.uuid, card, size), content_type="image/png")
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = cache_control
    return response
