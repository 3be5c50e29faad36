"""What editors decide in the studio: of one snippet, of many at once, and of a span of the text."""

from collections.abc import Callable, Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import View
from wagtail.admin import messages

from .. import reviewing
from ..models import Decision, Rejection, Snippet, hash_of
from ..reviewing import ReviewError
from .access import StudioMixin
from .entries import entries, seen


class Outcome(NamedTuple):
    """`snippets` are those to be shown anew; `undo` holds the fields of the form that takes it back."""

    message: str
    snippets: list[Snippet]
    undo: Mapping[str, object] | None = None


class DecidingView(StudioMixin, View):
    """Answers scripts with JSON, and forms by leading back to the studio."""

    http_method_names = ["post"]

    def decide(self) -> Outcome:
        """ReviewError where it cannot be done."""
        raise NotImplementedError

    def concerned(self) -> list[Snippet]:
        """What is to be shown as it is now where nothing could be done."""
        return []

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        problem = ""
        try:
            outcome = self.decide()
        except ReviewError as error:
            problem = str(error)
            outcome = Outcome("", self.concerned())
        if request.accepts("text/html"):
            tell = messages.error if problem else messages.success
            tell(request, problem or outcome.message)
            return redirect(f"{reverse('studio', args=[pk])}#{_anchor(outcome.snippets)}")
        answer = {
            "message": outcome.message,
            "problem": problem,
            "entries": self._rendered(outcome.snippets),
            "undo": urlencode(outcome.undo, doseq=True) if outcome.undo else "",
        }
        return JsonResponse(answer, status=409 if problem else 200)

    def _rendered(self, snippets: list[Snippet]) -> dict[int, str]:
        """By id; in the order of the text."""
        context = entry_context(self.asset.pk, self.asset.locale.language_code)
        return {
            entry.snippet.pk: render_to_string(
                "studio/entry.html", {**context, "entry": entry}, self.request
            )
            for entry in entries(snippets)
        }


def _anchor(snippets: list[Snippet]) -> str:
    return f"snippet-{snippets[0].pk}" if snippets else ""


def entry_context(asset: int, lang: str) -> dict[str, object]:
    """What `studio/entry.html` needs beside the entry."""
    return {
        "lang": lang,
        "decide_url": reverse("studio_decide", args=[asset]),
        "rejections": Rejection.choices,
    }


class DecideView(DecidingView):
    """`snippet` and `seen`, once or more: ids, and what was seen of each (`entries.seen`)."""

    def decide(self) -> Outcome:
        action = _ACTIONS.get(self.request.POST.get("action", ""))
        sent = self._sent
        snippets = self.concerned()
        if action is None or not snippets:
            raise ReviewError(
                _("Nothing was chosen, or it is no longer there. Load the page again.")
            )
        if any(sent[snippet.pk] != seen(snippet) for snippet in snippets):
            raise ReviewError(
                _("Somebody changed this meanwhile. Look at it as it is now, and decide again.")
            )
        return action(self, snippets)

    def concerned(self) -> list[Snippet]:
        sent = self._sent
        return [each for each in self.asset.snippets.order_by("start", "pk") if each.pk in sent]

    @property
    def _sent(self) -> dict[int, str]:
        posted = self.request.POST
        pairs = zip(posted.getlist("snippet"), posted.getlist("seen"), strict=False)
        return {int(pk): told for pk, told in pairs if pk.isascii() and pk.isdigit()}

    def accept(self, snippets: list[Snippet]) -> Outcome:
        if len(snippets) == 1:
            reviewing.accept(snippets[0], self.user)
        else:
            reviewing.accept_all(snippets, self.user)
        count = len(snippets)
        message = ngettext("Accepted.", "%(n)d accepted.", count) % {"n": count}
        return self._done(message, snippets, "undo")

    def reject(self, snippets: list[Snippet]) -> Outcome:
        posted = self.request.POST
        for snippet in snippets:
            reviewing.reject(snippet, self.user, posted.get("reason", ""), posted.get("note", ""))
        return self._done(_("Rejected. It will not be proposed again."), snippets, "undo")

    def undo(self, snippets: list[Snippet]) -> Outcome:
        was_approved = all(snippet.decision == Decision.APPROVED for snippet in snippets)
        for snippet in snippets:
            reviewing.undo(snippet, self.user)
        back = "accept" if was_approved else None
        return self._done(_("Taken back: it is to be decided again."), snippets, back)

    def pin(self, snippets: list[Snippet]) -> Outcome:
        for snippet in snippets:
            reviewing.pin(snippet, True)
        return self._done(_("Pinned: it is given out first."), snippets, "unpin")

    def unpin(self, snippets: list[Snippet]) -> Outcome:
        for snippet in snippets:
            reviewing.pin(snippet, False)
        return self._done(_("No longer pinned."), snippets, "pin")

    def take(self, snippets: list[Snippet]) -> Outcome:
        for snippet in snippets:
            reviewing.take_successor(snippet, self.user)
        return self._done(_("The new wording is taken over."), snippets)

    def trim(self, snippets: list[Snippet]) -> Outcome:
        [snippet] = snippets[:1]
        before = {"start": snippet.start, "end": snippet.end}
        reviewing.trim(snippet, *span(self.request), self.user)
        return self._done(_("Trimmed."), [snippet], "trim", **before)

    def _done(
        self, message: str, snippets: list[Snippet], undo: str | None = None, **fields: int
    ) -> Outcome:
        fresh = list(self.asset.snippets.filter(pk__in=[snippet.pk for snippet in snippets]))
        if undo is None:
            return Outcome(message, fresh)
        named: dict[str, object] = {
            "action": undo,
            "snippet": [snippet.pk for snippet in fresh],
            "seen": [seen(snippet) for snippet in fresh],
        }
        return Outcome(message, fresh, {**named, **fields})


_ACTIONS: dict[str, Callable[[DecideView, list[Snippet]], Outcome]] = {
    "accept": DecideView.accept,
    "reject": DecideView.reject,
    "undo": DecideView.undo,
    "pin": DecideView.pin,
    "unpin": DecideView.unpin,
    "take": DecideView.take,
    "trim": DecideView.trim,
}


class SelectView(DecidingView):
    """A span of the text becomes a snippet; `text` is the hash of the text that it was selected in."""

    def decide(self) -> Outcome:
        if self.request.POST.get("text") != hash_of(self.document.text):
            raise ReviewError(
                _("The text was edited meanwhile. Load the page again, and select it there.")
            )
        made = reviewing.select(self.asset, *span(self.request), self.user)
        message = _("Made, and accepted: it stands in the list.")
        return Outcome(message, [made])


def span(request: HttpRequest) -> tuple[int, int]:
    """ReviewError where none was sent."""
    try:
        return int(request.POST["start"]), int(request.POST["end"])
    except (KeyError, ValueError):
        raise ReviewError(_("That is no span of the text.")) from None
