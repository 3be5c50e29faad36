"""The studio's pages, from outside."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from hub.assets.documents import to_document
from hub.snippets.models import Decision, Hold, Suggested, hash_of
from hub.snippets.suggesting import suggest
from hub.taxonomy.models import Audience
from hub.taxonomy.seeding import seed
from search import indexing
from tests import factories

from .conftest import SENTENCES, login

pytestmark = pytest.mark.django_db
FETCHED = {"X-Requested-With": "XMLHttpRequest"}


def studio(client, asset):
    return client.get(reverse("studio", args=[asset.pk]))


def test_the_text_and_its_snippets(editor, asset, proposed):
    text = studio(editor, asset).text
    assert all(f'id="snippet-{each.pk}"' in text for each in proposed)
    assert "What came of it" in text and 'data-ends="' in text


def test_html_in_a_text_is_text(editor):
    page = factories.asset(summary="<script>alert(1)</script> said the tag.")
    factories.snippet(page, "<script>alert(1)</script> said the tag.")
    assert "<script>alert(1)" not in studio(editor, page).text


def test_a_changed_one_shows_both_wordings(editor, asset):
    factories.snippet(
        asset,
        "It fell.",
        hold=Hold.CHANGED,
        successor_text="It rose.",
        successor_start=0,
        successor_end=8,
    )
    text = studio(editor, asset).text
    assert "<del>fell</del>" in text and "<ins>rose</ins>" in text
    assert "Take the new wording" in text


@pytest.mark.parametrize(
    "state", [{"live": False}, {"expire_at": timezone.now() - timedelta(minutes=1)}]
)
def test_what_nobody_reads_is_to_be_published_first(editor, state):
    text = studio(editor, factories.asset(summary="Secret plans.", **state)).text
    assert "This asset is not published." in text and "Secret plans" not in text


def test_a_text_without_a_sentence_says_so(editor):
    page = factories.asset(summary="Table")
    indexing.drain()
    suggested = suggest(page)
    assert suggested.why_empty and 'class="studio-empty' in studio(editor, page).text


def test_what_the_worker_has_still_to_read_is_said(editor, asset):
    assert "The worker has still to read this text" in studio(editor, asset).text
    indexing.drain()
    assert "The worker is reading the text: 0 of 1 passages." in studio(editor, asset).text
    progress = editor.get(reverse("studio_progress", args=[asset.pk])).json()
    assert (progress["done"], progress["total"]) == (0, 1)


def test_once_it_was_looked_through_nothing_more_is_said(editor, asset, proposed):
    Suggested.objects.create(asset=asset, text_hash=hash_of(to_document(asset).text))
    assert 'class="studio-empty' not in studio(editor, asset).text


def test_not_for_those_who_may_not_edit(client, asset):
    login(client, "sam", "Sales")
    assert studio(client, asset).status_code in (302, 403)


def test_suggesting_again_keeps_what_was_decided(editor, asset, proposed):
    kept = factories.snippet(asset, SENTENCES[0] + "x")
    editor.post(reverse("studio_suggest", args=[asset.pk]))
    assert asset.snippets.filter(pk=kept.pk, decision=Decision.APPROVED).exists()


def test_queries_do_not_grow_with_the_snippets(editor, asset, proposed):
    seed()
    studio(editor, asset)
    with CaptureQueriesContext(connection) as few:
        studio(editor, asset)
    for number in range(10):
        factories.snippet(asset, f"Number {number}.")
    with CaptureQueriesContext(connection) as many:
        studio(editor, asset)
    assert len(many) == len(few)


class TestPreviews:
    @pytest.fixture(autouse=True)
    def channels(self):
        seed()

    def previews(self, client, snippet):
        url = reverse("studio_previews", args=[snippet.asset_id, snippet.pk])
        return client.get(url, headers=FETCHED)

    def test_a_fragment_for_editors(self, editor, proposed):
        text = self.previews(editor, proposed[0]).text
        assert "LinkedIn" in text and SENTENCES[0] in text and "<html" not in text

    def test_what_is_not_given_out_is_not_shared(self, editor, proposed):
        assert "Accept it first" in self.previews(editor, proposed[0]).text

    def test_colleagues_see_what_is_given_out_to_them(self, client, asset):
        login(client, "sam", "Sales")
        internal = factories.asset(audience=Audience.INTERNAL)
        for page in (asset, internal):
            assert self.previews(client, factories.snippet(page)).status_code == 200

    @pytest.mark.parametrize(
        "state", [{"decision": Decision.PROPOSED}, {"hold": Hold.CHANGED}, {"hold": Hold.GONE}]
    )
    def test_and_nothing_else(self, client, asset, state):
        login(client, "sam", "Sales")
        assert self.previews(client, factories.snippet(asset, **state)).status_code == 404

    def test_nothing_for_strangers(self, client, asset):
        client.force_login(User.objects.create_user("nobody"))
        assert self.previews(client, factories.snippet(asset)).status_code != 200


class TestReadingPage:
    def read(self, client, page):
        login(client, "sam", "Sales")
        return client.get(reverse("sales_read", args=[page.pk])).text

    def test_what_is_approved_can_be_shared(self, client, asset, proposed):
        given_out = factories.snippet(asset)
        text = self.read(client, asset)
        assert "1 snippet ready to share" in text
        assert reverse("studio_previews", args=[asset.pk, given_out.pk]) in text

    def test_nothing_else_is_offered(self, client, asset, proposed):
        factories.snippet(asset, hold=Hold.CHANGED)
        assert "ready to share" not in self.read(client, asset)


def test_the_form_of_an_asset_leads_to_the_studio(editor, asset, proposed):
    text = editor.get(reverse("wagtailadmin_pages:edit", args=[asset.pk])).text
    assert reverse("studio", args=[asset.pk]) in text and "3 are proposed." in text
