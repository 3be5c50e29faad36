"""The admin's screens, from outside."""

import re

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from hub.delivery.events import content_changed
from hub.delivery.messages import message
from hub.delivery.models import Delivery, PausedBecause, Reason, Status, Webhook
from hub.delivery.outbox import settle
from hub.delivery.pages import PageFacts
from hub.delivery.signing import new_secret
from hub.sales.groups import EDITORS
from tests import factories

pytestmark = pytest.mark.django_db

PAGE = PageFacts(12, "/en/press", "https://www.example.com/en/press", "en", "article")


@pytest.fixture
def webhook(receiver) -> Webhook:
    return Webhook.objects.create(name="Site", url=receiver.url, secret=new_secret())


@pytest.fixture
def delivery(webhook) -> Delivery:
    content_changed({"page-12"}, [PAGE], reason=Reason.PUBLISHED)
    settle()
    return Delivery.objects.get()


def text(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


class TestAdding:
    def test_the_secret_is_shown_once(self, admin_client):
        fields = {"name": "Site", "url": "https://www.example.com/hook", "reasons": ["published"]}
        response = admin_client.post("/admin/webhooks/new/", fields)
        webhook = Webhook.objects.get()
        assert webhook.secret.startswith("whsec_") and webhook.secret in text(response)
        assert "no-store" in response["Cache-Control"]
        for path in ("", f"inspect/{webhook.pk}/", f"edit/{webhook.pk}/"):
            assert webhook.secret not in text(admin_client.get(f"/admin/webhooks/{path}"))

    @pytest.mark.parametrize(
        "url", ["http://example.com/", "https://10.0.0.1:22/", "https://a:b@example.com/", "hook"]
    )
    def test_what_is_no_address_is_refused_with_the_reason(self, admin_client, url):
        shown = text(admin_client.post("/admin/webhooks/new/", {"name": "Site", "url": url}))
        assert "whole address" in shown and not Webhook.objects.exists()

    def test_what_is_deleted_with_a_webhook_is_said_first(self, admin_client, webhook):
        shown = text(admin_client.get(f"/admin/webhooks/delete/{webhook.pk}/"))
        assert "log of what it was told" in shown and "referenced" not in shown

    def test_editing_leaves_the_secret(self, admin_client, webhook):
        fields = {"name": "Other", "url": webhook.url}
        admin_client.post(f"/admin/webhooks/edit/{webhook.pk}/", fields)
        changed = Webhook.objects.get()
        assert (changed.name, changed.secret, changed.reasons) == ("Other", webhook.secret, [])


class TestDoing:
    def act(self, client: Client, action: str, webhook: Webhook):
        return client.post(f"/admin/webhooks/{action}/{webhook.pk}/", follow=True)

    def test_a_test_is_sent_at_once(self, admin_client, webhook, receiver):
        assert "It was taken." in text(self.act(admin_client, "test", webhook))
        assert b'"webhook.test"' in receiver.requests[0].body

    def test_and_its_failure_shown(self, admin_client, webhook, receiver):
        receiver.answers(500, b"<script>no</script>")
        shown = text(self.act(admin_client, "test", webhook))
        assert "It was not taken." in shown and "&lt;script&gt;no" in shown

    def test_pausing_and_resuming(self, admin_client, webhook):
        assert "Paused since" in text(self.act(admin_client, "pause", webhook))
        assert Webhook.objects.get().paused_because == PausedBecause.BY_HAND
        self.act(admin_client, "resume", webhook)
        assert not Webhook.objects.get().paused_because

    def test_a_new_secret(self, admin_client, webhook):
        shown = text(self.act(admin_client, "secret", webhook))
        renewed = Webhook.objects.get()
        assert renewed.secret in shown and renewed.old_secret == webhook.secret

    def test_all_that_was_given_up_is_sent_again(self, admin_client, delivery):
        Delivery.objects.update(status=Status.GIVEN_UP)
        page = text(admin_client.get(f"/admin/webhooks/inspect/{delivery.webhook_id}/"))
        assert "given up (1)" in page
        self.act(admin_client, "again", delivery.webhook)
        assert Delivery.objects.get().status == Status.WAITING

    def test_or_one(self, admin_client, delivery):
        Delivery.objects.update(status=Status.GIVEN_UP)
        admin_client.post(f"/admin/deliveries/{delivery.pk}/again/")
        assert Delivery.objects.get().status == Status.WAITING

    @pytest.mark.parametrize("action", ["test", "pause", "resume", "secret", "again"])
    def test_not_by_following_a_link(self, admin_client, webhook, action):
        assert admin_client.get(f"/admin/webhooks/{action}/{webhook.pk}/").status_code == 405


class TestTheLog:
    def test_says_what_was_told_whom(self, admin_client, delivery):
        shown = text(admin_client.get("/admin/deliveries/"))
        assert "Published: 1 page" in shown and "Site" in shown
        shown = text(admin_client.get(f"/admin/deliveries/{delivery.pk}/"))
        assert "/en/press" in shown and delivery.message_id in shown

    def test_says_whether_shared_caches_are_told_too(self, admin_client, settings):
        assert "Webhooks alone are told" in text(admin_client.get("/admin/deliveries/"))
        backend = "wagtail.contrib.frontend_cache.backends.HTTPBackend"
        settings.WAGTAILFRONTENDCACHE = {"one": {"BACKEND": backend, "LOCATION": "http://cache"}}
        assert "Shared caches are told, too" in text(admin_client.get("/admin/deliveries/"))

    def test_narrowed_down(self, admin_client, delivery):
        found = text(admin_client.get("/admin/deliveries/?status=given_up"))
        assert "No deliveries match." in found

    def test_offers_no_way_to_write_into_it(self, admin_client, delivery):
        shown = text(admin_client.get("/admin/deliveries/"))
        assert not re.search(r"/admin/deliveries/(new|edit|delete)", shown)

    def test_of_shared_caches(self, admin_client):
        Delivery.objects.create(payload=message("content.changed", factories.timezone.now()))
        assert "Shared caches" in text(admin_client.get("/admin/deliveries/"))

    def test_costs_the_same_however_long_it_is(
        self, admin_client, delivery, django_assert_max_num_queries
    ):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        def queries() -> int:
            with CaptureQueriesContext(connection) as captured:
                admin_client.get("/admin/deliveries/")
            return len(captured)

        queries()
        before = queries()
        for _ in range(5):
            Delivery.objects.create(webhook=delivery.webhook, payload=delivery.payload)
        assert queries() == before


@pytest.mark.parametrize("path", ["/admin/webhooks/", "/admin/deliveries/"])
def test_empty_lists_say_what_they_are_for(admin_client, path):
    assert "ublish" in text(admin_client.get(path))


class TestOthers:
    @pytest.fixture
    def editor(self, client) -> Client:
        user = User.objects.create_user("ed", password="ed")
        user.groups.add(*Group.objects.filter(name=EDITORS))
        client.force_login(user)
        return client

    def test_see_nothing_of_it(self, editor, delivery):
        pk = delivery.webhook_id
        for path in (
            "webhooks/",
            "webhooks/new/",
            f"webhooks/inspect/{pk}/",
            f"webhooks/edit/{pk}/",
            "deliveries/",
            f"deliveries/{delivery.pk}/",
        ):
            response = editor.get(f"/admin/{path}")
            assert response.status_code == 302 and "example" not in response["Location"], path

    def test_and_do_nothing(self, editor, delivery):
        for action in ("test", "pause", "secret", "again"):
            editor.post(f"/admin/webhooks/{action}/{delivery.webhook_id}/")
        editor.post(f"/admin/deliveries/{delivery.pk}/again/")
        webhook = Webhook.objects.get()
        assert not webhook.paused_because and not webhook.old_secret
        assert Delivery.objects.count() == 1


class TestStopped:
    """A website that is told nothing any more is what somebody must hear of."""

    @pytest.fixture
    def stopped(self, webhook) -> Webhook:
        webhook.paused_because = PausedBecause.FAILING
        webhook.save()
        return webhook

    def test_stands_on_the_first_page(self, admin_client, stopped):
        assert "not told of changes any more" in text(admin_client.get("/admin/"))

    def test_for_administrators(self, client, stopped):
        user = User.objects.create_user("ed", password="ed")
        user.groups.add(*Group.objects.filter(name=EDITORS))
        client.force_login(user)
        assert "not told of changes" not in text(client.get("/admin/", follow=True))

    def test_one_paused_by_hand_does_not(self, admin_client, webhook):
        webhook.paused_because = PausedBecause.BY_HAND
        webhook.save()
        assert "not told of changes" not in text(admin_client.get("/admin/"))
