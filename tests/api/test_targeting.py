"""`personaFeed` and `nextBest`, on a small pool that is really indexed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hub.taxonomy.models import Audience, Industry, Persona, Stage, TermName
from search import indexing, leaning
from tests import factories

pytestmark = pytest.mark.django_db

FEED = """query ($persona: String!, $stage: String, $industry: String, $locale: String,
    $exclude: [ID!], $first: Int = 10) {
  personaFeed(persona: $persona, stage: $stage, industry: $industry, locale: $locale,
      exclude: $exclude, first: $first) {
    degraded entries { asset { id title locale } reasons { kind text } } } }"""

NEXT = """query ($seen: [ID!]!, $persona: String, $stage: String, $locale: String) {
  nextBest(seen: $seen, persona: $persona, stage: $stage, locale: $locale, first: 10) {
    entries { asset { title } reasons { kind } } } }"""

WANTS = {
    "finance": "Payback audit ledger budget licence cost savings.",
    "operations": "Operators shift bearing alarm wrench maintenance stop.",
}


def persona(slug, name):
    made = factories.term(Persona, slug, en=name, zh_hans=f"{name}者")
    TermName.objects.filter(term_id=made.pk, locale="en").update(description=WANTS[slug])
    return made


@pytest.fixture
def pool():
    finance, operations = persona("finance", "Finance"), persona("operations", "Operations")
    using = factories.term(Stage, "using", en="Using")
    dairy = factories.term(Industry, "dairy", en="Dairy")
    made = {
        "tagged": factories.asset(title="Tagged", summary="Plain words.", personas=[finance]),
        "using": factories.asset(
            title="Using", summary="Other words.", personas=[finance], stages=[using]
        ),
        "money": factories.asset(title="Money", summary="The ledger shows payback and savings."),
        "floor": factories.asset(
            title="Floor", summary="Operators heard the bearing alarm.", personas=[operations]
        ),
        "dairy": factories.asset(title="Dairy", summary="Milk and rennet.", industries=[dairy]),
        "chinese": factories.asset(title="财务", lang="zh-hans", personas=[finance]),
        "internal": factories.asset(
            title="Prices", personas=[finance], audience=Audience.INTERNAL, summary="Rennet costs."
        ),
    }
    indexing.drain()
    return made


def titles(feed):
    return [entry["asset"]["title"] for entry in feed["entries"]]


@pytest.mark.usefixtures("pool")
class TestPersonaFeed:
    def feed(self, data, key="", **variables):
        return data(FEED, {"persona": "finance", **variables}, key)["personaFeed"]

    def test_what_is_tagged_comes_first_then_what_is_meant(self, data):
        found = titles(self.feed(data, locale="en"))
        assert set(found[:2]) == {"Tagged", "Using"}
        assert found[2] == "Money"

    def test_stage_and_industry_count(self, data):
        assert titles(self.feed(data, locale="en", stage="using"))[0] == "Using"
        assert titles(self.feed(data, locale="en", industry="dairy")).index("Dairy") == 2

    def test_two_personas_get_two_feeds(self, data):
        assert titles(self.feed(data, persona="operations", locale="en"))[0] == "Floor"

    def test_each_entry_says_why_in_the_words_of_the_asset(self, data):
        found = {e["asset"]["title"]: e["reasons"] for e in self.feed(data)["entries"]}
        assert {"kind": "persona", "text": "Finance"} in found["Tagged"]
        assert {"kind": "persona", "text": "Finance者"} in found["财务"]
        assert all(found.values())

    def test_only_in_the_language_asked_for(self, data):
        assert titles(self.feed(data, locale="zh-hans")) == ["财务"]
        assert titles(self.feed(data, locale="fr")) == []

    def test_no_more_than_asked_for(self, data):
        assert len(titles(self.feed(data, first=1))) == 1
        assert titles(self.feed(data, first=0)) == []

    def test_what_is_excluded_is_left_out(self, data, pool):
        excluded = [str(pool["tagged"].pk), "x", "99999999"]
        assert "Tagged" not in titles(self.feed(data, exclude=excluded))

    def test_what_is_internal_is_for_sales_only(self, data):
        assert "Prices" not in titles(self.feed(data))
        assert "Prices" in titles(self.feed(data, key=factories.viewer_key("sales")))

    def test_the_same_question_has_the_same_answer(self, data):
        assert self.feed(data) == self.feed(data)

    @pytest.mark.parametrize("argument", ["persona", "stage", "industry"])
    def test_a_slug_that_no_term_has_is_refused(self, refusal, argument):
        code, message = refusal(FEED, {"persona": "finance", argument: "nobody\0"})
        assert code == "BAD_INPUT"
        assert f"`{argument}` is none of" in message

    def test_too_many_to_exclude_are_refused(self, refusal):
        ids = [str(number) for number in range(101)]
        code, message = refusal(FEED, {"persona": "finance", "exclude": ids})
        assert (code, "101" in message) == ("BAD_INPUT", True)

    def test_a_page_that_is_too_large_is_refused(self, refusal):
        assert refusal(FEED, {"persona": "finance", "first": 101})[0] == "BAD_INPUT"


@pytest.mark.usefixtures("pool")
class TestNextBest:
    def next(self, data, *seen, key="", **variables):
        return data(NEXT, {"seen": [str(page.pk) for page in seen], **variables}, key)["nextBest"]

    def test_what_was_read_is_not_read_again(self, data, pool):
        found = titles(self.next(data, pool["money"], pool["tagged"], persona="finance"))
        assert found[0] == "Using"
        assert not {"Money", "Tagged"} & set(found)

    def test_it_is_near_to_what_was_read(self, data, pool):
        new = factories.asset(title="Ledgers", summary="A ledger shows payback and audit.")
        indexing.drain()
        assert titles(self.next(data, new))[0] == "Money"

    def test_in_the_language_of_what_was_read_last(self, data, pool):
        found = titles(self.next(data, pool["chinese"], pool["money"]))
        assert "财务" not in found and "Tagged" in found

    def test_having_read_nothing_is_no_error(self, data):
        assert "Tagged" in titles(self.next(data))

    def test_what_one_may_not_see_tells_nothing(self, data, pool):
        secret = pool["internal"]
        assert titles(self.next(data, secret)) == titles(self.next(data))
        with_key = self.next(data, secret, key=factories.viewer_key("sales"))
        assert "interest" in [r["kind"] for r in with_key["entries"][0]["reasons"]]


COST = """{ personaFeed(persona: "finance", exclude: ["1"], first: 50) {
    entries { asset { title personas { name } } reasons { text } } }
  nextBest(seen: ["%s"], first: 50) { entries { asset { title } reasons { text } } } }"""


def test_a_longer_feed_costs_no_more_queries(data, pool):
    query = COST % pool["money"].pk
    data(query)  # the first request of a process also reads the index into memory
    with CaptureQueriesContext(connection) as few:
        data(query)
    for number in range(20):
        factories.asset(title=f"More {number}", summary=f"Words of number {number}.")
    indexing.drain()
    data(query)
    with CaptureQueriesContext(connection) as many:
        assert len(data(query)["personaFeed"]["entries"]) > 20
    assert len(many) == len(few)


SEARCH = """query ($stage: String, $persona: String) {
  search(query: "milk ledger bearing", persona: $persona, stage: $stage) {
    totalCount nodes { asset { title } score reasons { kind text } } } }"""

RELATED = """query ($id: ID!, $persona: String) {
  asset(id: $id) { related(first: 10, persona: $persona) {
    asset { title } reasons { kind text } } } }"""


@pytest.fixture
def equals(monkeypatch):
    """Two that say much the same but for whom they are for, and one to start from; with a tag worth more than what
    tells small texts apart by chance."""
    monkeypatch.setattr(leaning, "PERSONA", 5.0)
    finance, operations = persona("finance", "Finance"), persona("operations", "Operations")
    text = "The milk ledger and the bearing."
    made = {
        "neutral": factories.asset(title="Start", summary="The milk ledger, and a bearing."),
        "floor": factories.asset(title="Floor", summary=text, personas=[operations]),
        "money": factories.asset(title="Money", summary=text + " Yes.", personas=[finance]),
    }
    indexing.drain()
    return made


@pytest.mark.parametrize(("persona", "first"), [("finance", "Money"), ("operations", "Floor")])
def test_of_what_a_search_finds_what_is_for_the_visitor_comes_first(data, equals, persona, first):
    found = data(SEARCH, {"persona": persona})["search"]
    tagged = [n for n in found["nodes"] if n["asset"]["title"] in ("Money", "Floor")]
    assert tagged[0]["asset"]["title"] == first
    assert {"kind": "persona", "text": persona.title()} in tagged[0]["reasons"]


def test_a_search_finds_the_same_for_all_visitors(data, equals):
    found = [data(SEARCH, {"persona": p})["search"] for p in ("finance", "operations", None)]
    scores = [{n["asset"]["title"]: n["score"] for n in one["nodes"]} for one in found]
    assert scores[0] == scores[1] == scores[2]


def test_a_term_that_nothing_has_leaves_the_order_as_it_is(data, equals):
    plain = data(SEARCH)
    assert data(SEARCH, {"stage": "no such stage"}) == plain


@pytest.mark.parametrize(("persona", "first"), [("finance", "Money"), ("operations", "Floor")])
def test_of_what_is_related_what_is_for_the_visitor_comes_first(data, equals, persona, first):
    variables = {"id": str(equals["neutral"].pk), "persona": persona}
    found = data(RELATED, variables)["asset"]["related"]
    assert found[0]["asset"]["title"] == first
    assert {"kind": "persona", "text": persona.title()} in found[0]["reasons"]
