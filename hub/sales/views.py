"""Asking the pool a question, and reading what it answers with."""

import logging
from dataclasses import dataclass

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.home import HomeView
from wagtail.permissions import page_permission_policy

from hub.assets.documents import without_facets
from hub.assets.models import Asset
from hub.lab.judging import feedback
from hub.taxonomy.vocabulary import Vocabulary, vocabulary
from hub.visibility import Viewer, of_user, visible, visible_snippets
from search.matches import Answer, Outcome
from search.retrieval import BadQuestion, Request, ask
from search.understanding import Use

from .cards import cards
from .chips import chips, kept, notes, uses
from .excerpts import section_block
from .forms import ALL, FIRST, MORE, AskForm
from .models import USE_ASK

log = logging.getLogger(__name__)

EXAMPLES = {
    "en": [
        "Which customers cut unplanned downtime, and by how much?",
        "A CFO asks how soon it pays back",
        "Has a food producer sped up a recall?",
    ],
    "zh-hans": [
        "有没有汽车零部件客户减少停机的案例？",
        "财务总监想知道多久能回本",
        "药厂怎样缩短批次放行的时间？",
    ],
}


class AskPermissionMixin(PermissionRequiredMixin):
    permission_required = USE_ASK

    def handle_no_permission(self):
        raise PermissionDenied


class AskView(AskPermissionMixin, WagtailAdminTemplateMixin, TemplateView):
    """A question in the address (so that an answer can be linked to), and the answer to it."""

    template_name = "sales/ask.html"
    page_title = _("Ask")
    header_icon = "comment"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if not self.request.GET.get("q", "").strip():
            context["form"] = AskForm(self.request.GET)
            context["blank"] = True
            context["pool_size"] = visible(of_user(self.request.user), Asset.objects.all()).count()
            context["examples"] = EXAMPLES
            return context
        return {**context, **self._answered()}

    def _answered(self) -> dict:
        params = self.request.GET
        form = AskForm(params)
        if not form.is_valid():
            return {"form": form, "problem": " ".join(_messages(form))}
        words = vocabulary()
        viewer = of_user(self.request.user)
        first = MORE if "more" in params else FIRST
        question = form.cleaned_data["q"]
        request = Request(
            question, viewer, form.filters(), first, now=viewer.now, uses=uses(params)
        )
        reply = _ask(request)
        understood = reply.answer.understood if reply.answer else ()
        answer = reply.answer and _shown(reply.answer, viewer, words)
        return {
            "form": form,
            "problem": reply.problem,
            "chips": chips(params, understood, words),
            "kept": kept(params),
            "notes": notes(understood),
            "answer": answer,
            "feedback": answer and feedback(self.request.user, question, _assets(answer)),
            "narrowed": bool(form.cleaned_data["lang"])
            or any(one.use == Use.FILTER for one in understood),
            "all_kinds_query": _with(params, kind=ALL) if form.cleaned_data["kind"] != ALL else "",
            "more_query": _with(params, more="1") if reply.has_more(first) and first < MORE else "",
        }


def _with(params, **changes: str) -> str:
    params = params.copy()
    for name, value in changes.items():
        params[name] = value
    return params.urlencode()


def _messages(form: AskForm) -> list[str]:
    return [str(message) for messages in form.errors.values() for message in messages]


@dataclass(frozen=True)
class _Reply:
    answer: Answer | None = None
    problem: str = ""

    def has_more(self, first: int) -> bool:
        return self.answer is not None and len(self.answer.matches) == first


def _ask(request: Request) -> _Reply:
    try:
        return _Reply(ask(request))
    except BadQuestion as error:
        return _Reply(problem=str(error))
    except Exception:
        # Someone on the phone with a customer gets a sentence; the log gets the rest.
        log.exception("ask failed")
        return _Reply(
            problem=gettext(
                "The pool cannot be searched just now. Try again in a minute; if it stays so, "
                "tell an administrator, who will find the reason in the log."
            )
        )


def _shown(answer: Answer, viewer: Viewer, words: Vocabulary) -> dict:
    return {
        "matched": answer.outcome == Outcome.MATCHED,
        "matches": cards(answer.matches, viewer, words),
        "nearest": cards(answer.nearest, viewer, words),
        "degraded": answer.degraded,
    }


def _assets(answer: dict) -> list[int]:
    return [card.asset.pk for card in [*answer["matches"], *answer["nearest"]]]


class ReadView(AskPermissionMixin, WagtailAdminTemplateMixin, TemplateView):
    """An asset to be read by a colleague who need have no permission on pages."""

    template_name = "sales/read.html"

    def get_context_data(self, **kwargs):
        wanted = Asset.objects.filter(pk=self.kwargs["pk"])
        asset = visible(of_user(self.request.user), wanted).first()
        if asset is None:
            raise Http404
        page = asset.specific
        self.page_title = page.title
        context = super().get_context_data(**kwargs)
        context["page"] = page
        context["edit_url"] = self._edit_url(page)
        context["snippets"] = visible_snippets(of_user(self.request.user), page.snippets.all())
        context.update(self._evidence(page))
        return context

    def _edit_url(self, page: Asset) -> str:
        if page.permissions_for_user(self.request.user).can_edit():
            return reverse("wagtailadmin_pages:edit", args=[page.pk])
        return ""

    def _evidence(self, page: Asset) -> dict[str, str]:
        """The passage that the address points at; nothing where it points at none."""
        try:
            start, end = (int(self.request.GET.get(name, "")) for name in ("start", "end"))
        except ValueError:
            return {}
        document = without_facets(page)
        if not 0 <= start < end <= len(document.text):
            return {}
        return {
            "evidence": document.text[start:end],
            "evidence_block": section_block(document, start),
        }


@require_admin_access
def home(request: HttpRequest) -> HttpResponse:
    """The dashboard; straight to the Ask page for those to whom it would have nothing to show."""
    user = request.user
    edits = page_permission_policy.user_has_any_permission(user, {"add", "change", "publish"})
    if user.has_perm(USE_ASK) and not edits:
        return redirect("sales_ask")
    return HomeView.as_view()(request)
