"""Cards as everybody and colleagues get them, from outside."""

import io
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.utils import timezone
from PIL import Image

from hub.brand.models import Brand
from hub.sales.groups import EDITORS, SALES
from hub.snippets.cards import files
from hub.snippets.cards.addresses import card_urls
from hub.snippets.cards.card import SIZES
from hub.taxonomy.models import Audience
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def asset():
    return factories.asset(title="A title", summary="Sensors cut downtime by 59%.")


@pytest.fixture
def snippet(asset):
    return factories.snippet(asset)


def address(snippet, size="1200x630") -> str:
    return f"/cards/{snippet.uuid}/{size}.png"


def kept(snippet) -> list[str]:
    return sorted(path.name for path in (Path(settings.CARDS_DIR) / str(snippet.uuid)).glob("*"))


def colleague(django_user_model, group):
    user = django_user_model.objects.create_user(f"in {group}", password="x")
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.mark.parametrize("size", SIZES)
def test_is_a_picture_of_that_size(client, snippet, size):
    answer = client.get(address(snippet, size))
    assert answer["Content-Type"] == "image/png"
    assert "x".join(map(str, Image.open(io.BytesIO(answer.content)).size)) == size


@pytest.mark.parametrize("size", ["1200x631", "1x1", "99999999999999999999x630", "0x0"])
def test_no_other_size(client, snippet, size):
    assert client.get(address(snippet, size)).status_code == 404


def test_no_other_snippet(client):
    assert client.get(f"/cards/{uuid4()}/1200x630.png").status_code == 404


def test_caches_may_keep_what_they_asked_for_by_its_own_address(client, snippet):
    answer = client.get(card_urls(snippet)["1200x630"])
    assert answer["Cache-Control"] == "public, max-age=31536000, s-maxage=300"
    assert "Cookie" not in answer.get("Vary", "")


@pytest.mark.parametrize("query", ["", "?v=other", "?v=%00"])
def test_but_not_by_another(client, snippet, query):
    assert client.get(address(snippet) + query)["Cache-Control"] == "public, max-age=300"


def test_whoever_has_it_gets_no_second_copy(client, snippet):
    etag = client.get(address(snippet))["ETag"]
    again = client.get(address(snippet), headers={"If-None-Match": etag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)


def test_head(client, snippet):
    answer = client.head(address(snippet))
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer["Content-Length"] == str(len(client.get(address(snippet)).content))


def test_nothing_can_be_posted(client, snippet):
    assert client.post(address(snippet)).status_code == 405


def test_is_drawn_once(client, snippet, monkeypatch):
    first = client.get(address(snippet)).content
    monkeypatch.setattr(files, "picture", None)
    assert client.get(address(snippet)).content == first


def test_a_new_brand_is_a_new_card_at_a_new_address(client, snippet):
    old = card_urls(snippet)["1200x630"]
    before = client.get(old).content
    Brand.objects.create(name="Kestrel", background="#FFFFFF", accent="#AA0000")
    assert card_urls(snippet)["1200x630"] != old
    assert client.get(old).content != before
    assert len(kept(snippet)) == 1


def test_a_folder_that_cannot_be_written_to_withholds_no_card(client, snippet, settings, tmp_path):
    (tmp_path / "file").touch()
    settings.CARDS_DIR = tmp_path / "file" / "cards"
    assert client.get(address(snippet)).status_code == 200


def reject(snippet):
    snippet.decision = "rejected"
    snippet.save()


def lose(snippet):
    snippet.hold = "changed"
    snippet.save()


def unpublish(snippet):
    snippet.asset.unpublish()


def expire(snippet):
    snippet.asset.expire_at = timezone.now() - timedelta(minutes=1)
    snippet.asset.save()


def make_internal(snippet):
    snippet.asset.audience = Audience.INTERNAL
    snippet.asset.save()


def make_private(snippet):
    factories.shut(snippet.asset)


@pytest.mark.parametrize("event", [reject, lose, unpublish, expire, make_internal, make_private])
def test_is_withdrawn_at_once(client, snippet, event):
    url = card_urls(snippet)["1200x630"]
    etag = client.get(url)["ETag"]
    event(snippet)
    answer = client.get(url, headers={"If-None-Match": etag})
    assert (answer.status_code, answer["Cache-Control"]) == (404, "no-store")


def test_no_file_of_it_is_among_those_that_are_served_openly(client, snippet):
    client.get(address(snippet))
    assert kept(snippet)
    assert Path(settings.MEDIA_ROOT) not in Path(settings.CARDS_DIR).parents


def test_its_files_go_with_the_snippet(client, snippet, django_capture_on_commit_callbacks):
    client.get(address(snippet))
    with django_capture_on_commit_callbacks(execute=True):
        snippet.asset.delete()
    assert kept(snippet) == []


def test_colleagues_see_those_of_internal_assets(client, snippet, django_user_model):
    make_internal(snippet)
    client.force_login(colleague(django_user_model, SALES))
    answer = client.get(address(snippet))
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-cache")


class TestDrafts:
    @pytest.fixture
    def url(self, snippet):
        snippet.decision = "proposed"
        snippet.save()
        return f"/admin/snippets/cards/{snippet.pk}/1200x630.png"

    def test_are_for_editors(self, client, url, django_user_model):
        client.force_login(colleague(django_user_model, EDITORS))
        assert client.get(url)["Content-Type"] == "image/png"

    def test_are_for_nobody_else(self, client, url, django_user_model):
        assert client.get(url).status_code == 302
        client.force_login(colleague(django_user_model, SALES))
        assert client.get(url).status_code in (302, 403)

    def test_not_in_other_sizes(self, admin_client, url):
        assert admin_client.get(url.replace("1200", "1")).status_code == 404
