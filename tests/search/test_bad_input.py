"""Hostile and careless input at every door: a clear error or a sensible answer, never a failure, and never what
somebody may not see."""

import json
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.test import Client

from search import indexing
from tests import factories

pytestmark = pytest.mark.django_db

SECRET = "Zanzibar discount ladder"
BAD = {
    "empty": "",
    "white space": " \n\t　",
    "100 kB": "pump " * 20_000,
    "100 kB without a space": "水" * 33_000,
    "emoji": "😀👍🏽🏳️‍🌈",
    "punctuation": "?!…。，、",
    "a quotation mark": '"',
    "FTS syntax": 'pump* NEAR(seal) OR NOT "AND" ^title:x',
    "SQL": "'; DROP TABLE search_indexedpassage; -- %s %(x)s",
    "a regular expression": "(((((a+)+)+)+)+$ [z-a] \\",
    "markup": "<script>alert(1)</script>{{ 7|add:7 }}{% url 'x' %}",
    "mixed scripts": "pump 泵 насос مضخة ポンプ पंप",
    "full width": "ＰＵＭＰ　ＩＳＯ　２７００１",
    "control characters": "pu\x00mp \x1b[31m\x07\x7f\u202e",
    "lone surrogates": "pump \ud800 \udfff",
    "combining marks": "p" + "\u0301" * 500,
    "a ligature that is eighteen letters": "ﷺ" * 100,
}
FINDS = {
    "traditional characters": ("密封泵的停機時間", "密封泵"),
    "full width": ("ＩＳＯ２７００１", "Pump"),
    "written together": ("ISO27001", "Pump"),
    "a code": ("error 0x80070005", "Pump"),
    "a name in signs": ("AT&T", "Pump"),
}

SEARCH = "query($q: String!) { search(query: $q) { nodes { asset { title } evidence { text } } } }"
ASK = """query($q: String!) { ask(question: $q, kinds: []) {
    matches { asset { title } evidence { text } } nearest { asset { title } } } }"""


@pytest.fixture(autouse=True, scope="module")
def pool(for_module):
    body = [("paragraph", "<p>Pumps for AT&amp;T passed ISO 27001. Error 0x80070005 is gone.</p>")]
    with for_module():
        factories.case_study(title="Pump", body=body)
        factories.case_study(title="密封泵", summary="密封泵减少停机时间。")
        factories.case_study(
            title="Prices", summary=f"The {SECRET} for pumps.", audience="internal"
        )
        indexing.drain()


def over_graphql(query: str, text: str) -> tuple[int, dict[str, Any]]:
    body = json.dumps({"query": query, "variables": {"q": text}})
    response = Client().post("/graphql/", body, content_type="application/json")
    return response.status_code, json.loads(response.content)


@pytest.mark.parametrize("query", [SEARCH, ASK], ids=["search", "ask"])
@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_graphql_answers_or_says_why_not(query, text):
    status, answer = over_graphql(query, text)
    assert status < 500
    assert SECRET not in json.dumps(answer)
    for error in answer.get("errors", ()):
        assert error["extensions"]["code"] != "INTERNAL" and error["message"]


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_the_ask_page_answers_or_says_why_not(client, text):
    user = User.objects.create_user("sam")
    user.groups.add(Group.objects.get(name="Sales"))
    client.force_login(user)
    # What no address can hold comes as its escape, as from a browser.
    sent = text.encode("utf-8", "replace").decode()
    response = client.get("/admin/ask/", {"q": sent})
    assert response.status_code == 200
    assert "<script>alert(1)" not in response.text


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_evaluation_measures_or_says_why_not(tmp_path, text):
    file = tmp_path / "judgments.json"
    query = {"id": "q1", "query": text, "relevant": {"pump": 1}}
    file.write_text(json.dumps({"ask": [query]}))
    try:
        call_command("evaluate", file, stdout=StringIO(), stderr=StringIO())
    except CommandError as error:
        assert str(error)


@pytest.mark.parametrize("query", ["search", "ask"])
@pytest.mark.parametrize(("text", "title"), FINDS.values(), ids=FINDS)
def test_other_spellings_find(query, text, title):
    _, answer = over_graphql({"search": SEARCH, "ask": ASK}[query], text)
    found = answer["data"][query]
    assets = found["nodes"] if query == "search" else found["matches"] + found["nearest"]
    assert assets[0]["asset"]["title"] == title
