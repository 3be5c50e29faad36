"""The admin's first page says what waits for whoever looks at it, and nothing of what they may not change."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.utils import timezone

from hub.delivery.models import Webhook
from hub.landing.models import LandingPage, Lead, Suspicion
from hub.sales.groups import EDITORS
from hub.snippets.models import Decision
from tests import factories

pytestmark = pytest.mark.django_db
NOTHING = "Nothing at present."


@pytest.fixture
def editor(client):
    user = User.objects.create_user("ed")
    user.groups.add(Group.objects.get(name=EDITORS))
    client.force_login(user)
    return client


def told(client) -> str:
    return " ".join(client.get("/admin/").content.decode().split())


def landing_page() -> LandingPage:
    return factories.home().add_child(
        instance=LandingPage(title="Spring", slug="spring", locale=factories.locale())
    )


def lead(page: LandingPage, nonce: str, **fields) -> Lead:
    return Lead.objects.create(page=page, form_data={}, nonce=nonce, **fields)


def test_where_nothing_waits_it_says_so(editor):
    assert NOTHING in told(editor)


def test_snippets_to_review(editor):
    factories.snippet(factories.asset(), "A press is late.", decision=Decision.PROPOSED)
    page = told(editor)
    assert "?state=proposed" in page and "snippet is proposed" in page
    assert NOTHING not in page


def test_reviews_that_are_overdue(editor):
    factories.asset(review_by=timezone.localdate() - timedelta(days=1))
    factories.asset(review_by=timezone.localdate())
    assert "<b>1</b> <span>asset’s review is overdue" in told(editor)


def test_drafts_that_are_newer_than_what_is_published(editor):
    asset = factories.asset()
    asset.save_revision()
    assert "published asset has a newer draft" in told(editor)


def test_new_leads_of_each_page_without_old_ones_and_robots(editor):
    page = landing_page()
    for nonce in ("a", "b"):
        lead(page, nonce)
    lead(page, "c", suspicion=Suspicion.TRAP)
    old = lead(page, "d")
    Lead.objects.filter(pk=old.pk).update(submit_time=timezone.now() - timedelta(days=8))
    first = told(editor)
    assert "<b>2</b> <span>leads this week: “Spring”" in first
    assert f"/admin/forms/submissions/{page.pk}/" in first


def test_websites_that_do_not_answer_are_for_administrators(editor, admin_user):
    Webhook.objects.create(name="Site", url="https://example.com", failing_since=timezone.now())
    assert "website takes no notice" not in told(editor)
    editor.force_login(admin_user)
    assert "website takes no notice" in told(editor)


def test_somebody_without_pages_is_told_nothing_of_them(client):
    factories.snippet(factories.asset(), "A press is late.", decision=Decision.PROPOSED)
    user = User.objects.create_user("guest")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    page = told(client)
    assert NOTHING in page and "published asset" not in page


def test_what_there_is_is_counted_as_editors_know_it(editor):
    factories.asset()
    landing_page()
    page = told(editor)
    assert "1 published asset<" in page and "1 landing page<" in page
