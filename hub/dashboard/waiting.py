"""What waits for somebody, on the admin's first page: of what they may change, each with where it is dealt with."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from wagtail.contrib.forms.utils import get_forms_for_user
from wagtail.permissions import page_permission_policy

from hub.assets.models import Asset
from hub.delivery.models import Webhook
from hub.landing.models import Lead
from hub.snippets.models import Decision, Snippet
from hub.snippets.studio.listing import TO_LOOK_AT

NEW = timedelta(days=7)  # a lead
# Pages of which new leads are told one by one.
MOST_FORMS = 5


@dataclass(frozen=True)
class Waiting:
    count: int
    text: str
    icon: str
    url: str


def waiting(user: AbstractUser | AnonymousUser) -> list[Waiting]:
    """The most pressing first; nothing of what there is none of."""
    found = [*_webhooks(user), *_leads(user), *_snippets(user), *_assets(user)]
    return [one for one in found if one.count]


def _webhooks(user: AbstractUser | AnonymousUser) -> Iterator[Waiting]:
    if user.has_perm("delivery.change_webhook"):
        count = Webhook.objects.filter(failing_since__isnull=False, paused_because="").count()
        text = ngettext("website takes no notice", "websites take no notice", count)
        yield Waiting(count, text, "link-external", reverse("webhooks:index"))


def _leads(user: AbstractUser | AnonymousUser) -> Iterator[Waiting]:
    pages = get_forms_for_user(user).values("pk")
    rows = Lead.objects.filter(page__in=pages, submit_time__gte=timezone.now() - NEW, suspicion="")
    counted = rows.values_list("page", "page__title").annotate(count=Count("pk"))
    for pk, title, count in counted.order_by("-count", "page")[:MOST_FORMS]:
        text = ngettext("lead this week: “%s”", "leads this week: “%s”", count) % title
        yield Waiting(count, text, "form", reverse("wagtailforms:list_submissions", args=[pk]))


def _snippets(user: AbstractUser | AnonymousUser) -> Iterator[Waiting]:
    snippets = Snippet.objects.filter(asset__in=_editable(user))
    listed = reverse("snippets")
    count = snippets.filter(TO_LOOK_AT).count()
    text = ngettext("snippet’s text has changed", "snippets’ text has changed", count)
    yield Waiting(count, text, "warning", f"{listed}?state=look")
    count = snippets.filter(decision=Decision.PROPOSED).count()
    text = ngettext("snippet is proposed", "snippets are proposed", count)
    yield Waiting(count, text, "cut", f"{listed}?state=proposed")


def _assets(user: AbstractUser | AnonymousUser) -> Iterator[Waiting]:
    assets = Asset.objects.filter(pk__in=_editable(user))
    listed = reverse("assets:index")
    count = assets.filter(review_by__lt=timezone.localdate()).count()
    text = ngettext("asset’s review is overdue", "assets’ review is overdue", count)
    yield Waiting(count, text, "clipboard-list", f"{listed}?overdue=yes")
    count = assets.filter(live=True, has_unpublished_changes=True).count()
    text = ngettext(
        "published asset has a newer draft", "published assets have a newer draft", count
    )
    yield Waiting(count, text, "draft", f"{listed}?status=changed")


def _editable(user: AbstractUser | AnonymousUser):
    return page_permission_policy.instances_user_has_permission_for(user, "change").values("pk")
