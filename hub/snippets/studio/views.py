"""The studio of one asset: its text on one side, its snippets on the other; and how one looks on each channel."""

from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from hub.assets.models import Asset
from hub.brand.models import brand
from hub.sales.models import USE_ASK
from hub.visibility import anonymous, of_user, visible_snippets

from ..cards.addresses import card_urls
from ..cards.card import SIZES
from ..models import TYPE_NAMES, Decision, Hold, Snippet, hash_of
from ..suggesting import suggest
from ..variants import channels
from .access import StudioMixin
from .deciding import entry_context
from .entries import entries
from .previews import previews
from .status import status_of
from .texts import html_of

STATES = {
    "all": gettext_lazy("All"),
    "look": gettext_lazy("To look at"),
    "proposed": gettext_lazy("Proposed"),
    "approved": gettext_lazy("Approved"),
    "rejected": gettext_lazy("Rejected"),
}


class StudioView(StudioMixin, WagtailAdminTemplateMixin, TemplateView):
    template_name = "studio/studio.html"
    header_icon = "cut"

    def get_page_title(self) -> str:
        return self.asset.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("snippets"), "label": _("Snippets")},
            {"url": "", "label": self.asset.title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        # First, for it says who may come in.
        asset = self.asset
        context = super().get_context_data(asset=asset, published=self.is_published, **kwargs)
        snippets = asset.snippets.order_by("start", "pk")
        if not self.is_published:
            return {**context, "kept": snippets.count()}
        lang = asset.locale.language_code
        text_hash = hash_of(self.document.text)
        return {
            **context,
            **entry_context(asset.pk, lang),
            "text": html_of(self.document),
            "length": len(self.document.text),
            "entries": entries(snippets),
            "status": status_of(asset, text_hash),
            "states": STATES.items(),
            "types": TYPE_NAMES.items(),
            "channels": channels(),
            "words": self._words(text_hash),
        }

    def _words(self, text_hash: str) -> dict[str, str]:
        """What the script says and sends."""
        return {
            "csrf": get_token(self.request),
            "decideUrl": reverse("studio_decide", args=[self.asset.pk]),
            "selectUrl": reverse("studio_select", args=[self.asset.pk]),
            "textHash": text_hash,
            "acceptShown": _("Accept all {n} shown"),
            "acceptPicked": _("Accept the {n} picked"),
            "lost": _("The hub could not be reached, so this was not saved. Nothing else is lost."),
            "loggedOut": _(
                "This was not saved: you are no longer logged in, or may no longer edit this. "
                "Log in again in another tab, then load this page again."
            ),
        }

    @property
    def header_buttons(self) -> list[HeaderButton]:
        edit = reverse("wagtailadmin_pages:edit", args=[self.asset.pk])
        return [HeaderButton(_("Edit the asset"), edit, icon_name="edit")]


class SuggestView(StudioMixin, View):
    """Looks for snippets anew. What was decided stays as it is."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            suggested = suggest(self.asset)
        except Asset.DoesNotExist:
            messages.error(request, _("Readers do not get this text now. Publish it first."))
        else:
            if not suggested.why_empty:
                messages.success(request, _("The text was looked through again."))
        return redirect("studio", self.asset.pk)


class ProgressView(StudioMixin, View):
    """How far the worker is, for the script that waits for it."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return JsonResponse(asdict(status_of(self.asset, hash_of(self.document.text))))


def _not_shared(snippet: Snippet) -> str:
    if snippet.decision != Decision.APPROVED or snippet.hold != Hold.HELD:
        return _("Accept it first; then it can be shared.")
    return _("For colleagues only: customers may not read the asset it is taken from.")


class PreviewsView(WagtailAdminTemplateMixin, TemplateView):
    """For whoever may edit the asset; of what is given out, for all colleagues who answer customers."""

    page_title = gettext_lazy("As it will look on each channel")
    header_icon = "view"

    def get_template_names(self) -> list[str]:
        fetched = self.request.headers.get("X-Requested-With") == "XMLHttpRequest"
        return ["studio/previews.html" if fetched else "studio/previews_page.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        snippet = get_object_or_404(self._seen(), pk=self.kwargs["pk"])
        lang = snippet.asset.locale.language_code
        is_public = visible_snippets(anonymous(), Snippet.objects.filter(pk=snippet.pk)).exists()
        return super().get_context_data(
            snippet=snippet,
            previews=previews(snippet),
            lang=lang,
            sender=brand().look(lang).name or settings.WAGTAIL_SITE_NAME,
            not_shared="" if is_public else _not_shared(snippet),
            cards=self._cards(snippet),
        )

    def _cards(self, snippet: Snippet) -> list[dict[str, Any]]:
        """What is not given out has its pictures for editors alone."""
        mine = visible_snippets(of_user(self.request.user), Snippet.objects.filter(pk=snippet.pk))
        urls = card_urls(snippet) if mine.exists() else {}
        return [
            {
                "width": size.width,
                "height": size.height,
                "url": urls.get(name) or reverse("draft_card", args=[snippet.pk, *size]),
                "filename": f"{snippet.asset.slug}-{snippet.pk}-{name}.png",
            }
            for name, size in SIZES.items()
        ]

    def _seen(self) -> Any:
        user, asset = self.request.user, self.kwargs["asset"]
        snippets = Snippet.objects.filter(asset=asset).select_related("asset__locale")
        page = get_object_or_404(Asset, pk=asset)
        if page.permissions_for_user(user).can_edit():
            return snippets
        if user.has_perm(USE_ASK):
            return visible_snippets(of_user(user), snippets)
        return snippets.none()
