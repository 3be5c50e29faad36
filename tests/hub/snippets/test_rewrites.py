"""The page where editors have a snippet said in other words, from outside."""

import pytest
from django.urls import reverse

from hub.snippets.models import Rewrite, Snippet, hash_of
from hub.taxonomy.models import Channel
from tests import factories
from tests.hub.snippets.endpoint import choice

pytestmark = pytest.mark.django_db

TEXT = "Kestrel cut downtime by 59 % within a year. " + "Nobody had thought it could be done. " * 10


@pytest.fixture
def snippet(channels) -> Snippet:
    return Snippet.objects.create(asset=factories.asset(), text=TEXT, start=0, end=len(TEXT))


@pytest.fixture
def url(snippet) -> str:
    return reverse("rewrites", args=[snippet.asset_id, snippet.pk])


def post(client, url: str, action: str, channel: str = "x", **fields: str):
    return client.post(url, {"action": action, "channel": channel, **fields}, follow=True)


def test_it_is_not_there_unless_a_model_is_set_up(admin_client, url):
    assert admin_client.get(url).status_code == 404


@pytest.mark.usefixtures("stub")
def test_the_previews_lead_to_it_where_one_is(admin_client, snippet, url, settings):
    previews = reverse("studio_previews", args=[snippet.asset_id, snippet.pk])
    assert url in admin_client.get(previews).text
    settings.SNIPPET_REWRITE_MODEL = ""
    assert url not in admin_client.get(previews).text


@pytest.mark.usefixtures("stub")
def test_it_is_for_those_who_may_edit_the_asset(client, url, django_user_model):
    client.force_login(django_user_model.objects.create_user("reader"))
    for answer in (client.get(url), client.post(url, {"action": "make", "channel": "x"})):
        assert answer.status_code in (302, 403)
    assert not Rewrite.objects.exists()


@pytest.mark.usefixtures("stub")
def test_it_shows_the_channels_that_the_snippet_is_too_long_for(admin_client, url):
    shown = [row.channel.slug for row in admin_client.get(url).context["rows"]]
    assert "x" in shown and "linkedin" not in shown


def test_a_draft_is_made_shown_with_what_it_adds_and_approved(admin_client, url, stub):
    stub.body = choice("Downtime fell by 95 %, says <b>Vibratek</b>.")
    page = post(admin_client, url, "make").text
    assert "&lt;b&gt;Vibratek&lt;/b&gt;" in page and "<mark>95</mark> <mark>Vibratek</mark>" in page
    post(admin_client, url, "approve", seen=hash_of(Rewrite.objects.get().text))
    assert Rewrite.objects.get().approved


def test_only_the_draft_that_was_seen_is_decided_of(admin_client, url, stub):
    post(admin_client, url, "make")
    for action in ("approve", "discard"):
        assert "another text by now" in post(admin_client, url, action, seen="x").text
    assert not Rewrite.objects.get().approved


def test_a_draft_is_thrown_away(admin_client, url, stub):
    post(admin_client, url, "make")
    post(admin_client, url, "discard", seen=hash_of(Rewrite.objects.get().text))
    assert not Rewrite.objects.exists()


def test_what_goes_wrong_is_told_on_the_page(admin_client, url, stub):
    stub.status, stub.headers = 429, {"Retry-After": "17"}
    assert "Try again in 17 seconds" in post(admin_client, url, "make").text


@pytest.mark.usefixtures("stub")
@pytest.mark.parametrize(("action", "channel"), [("make", "nowhere"), ("launch", "x"), ("", "")])
def test_a_form_that_is_none_is_told(admin_client, url, action, channel):
    assert "Nothing was chosen" in post(admin_client, url, action, channel).text


@pytest.mark.usefixtures("stub")
def test_a_snippet_of_another_asset_is_not_there(admin_client, snippet):
    other = factories.asset()
    assert admin_client.get(reverse("rewrites", args=[other.pk, snippet.pk])).status_code == 404


@pytest.mark.usefixtures("stub")
def test_a_snippet_that_fits_everywhere_needs_none(admin_client, snippet, url):
    Channel.objects.update(hard_limit=None)
    assert "nothing to rewrite" in admin_client.get(url).text
