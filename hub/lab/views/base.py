"""What all pages of the lab share: who may see them, and the way from one to the next."""

from functools import cached_property
from typing import Any, cast

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from hub.visibility import Viewer, of_user

from ..permissions import CHANGE_WEIGHTS, JUDGE, RUN

TABS = {
    "lab_questions": _("Questions"),
    "lab_runs": _("Runs"),
    "lab_weights": _("Weights"),
}


class LabPermissionMixin(PermissionRequiredMixin):
    request: HttpRequest
    permission_required: str = JUDGE

    def handle_no_permission(self):
        raise PermissionDenied

    @property
    def user(self) -> User:
        # The admin lets nobody in who has not logged in.
        return cast(User, self.request.user)

    @cached_property
    def viewer(self) -> Viewer:
        return of_user(self.user)


class LabMixin(LabPermissionMixin, WagtailAdminTemplateMixin):
    """`tab`: which of TABS the page belongs to."""

    tab = "lab_questions"
    header_icon = "glasses"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        home = {"url": reverse_lazy("wagtailadmin_home"), "label": _("Home")}
        lab = {"url": reverse("lab_questions"), "label": _("Relevance lab")}
        return [home, lab, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            tabs=[(reverse(name), label, name == self.tab) for name, label in TABS.items()],
            may_run=self.user.has_perm(RUN),
            may_change_weights=self.user.has_perm(CHANGE_WEIGHTS),
            **kwargs,
        )
