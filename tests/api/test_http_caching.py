"""What answers tell browsers and shared caches: how long they hold, what they are made of, whether they changed."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from hub.delivery import tags
from tests import factories

pytestmark = pytest.mark.django_db

HELLO = "{ assets { totalCount } }"


def get(query=HELLO, key="", **headers):
    if key:
        headers["Authorization"] = f"Bearer {key}"
    return Client().get("/graphql/", {"query": query}, headers=headers)


def names(response):
    return set(response["Surrogate-Key"].split())


def ages(response):
    parts = (part.split("=") for part in response["Cache-Control"].split(", ") if "=" in part)
    return {name: int(seconds) for name, seconds in parts}


class TestHowLong:
    def test_what_anybody_may_see_may_be_kept(self):
        assert get()["Cache-Control"] == (
            "public, max-age=60, s-maxage=60, stale-while-revalidate=60, stale-if-error=3600"
        )

    def test_as_the_settings_say(self, settings):
        settings.GRAPHQL_MAX_AGE, settings.GRAPHQL_SHARED_MAX_AGE = 5, 86_400
        settings.GRAPHQL_STALE_WHILE_REVALIDATE = settings.GRAPHQL_STALE_IF_ERROR = 0
        assert get()["Cache-Control"] == "public, max-age=5, s-maxage=86400"

    def test_never_beyond_the_next_expiry(self):
        factories.asset(expire_at=timezone.now() + timedelta(seconds=90))
        told = ages(get())
        assert (told["max-age"], told["s-maxage"]) == (60, 60)
        assert 25 <= told["stale-while-revalidate"] == told["stale-if-error"] <= 30

    def test_not_at_all_where_that_is_now(self):
        factories.asset(expire_at=timezone.now() + timedelta(seconds=0.9))
        assert get()["Cache-Control"] == "public, max-age=0, s-maxage=0"

    def test_what_a_key_opens_is_nobody_elses(self):
        response = get(key=factories.viewer_key("sales"))
        assert response["Cache-Control"] == "private, no-cache"
        assert response["ETag"]

    def test_answers_to_post_are_not_kept(self, post):
        response = post(HELLO)
        assert response["Cache-Control"] == "no-store"
        assert "ETag" not in response

    @pytest.mark.parametrize(
        "query", ["{", "{ nothing }", "", "{ assets(first: -1) { totalCount } }"]
    )
    def test_errors_are_not_kept(self, query):
        response = get(query)
        assert response["Cache-Control"] == "no-store"
        assert "ETag" not in response
        assert "Surrogate-Key" not in response

    def test_no_cookie_is_asked_for_or_set(self):
        response = get()
        assert "Cookie" not in response["Vary"]
        assert not response.cookies

    def test_it_varies_by_all_that_it_depends_on(self):
        assert {"Authorization", "Accept", "X-Preview-Token"} <= set(get()["Vary"].split(", "))


class TestWhetherItChanged:
    def test_who_has_it_already_gets_none(self):
        etag = get()["ETag"]
        again = get(**{"If-None-Match": etag})
        assert (again.status_code, again.content) == (304, b"")
        assert again["ETag"] == etag
        assert again["Cache-Control"].startswith("public")
        assert names(again) == {tags.ASSETS}

    def test_who_has_another_gets_it(self):
        etag = get()["ETag"]
        factories.asset()
        changed = get(**{"If-None-Match": etag})
        assert changed.status_code == 200
        assert changed["ETag"] != etag

    def test_the_tag_is_strong(self):
        assert get()["ETag"].startswith('"')

    @pytest.mark.parametrize("wording", ["W/{}", '"other", {}', 'W/"other",W/{} , "x"', "*"])
    def test_tags_are_compared_as_caches_write_them(self, wording):
        etag = get()["ETag"]
        assert get(**{"If-None-Match": wording.format(etag)}).status_code == 304

    @pytest.mark.parametrize("wording", ["", "x", '"', '"x', "W/", "\\", '""' * 500])
    def test_what_is_no_tag_is_none(self, wording):
        assert get(**{"If-None-Match": wording}).status_code == 200

    def test_what_a_key_opens_has_a_tag_of_its_own(self):
        factories.asset(audience="internal")
        etag = get(key=factories.viewer_key("sales"))["ETag"]
        assert get(**{"If-None-Match": etag}).status_code == 200

    def test_errors_are_never_the_same(self):
        assert get("{", **{"If-None-Match": "*"}).status_code == 400


class TestWhatItIsMadeOf:
    def test_is_named_for_each_kind_of_cache(self):
        asset = factories.asset()
        response = get("{ assets { nodes { title } } }")
        assert names(response) == {tags.ASSETS, tags.of_page(asset.pk)}
        assert set(response["Cache-Tag"].split(",")) == names(response)

    def test_is_named_for_keys_and_for_post_too(self, post):
        asset = factories.asset()
        query = f"{{ asset(id: {asset.pk}) {{ title }} }}"
        for response in (get(query, key=factories.viewer_key("sales")), post(query)):
            assert tags.of_page(asset.pk) in names(response)

    def test_is_named_by_kind_where_it_is_too_much_for_headers(self, monkeypatch):
        image = factories.image()
        for _ in range(3):
            factories.asset(hero_image=image)
        query = "{ assets { nodes { heroImage { alt } } } }"
        assert len(names(get(query))) == 5
        monkeypatch.setattr("api.responses._NAMES_BYTES", 30)
        assert names(get(query)) == {tags.ASSETS, "any-page", "any-image"}

    def test_a_hundred_assets_fit(self):
        for _ in range(100):
            factories.asset()
        response = get("{ assets(first: 100) { nodes { title } } }")
        assert len(names(response)) == 101
        assert len(response["Surrogate-Key"]) + len(response["Cache-Tag"]) < 3_200
