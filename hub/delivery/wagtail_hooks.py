from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component

from .admin import viewsets
from .models import PausedBecause, Webhook


@hooks.register("register_admin_viewset")
def delivery_viewsets():
    return viewsets


class PausedPanel(Component):
    """On the admin's first page: what stopped by itself, for whoever can set it going again."""

    template_name = "delivery/paused.html"
    order = 90

    def __init__(self, webhooks: list[Webhook]) -> None:
        self.webhooks = webhooks

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"webhooks": self.webhooks}


@hooks.register("construct_homepage_panels")
def say_what_stopped(request: HttpRequest, panels: list[Component]) -> None:
    if request.user.has_perm("delivery.change_webhook"):
        by_itself = [PausedBecause.FAILING, PausedBecause.GONE]
        if stopped := list(Webhook.objects.filter(paused_because__in=by_itself)):
            panels.append(PausedPanel(stopped))
