"""What is like an asset, for those who edit it."""

from copy import deepcopy

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from hub.alike.cards import groups
from hub.taxonomy.models import Audience
from hub.visibility import anonymous, of_user
from search import duplicates, indexing
from tests import factories

pytestmark = pytest.mark.django_db

STORY = " ".join(
    f"w{(n * 31 + m * m * 7) % 977}" + ("." if m == 11 else "")
    for n in range(12)
    for m in range(12)
)
FETCHED = {"X-Requested-With": "XMLHttpRequest"}


@pytest.fixture
def editor(client):
    user = User.objects.create_user("ed", password="secret")
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    return client


@pytest.fixture
def stranger(client):
    client.force_login(User.objects.create_user("nobody", password="secret"))
    return client


@pytest.fixture(scope="module")
def stocked(for_module):
    with for_module():
        press = factories.asset(title="Press", summary=STORY)
        factories.asset(title="Press again", summary=f"{STORY} With a word of its own at the end.")
        factories.asset(title="Press for us", summary=STORY, audience=Audience.INTERNAL)
        words = "The press shop stamps; w0 w31 w62 are its machines."
        factories.asset(title="Stamping", summary=words)
        indexing.drain()
        duplicates.catch_up()
    return press


@pytest.fixture
def pool(stocked):
    return deepcopy(stocked)


def alike(client, page) -> str:
    return client.get(reverse("alike", args=[page.pk]), headers=FETCHED).content.decode()


def test_copies_and_neighbours(editor, pool):
    text = alike(editor, pool)
    assert "Press again" in text and "100% of this one’s words stand there" in text
    assert "Stamping" in text and "Both say" in text
    assert "<html" not in text


def test_a_page_of_its_own(editor, pool):
    response = editor.get(reverse("alike", args=[pool.pk]))
    assert response.status_code == 200 and "<html" in response.content.decode()


def test_the_saved_draft_is_compared(editor, pool):
    pool.summary = "All of it is said in other words now, which no other asset has."
    pool.save_revision()
    assert "None: no published asset" in alike(editor, pool)


def test_a_draft_that_was_never_published(editor, pool):
    draft = factories.asset(title="Draft", summary=STORY, live=False)
    text = alike(editor, draft)
    assert "Press again" in text and "Shown once it is published" in text


def test_where_nothing_is_like_it(editor):
    page = factories.asset(title="Alone")
    indexing.drain()
    text = alike(editor, page)
    assert "None: no published asset" in text and "Nothing yet" in text


def test_only_for_those_who_may_edit(stranger, pool):
    response = stranger.get(reverse("alike", args=[pool.pk]), headers=FETCHED)
    assert response.status_code in (302, 403)


def test_an_asset_that_is_not_there(editor):
    assert editor.get(reverse("alike", args=[999_999])).status_code in (302, 403, 404)


def test_the_form_has_the_tab(editor, pool):
    text = editor.get(reverse("wagtailadmin_pages:edit", args=[pool.pk])).content.decode()
    assert f'data-alike="{reverse("alike", args=[pool.pk])}"' in text


class TestCompare:
    def test_both_texts_with_what_they_share(self, editor, pool):
        other = type(pool).objects.get(title="Press again")
        text = editor.get(reverse("alike_compare", args=[pool.pk, other.pk])).content.decode()
        assert "With a word of its own" in text and f"<mark>{STORY.split('.')[0]}" in text

    def test_what_is_nowhere_is_not_found(self, editor, pool):
        assert editor.get(reverse("alike_compare", args=[pool.pk, 999_999])).status_code == 404

    def test_html_in_a_text_is_text(self, editor):
        one, other = (factories.asset(summary="<script>alert(1)</script>") for _ in range(2))
        text = editor.get(reverse("alike_compare", args=[one.pk, other.pk])).content.decode()
        assert "<script>alert(1)" not in text

    def test_a_draft_is_not_shown_to_who_may_not_edit(self, client, pool):
        user = User.objects.create_user("sam", password="secret")
        user.groups.add(Group.objects.get(name="Sales"))
        client.force_login(user)
        draft = factories.asset(title="Draft", summary="Secret", live=False)
        assert client.get(reverse("alike_compare", args=[pool.pk, draft.pk])).status_code == 404


class TestReport:
    def test_groups(self, editor, pool):
        text = editor.get(reverse("near_duplicates")).content.decode()
        assert "3 assets that share text" in text and "Compare side by side" in text

    def test_what_a_viewer_may_not_see_is_in_no_group(self, pool):
        [seen] = groups(of_user(User.objects.create_user("lee")))
        [public] = groups(anonymous())
        assert (seen.size, public.size) == (3, 2)

    def test_what_waits_is_said(self, editor, pool):
        factories.asset(title="New", summary="Fresh.")
        indexing.drain()
        assert (
            "1 asset is still to be compared."
            in editor.get(reverse("near_duplicates")).content.decode()
        )

    def test_an_empty_pool(self, editor):
        assert "None: every published" in editor.get(reverse("near_duplicates")).content.decode()

    def test_not_for_strangers(self, stranger):
        assert stranger.get(reverse("near_duplicates")).status_code in (302, 403)
