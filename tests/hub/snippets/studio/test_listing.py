import pytest
from django.urls import reverse

from hub.snippets.models import Decision, Hold
from hub.taxonomy.seeding import seed
from search.snippets import SnippetType
from tests import factories

from .conftest import login

pytestmark = pytest.mark.django_db


def listed(client, **params):
    response = client.get(reverse("snippets"), params)
    assert response.status_code == 200
    return [str(snippet) for snippet in response.context["object_list"]]


@pytest.fixture
def pool(editor):
    english, chinese = factories.asset(title="Press shop"), factories.asset(lang="zh-hans")
    factories.snippet(english, "Changed.", hold=Hold.CHANGED)
    factories.snippet(chinese, "停机减少了三成七。")
    factories.snippet(english, "Proposed?", decision=Decision.PROPOSED, type=SnippetType.QUESTION)
    factories.snippet(english, "Rejected.", decision=Decision.REJECTED)
    return english, chinese


def test_what_changed_in_the_text_stands_on_top(editor, pool):
    assert listed(editor)[0] == "Changed." and len(listed(editor)) == 4


@pytest.mark.parametrize(
    ("params", "texts"),
    [
        ({"state": "look"}, {"Changed."}),
        ({"state": "proposed"}, {"Proposed?"}),
        ({"state": "approved"}, {"停机减少了三成七。"}),
        ({"state": "rejected"}, {"Rejected."}),
        ({"type": "question"}, {"Proposed?"}),
        ({"q": "三成"}, {"停机减少了三成七。"}),
        ({"q": "press rejected"}, {"Rejected."}),
        ({"q": "nothing of it"}, set()),
    ],
)
def test_filters(editor, pool, params, texts):
    assert set(listed(editor, **params)) == texts


def test_by_language_and_asset(editor, pool):
    english, chinese = pool
    assert listed(editor, locale=chinese.locale_id) == ["停机减少了三成七。"]
    assert len(listed(editor, asset=english.pk)) == 3


def test_by_the_channel_that_takes_it_whole(editor, pool):
    seed()
    factories.snippet(pool[0], "It held for a year. " * 30)
    assert len(listed(editor)) == 5 and len(listed(editor, channel="x")) == 4


def test_filters_that_are_none_are_told(editor, pool):
    response = editor.get(reverse("snippets"), {"state": "burnt", "channel": "smoke"})
    assert response.status_code == 200


def test_an_empty_pool_says_how_they_come(editor):
    assert "There are no snippets yet." in editor.get(reverse("snippets")).text


def test_not_for_those_who_edit_nothing(client, pool):
    login(client, "sam", "Sales")
    assert client.get(reverse("snippets")).status_code in (302, 403)
