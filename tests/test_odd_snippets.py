"""Texts of all sorts on the whole way: published, looked through, accepted, asked for over GraphQL."""

import json
from html import escape

import pytest
from django.contrib.auth.models import User
from django.test import Client

from hub.assets.models import Article
from hub.snippets import reviewing, wording
from hub.snippets.models import Snippet
from hub.snippets.suggesting import suggest
from tests import factories
from tests.search.snippets.test_bad_input import PROSE, SOMETHING

pytestmark = pytest.mark.django_db

NOTHING = {
    "no text": [],
    "a table": [
        (
            "table",
            {"columns": [{"type": "text", "heading": "Site"}], "rows": [{"values": ["Venlo"]}]},
        )
    ],
    "a code listing": [("code", {"language": "python", "code": "stop(pump)  # Too long."})],
    "one word": [("paragraph", "<p>Pumps</p>")],
    "an empty paragraph": [("paragraph", "<p></p>")],
    "nothing that stands alone": [
        ("paragraph", "<p>However, this is what they said about it.</p>")
    ],
}
QUERY = """{ snippets(first: 20) { nodes {
    fullText source { start end } asset { plainText } } } }"""


@pytest.fixture
def editor() -> User:
    return User.objects.create_superuser("editor")


def published(body: list) -> Article:
    made = factories.asset(title="Pumps", body=body)
    made.save_revision().publish()
    return Article.objects.get(pk=made.pk)


def given_out() -> list[dict]:
    body = json.dumps({"query": QUERY})
    response = Client().post("/graphql/", body, content_type="application/json")
    assert response.status_code == 200 and "errors" not in response.json()
    return response.json()["data"]["snippets"]["nodes"]


@pytest.mark.parametrize("text", SOMETHING.values(), ids=SOMETHING)
def test_odd_text_is_given_out_word_for_word(text, editor):
    asset = published([("paragraph", f"<p>{PROSE}</p>"), ("paragraph", f"<p>{escape(text)}</p>")])
    suggest(asset)
    for snippet in Snippet.objects.all():
        reviewing.accept(snippet, editor)
    found = given_out()
    assert len(found) == Snippet.objects.count() > 0
    for one in found:
        start, end = one["source"]["start"], one["source"]["end"]
        assert one["asset"]["plainText"][start:end] == one["fullText"]


@pytest.mark.parametrize("body", NOTHING.values(), ids=NOTHING)
def test_nothing_to_share_says_why(body, editor):
    suggested = suggest(published(body))
    assert not Snippet.objects.exists() and given_out() == []
    assert wording.why_empty(suggested.why_empty)
