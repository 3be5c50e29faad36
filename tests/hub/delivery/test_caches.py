"""Shared caches: what they are asked, each in its own way, and what happens when they do not answer."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from hub.delivery import caches
from hub.delivery.courier import Courier
from hub.delivery.deliveries import attempt, due
from hub.delivery.events import content_changed
from hub.delivery.models import Delivery, Outcome, Reason, Status, Webhook
from hub.delivery.outbox import AGAIN, settle
from hub.delivery.pages import PageFacts
from hub.delivery.signing import new_secret
from hub.settings.frontend_cache import frontend_caches

pytestmark = pytest.mark.django_db

URL = "https://www.example.com/en/press?a=1"
PAGE = PageFacts(12, "/en/press", "https://www.example.com/en/press", "en", "article")


@pytest.fixture
def cache(receiver, settings):
    location = receiver.url.removesuffix("/hook")
    settings.WAGTAILFRONTENDCACHE = frontend_caches([location])
    return receiver


class TestHttp:
    def test_addresses_and_tags(self, cache):
        caches.purge([URL], ["page-12", "assets"])
        of_url, of_tags = cache.requests
        assert (of_url.method, of_url.path) == ("PURGE", "/en/press?a=1")
        assert of_url.headers["host"] == "www.example.com"
        assert (of_tags.method, of_tags.headers["surrogate-key"]) == ("PURGE", "page-12 assets")

    def test_many_tags_in_several_requests(self, cache):
        tags = [f"page-{number}" for number in range(250)]
        caches.purge([], tags)
        asked = [request.headers["surrogate-key"].split() for request in cache.requests]
        assert [len(some) for some in asked] == [100, 100, 50]
        assert [tag for some in asked for tag in some] == tags


@pytest.mark.parametrize(
    ("address", "path", "header", "value"),
    [
        ("cloudflare://t0ken@z0ne", "/zones/z0ne/purge_cache", "authorization", "Bearer t0ken"),
        (
            "fastly://t0ken@SU1Z0isxPaozGVKXdv0eY",
            "/service/SU1Z0isxPaozGVKXdv0eY/purge",
            "fastly-key",
            "t0ken",
        ),
    ],
)
def test_services(receiver, settings, address, path, header, value):
    (configuration,) = frontend_caches([address]).values()
    configuration["LOCATION"] = receiver.url.removesuffix("/hook")
    settings.WAGTAILFRONTENDCACHE = {"cache": configuration}
    caches.purge([URL], ["page-12", "assets"])
    request = receiver.requests[-1]
    assert (request.method, request.path, request.headers[header]) == ("POST", path, value)
    named = request.body.decode() + request.headers.get("surrogate-key", "")
    assert "page-12" in named and "assets" in named


@pytest.mark.parametrize(
    "address", ["varnish", "ftp://x", "cloudflare://zone", "fastly://@service", "http://", ""]
)
def test_what_names_no_cache_is_refused(address):
    with pytest.raises(ImproperlyConfigured, match="FRONTEND_CACHE"):
        frontend_caches([address])


class TestTelling:
    def test_they_are_told_before_the_websites(self, cache):
        Webhook.objects.create(name="Site", url=cache.url, secret=new_secret())
        content_changed({"page-12"}, [PAGE], reason=Reason.UPDATED)
        courier = Courier()
        courier.busy = _everything()
        courier.poll()
        assert {request.method for request in cache.requests} == {"PURGE"}
        assert Delivery.objects.filter(webhook=None).earliest("pk").status == Status.DELIVERED

    def test_a_while_later_they_are_told_again(self, cache):
        content_changed({"page-12"}, [PAGE], reason=Reason.UPDATED)
        settle()
        first, second = Delivery.objects.order_by("pk")
        assert first.payload["data"] == second.payload["data"]
        assert second.next_attempt_at - first.next_attempt_at >= AGAIN
        assert [delivery.pk for delivery in due()] == [first.pk]

    def test_without_any_nothing_is_noted(self, settings):
        settings.WAGTAILFRONTENDCACHE = {}
        content_changed({"page-12"}, [PAGE], reason=Reason.UPDATED)
        settle()
        assert not Delivery.objects.exists()

    @pytest.mark.parametrize("status", [401, 405, 500])
    def test_one_that_refuses_is_asked_again(self, cache, status):
        cache.answers(status)
        content_changed({"page-12"}, [PAGE], reason=Reason.UPDATED)
        settle()
        delivery = due().get()
        attempt(delivery)
        assert (delivery.status, delivery.response_status) == (Status.WAITING, status)
        assert delivery.outcome == Outcome.UNREACHABLE and "http" not in delivery.response_text


def _everything() -> set[int]:
    """Each receiver is being told already."""

    class Everything(set):
        def __contains__(self, item: object) -> bool:
            return True

    return Everything()
