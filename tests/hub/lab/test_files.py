"""Judged questions from a file and into one."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hub.lab.models import Judgment, Question
from search.evaluation.judgments import parse
from tests import factories

from .conftest import shut

IMPORT, EXPORT = "/admin/lab/import/", "/admin/lab/export/"
QUERY = {
    "id": "q1",
    "query": "sensors on a press",
    "lang": "en",
    "kind": "name",
    "relevant": {"press.md": 2, "dairy.md": 0},
}


def upload(client, content, **options):
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    file = SimpleUploadedFile("judgments.json", raw)
    return client.post(IMPORT, {"file": file, **options})


def problem(response):
    return " ".join(response.context["form"].errors["file"])


def test_questions_come_in_with_their_judgments(client, editor, pool):
    related = {"press.md": ["wind.md"]}
    assert upload(client, {"ask": [QUERY], "related": related}).status_code == 302
    asked, neighbours = Question.objects.order_by("task")
    assert (asked.name, asked.text, asked.lang, asked.kind) == ("q1", QUERY["query"], "en", "name")
    grades = dict(asked.judgments.values_list("asset__title", "grade"))
    assert grades == {"Press": 2, "Dairy": 0}
    assert neighbours.about.title == "Press"
    assert neighbours.judgments.get().asset.title == "Wind"


def test_a_second_import_replaces_what_the_first_brought(client, editor, pool):
    upload(client, {"ask": [QUERY]})
    changed = QUERY | {"query": "a press", "relevant": {"wind.md": 1}}
    upload(client, {"ask": [changed]})
    question = Question.objects.get()
    assert question.text == "a press"
    assert question.judgments.get().asset.title == "Wind"


def test_unknown_ids_are_named_and_nothing_comes_in(client, editor, pool):
    other = QUERY | {"id": "q2", "relevant": {"gone.md": 1}}
    response = upload(client, {"ask": [QUERY, other]})
    assert "1 ids are of no asset in the pool: gone.md" in problem(response)
    assert not Question.objects.exists()


def test_unknown_ids_are_left_out_where_wanted(client, editor, pool):
    known = QUERY | {"relevant": {"press.md": 1, "gone.md": 1}}
    other = QUERY | {"id": "q2", "relevant": {"gone.md": 1}}
    upload(client, {"ask": [known, other]}, leave_out_unknown="on")
    assert Question.objects.get().judgments.get().asset.title == "Press"


def test_ids_may_lack_a_prefix(client, editor, pool):
    factories.asset(title="Deep", external_id="en/deep.md")
    upload(client, {"ask": [QUERY | {"relevant": {"deep.md": 1}}]}, id_prefix="en/")
    assert Judgment.objects.get().asset.title == "Deep"


def test_ids_that_two_sources_share_need_the_source(client, editor, pool):
    factories.asset(title="Twin", external_id="press.md", source="hugo")
    assert "two assets have the id 'press.md'" in problem(upload(client, {"ask": [QUERY]}))
    only = QUERY | {"relevant": {"press.md": 1}}
    upload(client, {"ask": [only]}, source="hugo")
    assert Judgment.objects.get().asset.title == "Twin"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"\xff\xfe", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        ({"ask": [QUERY | {"query": "\x00\x01"}]}, "1 to 2000 characters"),
        ({"ask": [QUERY | {"query": "x" * 2001}]}, "1 to 2000 characters"),
        ({"ask": [QUERY | {"kind": "k" * 51}]}, "longer than 50"),
        ({"ask": [QUERY | {"id": "i" * 201}]}, "longer than 200"),
        ({"ask": [QUERY | {"id": "i\x00"}]}, "not text"),
        ({"ask": [QUERY, QUERY]}, "two queries"),
    ],
)
def test_a_file_that_is_not_as_described_brings_nothing(client, editor, pool, content, reason):
    assert reason in problem(upload(client, content))
    assert not Question.objects.exists()


def test_what_goes_out_comes_in_again(client, editor, pool):
    content = {
        "ask": [QUERY],
        "search": [QUERY | {"id": "q2"}],
        "related": {"press.md": {"wind.md": 2, "dairy.md": 0}},
    }
    upload(client, content)
    exported = client.get(EXPORT).content
    assert {query.id: query for query in parse(exported)} == {
        query.id: query for query in parse(json.dumps(content).encode())
    }
    assert upload(client, exported).status_code == 302
    assert Question.objects.count() == 3


def test_an_asset_without_an_id_of_its_own_goes_out_by_its_key(client, editor, question):
    twin = factories.asset(external_id="press.md", source="hugo")
    bare = factories.asset()
    for asset in (twin, bare):
        Judgment.objects.create(question=question, asset=asset, grade=1)
    exported = client.get(EXPORT).content
    [judged] = parse(exported)
    assert {f"asset:{twin.pk}", f"asset:{bare.pk}"} < judged.relevant.keys()
    assert upload(client, exported).status_code == 302


def test_what_one_may_not_see_neither_goes_out_nor_is_lost(client, editor, question, pool):
    shut(pool["press"])
    exported = client.get(EXPORT).content
    [judged] = parse(exported)
    assert judged.relevant == {"dairy.md": 0}
    upload(client, exported)
    assert question.judgments.filter(asset=pool["press"], grade=2).exists()


def test_sales_may_take_questions_out_but_not_bring_any_in(client, sales, question):
    assert client.get(EXPORT).status_code == 200
    assert upload(client, {"ask": [QUERY]}).status_code in (302, 403)
    assert Question.objects.count() == 1


def test_queries_do_not_grow_with_the_file(client, editor, pool):
    counts = []
    for size in (2, 40):
        queries = [QUERY | {"id": f"{size}-{n}"} for n in range(size)]
        with CaptureQueriesContext(connection) as captured:
            upload(client, {"ask": queries})
            client.get(EXPORT)
        counts.append(len(captured))
    assert counts[0] == counts[1]
