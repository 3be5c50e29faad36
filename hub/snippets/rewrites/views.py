"""A snippet in other words, channel by channel, beside what it was made of."""

from dataclasses import dataclass, replace
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from hub.taxonomy.models import Channel

from ..counting import count
from ..faithfulness import strangers
from ..models import Rewrite, Snippet, hash_of
from ..reviewing import may_review
from ..rewriting import RewriteError, approve, discard, is_on, rewrite
from ..variants import ChannelFacts, Piece, Variant, channels, piece_of, refusal, variant


@dataclass(frozen=True)
class Row:
    """A channel that the snippet is too long for, or has been rewritten for. `added`: what the draft says and the
    snippet does not; `seen` names the draft that is shown."""

    channel: ChannelFacts
    without: Variant
    refusal: str
    draft: Rewrite | None
    length: int
    added: tuple[str, ...]
    is_void: bool
    seen: str


def rows(snippet: Snippet) -> list[Row]:
    piece = replace(piece_of(snippet), rewrites={})
    drafts = {draft.channel.slug: draft for draft in snippet.rewrites.select_related("channel")}
    made = [_row(snippet, piece, channel, drafts.get(channel.slug)) for channel in channels()]
    return [row for row in made if row.draft or row.without.cut or row.refusal]


def _row(snippet: Snippet, piece: Piece, channel: ChannelFacts, draft: Rewrite | None) -> Row:
    without = variant(piece, channel)
    text = draft.text if draft else ""
    return Row(
        channel=channel,
        without=without,
        refusal=refusal(without, channel),
        draft=draft,
        length=count(text, channel.counting),
        added=strangers(text, snippet.text),
        is_void=draft is not None and draft.source_hash != snippet.text_hash,
        seen=hash_of(text),
    )


class RewritesView(WagtailAdminTemplateMixin, TemplateView):
    """For whoever may edit the asset, where a language model is set up."""

    template_name = "rewrites/rewrites.html"
    page_title = gettext_lazy("In other words")
    header_icon = "edit"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not is_on():
            raise Http404
        snippets = Snippet.objects.filter(asset=kwargs["asset"]).select_related("asset__locale")
        self.snippet = get_object_or_404(snippets, pk=kwargs["pk"])
        if not may_review(self.snippet.asset, request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        asset = self.snippet.asset
        return [
            *self.breadcrumbs_items,
            {"url": reverse("studio", args=[asset.pk]), "label": asset.title},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            snippet=self.snippet,
            lang=self.snippet.asset.locale.language_code,
            rows=rows(self.snippet),
            model=settings.SNIPPET_REWRITE_MODEL,
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        channel = Channel.objects.filter(slug=request.POST.get("channel", "")).first()
        action = _ACTIONS.get(request.POST.get("action", ""))
        try:
            if not channel or not action:
                raise RewriteError(_("Nothing was chosen. Load the page again."))
            messages.success(request, action(self, channel))
        except RewriteError as error:
            messages.error(request, str(error))
        anchor = f"#on-{channel.slug}" if channel else ""
        return redirect(request.path + anchor)

    @property
    def _user(self) -> User:
        # The admin lets nobody in who has not logged in.
        return cast(User, self.request.user)

    def _make(self, channel: Channel) -> str:
        rewrite(self.snippet, channel, self._user)
        return _("There is a draft. Compare it with the snippet before you approve it.")

    def _approve(self, channel: Channel) -> str:
        approve(self._seen(channel), self._user)
        return _("Approved: on %s this text stands for the snippet.") % channel

    def _discard(self, channel: Channel) -> str:
        discard(self._seen(channel))
        return _("Thrown away.")

    def _seen(self, channel: Channel) -> Rewrite:
        """The draft, if it is the one that the editor saw."""
        draft = self.snippet.rewrites.filter(channel=channel).first()
        if not draft or hash_of(draft.text) != self.request.POST.get("seen"):
            raise RewriteError(_("There is another text by now. Look at it first."))
        return draft


_ACTIONS = {
    "make": RewritesView._make,
    "approve": RewritesView._approve,
    "discard": RewritesView._discard,
}
