"""The admin's screens: webhooks, each with what became of what it was told, and the log of all deliveries."""

import json
from typing import Any
from urllib.parse import urlsplit

import django_filters
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views.generic import CreateView, DeleteView, IndexView, InspectView
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button

from . import caches, deliveries
from .forms import NewWebhookForm, WebhookForm
from .models import Delivery, Outcome, PausedBecause, Status, Webhook
from .wording import about, names_of, receiver, state_of

LATEST = 10


class NewWebhookView(CreateView):
    def save_action(self) -> HttpResponse:
        return secret_shown(self.request, self.object, _("Webhook added"))


def secret_shown(request: HttpRequest, webhook: Webhook, title: str) -> HttpResponse:
    """In the answer itself: a redirect would have to keep the secret somewhere."""
    return TemplateResponse(
        request,
        "delivery/secret.html",
        {
            "webhook": webhook,
            "secret": webhook.secret,
            "label": _("Secret"),
            "page_title": title,
            "header_icon": "link-external",
            "next_url": reverse("webhooks:inspect", args=[webhook.pk]),
        },
    )


class WebhooksView(IndexView):
    default_ordering = "name"

    def get_edit_url(self, instance: Webhook) -> str:
        return reverse("webhooks:inspect", args=[instance.pk])

    @property
    def header_more_buttons(self) -> list:
        log = Button(_("All deliveries"), url=reverse("deliveries:index"), icon_name="list-ul")
        return [*super().header_more_buttons, log]


class DeleteWebhookView(DeleteView):
    confirmation_message = gettext_lazy(
        "The website is told nothing from then on, and the log of what it was told is deleted, too. To stop for a "
        "while, pause it instead."
    )


class WebhookView(InspectView):
    page_title = gettext_lazy("Webhook")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        of_webhook = Delivery.objects.filter(webhook=self.object)
        return super().get_context_data(
            reasons=names_of(self.object.reasons),
            latest=[(d, about(d)) for d in of_webhook[:LATEST]],
            waiting=of_webhook.filter(status=Status.WAITING).count(),
            given_up=of_webhook.filter(status=Status.GIVEN_UP).count(),
            may_change=self.user_has_permission("change"),
            log_url=f"{reverse('deliveries:index')}?webhook={self.object.pk}",
            **kwargs,
        )


class ActionView(PermissionCheckedMixin, View):
    """Done with a webhook by whoever may change it."""

    http_method_names = ["post"]
    model = Webhook
    permission_required = "change"

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        webhook = get_object_or_404(Webhook, pk=pk)
        return self.act(webhook) or redirect("webhooks:inspect", pk)

    def act(self, webhook: Webhook) -> HttpResponse | None:
        raise NotImplementedError


class TestView(ActionView):
    def act(self, webhook: Webhook) -> HttpResponse:
        delivery = deliveries.make_test(webhook)
        result = deliveries.attempt(delivery)
        if result and result.outcome == Outcome.DELIVERED:
            messages.success(self.request, _("It was taken."))
        else:
            messages.error(self.request, _("It was not taken. What came of it stands below."))
        return redirect("deliveries:inspect", delivery.pk)


class PauseView(ActionView):
    def act(self, webhook: Webhook) -> None:
        deliveries.pause(webhook, PausedBecause.BY_HAND)
        webhook.save()
        messages.success(self.request, _("Paused. What is to be told meanwhile waits."))


class ResumeView(ActionView):
    def act(self, webhook: Webhook) -> None:
        deliveries.resume(webhook)
        webhook.save()
        messages.success(self.request, _("Resumed. What has waited is told now."))


class NewSecretView(ActionView):
    def act(self, webhook: Webhook) -> HttpResponse:
        deliveries.renew_secret(webhook)
        return secret_shown(self.request, webhook, _("New secret"))


class SendAllAgainView(ActionView):
    def act(self, webhook: Webhook) -> None:
        given_up = Delivery.objects.filter(webhook=webhook, status=Status.GIVEN_UP)
        count = deliveries.send_again(given_up)
        messages.success(self.request, _("Sent again: %(count)d.") % {"count": count})


