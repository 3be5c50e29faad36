"""`manage.py evaluate` on a small pool."""

import json
from dataclasses import replace
from io import StringIO
from xml.etree import ElementTree

import pytest
from django.core.management import CommandError, call_command

from search import indexing
from search.ranking import WEIGHTS
from search.weights import save
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def pool():
    for name, summary in {
        "pump.md": "Seal water pumps that tell before they fail.",
        "mill.md": "A paper mill halves its stops with vibration sensors.",
        "wind.md": "Bearings of wind turbines, watched from afar.",
    }.items():
        factories.asset(title=name, summary=summary, external_id=f"en/{name}", source="plain")
    indexing.drain()


def judgments(tmp_path, **lists):
    file = tmp_path / "judgments.json"
    query = {"id": "q1", "query": "vibration in a paper mill", "relevant": {"mill.md": 2}}
    file.write_text(json.dumps(lists or {"ask": [query], "related": {"pump.md": ["mill.md"]}}))
    return file


def run(*args, **options):
    out, err = StringIO(), StringIO()
    call_command("evaluate", *args, stdout=out, stderr=err, id_prefix="en/", **options)
    return out.getvalue(), err.getvalue()


def test_every_setting_is_printed_side_by_side(pool, tmp_path):
    out, _ = run(judgments(tmp_path))
    assert out.splitlines()[0].split() == ["hybrid", "answer", "bm25", "dense", "rrf"]
    assert "hybrid - " in out


def test_what_is_found_goes_into_a_file_with_its_scores(pool, tmp_path):
    run(judgments(tmp_path), json=tmp_path / "out.json")
    query = json.loads((tmp_path / "out.json").read_text())[0]
    assert query["scores"]["hybrid"] == {"ndcg": 1, "recall": 1, "reciprocal_rank": 1}


def test_only_the_settings_asked_for(pool, tmp_path):
    out, _ = run(judgments(tmp_path), compare=["dense"])
    assert out.splitlines()[0].split() == ["dense"]


def test_every_query_is_listed_where_wanted(pool, tmp_path):
    out, _ = run(judgments(tmp_path), per_query=True)
    assert "vibration in a paper mill" in out


def test_ids_of_no_asset_are_named(pool, tmp_path):
    query = {"id": "q1", "query": "pumps", "relevant": {"pump.md": 1, "gone.md": 1}}
    _, err = run(judgments(tmp_path, search=[query]))
    assert "1 ids are of no asset in the pool: gone.md" in err


def test_a_file_for_another_pool_is_refused(pool, tmp_path):
    query = {"id": "q1", "query": "pumps", "relevant": {"gone.md": 1}}
    with pytest.raises(CommandError, match="--id-prefix"):
        run(judgments(tmp_path, search=[query]))


def test_an_empty_index_is_said_to_be(tmp_path):
    factories.asset(external_id="en/mill.md", source="plain")
    with pytest.raises(CommandError, match="index is empty"):
        run(judgments(tmp_path))


def test_ids_that_two_sources_share_are_told_apart(pool, tmp_path):
    factories.asset(external_id="en/mill.md", source="hugo")
    with pytest.raises(CommandError, match="the source tells them apart"):
        run(judgments(tmp_path))
    out, _ = run(judgments(tmp_path), source="plain")
    assert "hybrid" in out


def test_a_query_that_cannot_be_asked_is_said_to_be(pool, tmp_path):
    query = {"id": "q1", "query": "long " * 1000, "relevant": {"mill.md": 1}}
    with pytest.raises(CommandError, match="too long"):
        run(judgments(tmp_path, search=[query]))


def test_a_version_of_the_weights_can_be_compared(pool, tmp_path):
    version = save(replace(WEIGHTS, words=0.0), "meaning alone", "ed")
    out, _ = run(judgments(tmp_path), compare=["hybrid", f"version:{version.pk}"])
    assert out.splitlines()[0].split() == ["hybrid", f"version:{version.pk}"]
    with pytest.raises(CommandError, match="no version 99"):
        run(judgments(tmp_path), compare=["version:99"])


def test_queries_that_nothing_is_relevant_to_are_left_out(pool, tmp_path):
    relevant = {"id": "q1", "query": "pumps", "relevant": {"pump.md": 1}}
    refused = {"id": "q2", "query": "mills", "relevant": {"mill.md": 0}}
    run(judgments(tmp_path, search=[relevant, refused]), json=tmp_path / "out.json")
    assert len(json.loads((tmp_path / "out.json").read_text())) == 1


def test_a_setting_that_is_none_is_refused(pool, tmp_path):
    with pytest.raises(CommandError, match="there is no 'magic'"):
        call_command("evaluate", str(judgments(tmp_path)), "--compare", "magic")


def test_it_tells_how_often_nothing_is_said_to_fit(pool, tmp_path):
    off_topic, drawn = tmp_path / "off.txt", tmp_path / "plot.svg"
    off_topic.write_text("How long does dough rise?\n\n面团发酵多久？\n", encoding="utf-8")
    out, _ = run(judgments(tmp_path), compare=["hybrid"], off_topic=off_topic, plot=drawn)
    assert "off topic, but a match: 0 of 2 (0.0%)" in out
    assert "answerable, but no match: 0 of 1" in out
    assert ElementTree.fromstring(drawn.read_text()).tag.endswith("svg")


@pytest.mark.parametrize("content", [None, b"\xff\xfe\xfa"], ids=["missing", "not text"])
def test_off_topic_questions_must_be_a_text_file(pool, tmp_path, content):
    path = tmp_path / "off.txt"
    if content:
        path.write_bytes(content)
    with pytest.raises(CommandError, match="--off-topic"):
        run(judgments(tmp_path), off_topic=path)
