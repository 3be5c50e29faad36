"""From events to deliveries: nothing lost, nothing counted twice, few messages."""

import pytest
from django.db import connection

from hub.delivery import outbox
from hub.delivery.events import content_changed, unseen_changed
from hub.delivery.models import ContentEvent, Delivery, Reason, Webhook
from hub.delivery.outbox import settle
from hub.delivery.pages import PageFacts
from hub.delivery.signing import new_secret
from hub.delivery.version import content_version
from tests import factories

pytestmark = pytest.mark.django_db

PAGE = PageFacts(12, "/en/press", "https://www.example.com/en/press", "en", "article")


@pytest.fixture
def webhook() -> Webhook:
    return Webhook.objects.create(name="Site", url="https://example.com/", secret=new_secret())


def told(webhook: Webhook) -> list[dict]:
    return [d.payload["data"] for d in Delivery.objects.filter(webhook=webhook).order_by("pk")]


def test_what_is_told(webhook):
    content_changed({"page-12", "assets"}, [PAGE], reason=Reason.PUBLISHED)
    settle()
    payload = Delivery.objects.get().payload
    assert payload["type"] == "content.changed" and payload["timestamp"].endswith("Z")
    assert payload["data"] == {
        "reasons": ["published"],
        "pages": [
            {
                "id": "12",
                "path": "/en/press",
                "url": "https://www.example.com/en/press",
                "locale": "en",
                "kind": "article",
            }
        ],
        "tags": ["any-page", "assets", "page-12"],
        "urls": ["https://www.example.com/en/press"],
    }


def test_what_happened_by_then_is_told_in_one_message(webhook):
    for number in range(200):
        page = PageFacts(number, f"/en/{number}", f"https://example.com/en/{number}", "en", "faq")
        content_changed({f"page-{number}", "assets"}, [page], reason=Reason.PUBLISHED)
    content_changed({"page-1", "assets"}, [PAGE], reason=Reason.UPDATED)
    content_changed({"page-1", "assets"}, [PAGE], reason=Reason.UPDATED)
    settle()
    (data,) = told(webhook)
    assert len(data["pages"]) == len(data["urls"]) == 201
    assert data["reasons"] == ["published", "updated"]


def test_more_than_one_message_should_name_is_told_in_several(webhook):
    pages = [
        PageFacts(n, f"/en/{n}", f"https://example.com/en/{n}", "en", "faq") for n in range(1200)
    ]
    content_changed({f"page-{page.id}" for page in pages}, pages, reason=Reason.PRIVACY)
    settle()
    found = told(webhook)
    assert [len(data["pages"]) for data in found] == [500, 500, 200]
    assert len({tag for data in found for tag in data["tags"]}) == 1201
    assert all(data["reasons"] == ["privacy"] for data in found)


def test_each_hears_what_it_wants_to(webhook):
    brand = Webhook.objects.create(name="B", url="https://b.example/", reasons=["brand"])
    content_changed({"brand"}, reason=Reason.BRAND)
    content_changed({"page-12"}, [PAGE], reason=Reason.UPDATED)
    settle()
    assert [data["reasons"] for data in told(webhook)] == [["brand", "updated"]]
    assert [(data["reasons"], data["pages"]) for data in told(brand)] == [(["brand"], [])]


def test_nobody_hears_of_what_not_everybody_sees(webhook):
    unseen_changed()
    assert settle() == 1
    assert not Delivery.objects.exists() and not ContentEvent.objects.exists()


def test_a_paused_one_hears_of_it_later(webhook):
    webhook.paused_because = "by_hand"
    webhook.save()
    content_changed({"brand"}, reason=Reason.BRAND)
    settle()
    assert len(told(webhook)) == 1


def test_the_version_stays_the_same(webhook):
    content_changed({"brand"}, reason=Reason.BRAND)
    content_changed({"brand"}, reason=Reason.BRAND)
    version = content_version()
    settle()
    assert content_version() == version and not ContentEvent.objects.exists()
    content_changed({"brand"}, reason=Reason.BRAND)
    settle()
    assert content_version() == version + 1


def test_a_worker_killed_while_it_settles_loses_nothing(webhook, monkeypatch):
    content_changed({"brand"}, reason=Reason.BRAND)
    version = content_version()

    def die(events: int) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(outbox, "count_as_settled", die)
        settle()
    assert ContentEvent.objects.count() == 1 and not Delivery.objects.exists()
    assert content_version() == version
    settle()
    assert len(told(webhook)) == 1


def test_more_than_are_settled_together_wait_for_the_next_time(webhook, monkeypatch):
    monkeypatch.setattr(outbox, "EVENTS", 2)
    for _ in range(3):
        content_changed({"brand"}, reason=Reason.BRAND)
    assert [settle(), settle(), settle()] == [2, 1, 0]


def test_saying_so_costs_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        content_changed({"brand"}, reason=Reason.BRAND)
    with django_assert_num_queries(1):
        content_version()


def test_publishing_costs_the_same_however_many_pages_there_are():
    asset = factories.asset()

    def count() -> int:
        connection.force_debug_cursor = True
        before = len(connection.queries_log)
        asset.save()
        connection.force_debug_cursor = False
        return len(connection.queries_log) - before

    first = count()
    for _ in range(5):
        factories.asset()
    assert count() == first