class WebhookViewSet(ModelViewSet):
    model = Webhook
    name = "webhooks"
    icon = "link-external"
    menu_label = gettext_lazy("Webhooks")
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = WebhooksView
    add_view_class = NewWebhookView
    delete_view_class = DeleteWebhookView
    inspect_view_class = WebhookView
    inspect_template_name = "delivery/webhook.html"
    index_results_template_name = "delivery/webhooks_results.html"
    list_display = [
        "name",
        Column(
            "host", label=gettext_lazy("Address"), accessor=lambda hook: urlsplit(hook.url).netloc
        ),
        StatusTagColumn(
            "state",
            label=gettext_lazy("State"),
            accessor=state_of,
            primary=lambda hook: not hook.paused_because and not hook.failing_since,
        ),
        DateColumn("created_at", label=gettext_lazy("Added")),
    ]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(usage_url_name=None, **kwargs)

    def get_form_class(self, for_update: bool = False) -> type[WebhookForm]:
        return WebhookForm if for_update else NewWebhookForm

    @property
    def add_view(self):
        return never_cache(super().add_view)

    def get_urlpatterns(self) -> list:
        actions = {
            "test": TestView,
            "pause": PauseView,
            "resume": ResumeView,
            "secret": NewSecretView,
            "again": SendAllAgainView,
        }
        return [
            *super().get_urlpatterns(),
            *(
                path(f"{name}/<int:pk>/", never_cache(view.as_view()), name=name)
                for name, view in actions.items()
            ),
        ]


# ---- deliveries


class DeliveryFilterSet(WagtailFilterSet):
    webhook = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Webhook"), queryset=lambda request: Webhook.objects.all()
    )

    class Meta:
        model = Delivery
        fields = ["status", "webhook"]


class DeliveriesView(IndexView):
    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        home, *here = super().get_breadcrumbs_items()
        return [home, {"url": reverse("webhooks:index"), "label": _("Webhooks")}, *here]

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("webhook")

    def get_edit_url(self, instance: Delivery) -> str:
        return reverse("deliveries:inspect", args=[instance.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(shared_caches=caches.configured(), **kwargs)


class DeliveryView(InspectView):
    page_title = gettext_lazy("Delivery")

    def get_page_subtitle(self) -> str:
        return about(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            receiver=receiver(self.object),
            payload=json.dumps(self.object.payload, ensure_ascii=False, indent=2),
            may_change=self.request.user.has_perm("delivery.change_webhook"),
            **kwargs,
        )


class SendAgainView(ActionView):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        get_object_or_404(Delivery, pk=pk)
        deliveries.send_again(Delivery.objects.filter(pk=pk))
        messages.success(request, _("It is sent again by the worker."))
        return redirect("deliveries:inspect", pk)


class DeliveryViewSet(ModelViewSet):
    """A log: what is in it, the worker writes."""

    model = Delivery
    name = "deliveries"
    icon = "list-ul"
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = DeliveriesView
    inspect_view_class = DeliveryView
    inspect_template_name = "delivery/delivery.html"
    index_results_template_name = "delivery/deliveries_results.html"
    filterset_class = DeliveryFilterSet
    form_fields: list[str] = []
    list_per_page = 50
    list_display = [
        TitleColumn(
            "about",
            label=gettext_lazy("What is told"),
            accessor=about,
            get_url=lambda delivery: reverse("deliveries:inspect", args=[delivery.pk]),
        ),
        Column("receiver", label=gettext_lazy("Receiver"), accessor=receiver),
        Column("get_status_display", label=gettext_lazy("State")),
        Column("get_outcome_display", label=gettext_lazy("Last attempt")),
        Column("attempts", label=gettext_lazy("Attempts")),
        DateColumn("created_at", label=gettext_lazy("Happened")),
    ]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        nothing = {"add_url_name": None, "edit_url_name": None, "delete_url_name": None}
        return super().get_common_view_kwargs(**nothing, **kwargs)

    def get_urlpatterns(self) -> list:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("<int:pk>/", self.inspect_view, name="inspect"),
            path("<int:pk>/again/", SendAgainView.as_view(), name="again"),
        ]


viewsets = [WebhookViewSet(), DeliveryViewSet()]
