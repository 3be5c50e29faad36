"""`search`, `ask` and `related`, on a small pool that is really indexed."""

from datetime import datetime

import pytest
from django.utils.timezone import get_current_timezone

from hub.assets.models import Asset, CaseStudy
from hub.taxonomy.models import Audience, Industry
from search import indexing
from search.encoder.base import EncoderUnavailable
from tests import factories

pytestmark = pytest.mark.django_db

SEARCH = """query ($query: String!, $filter: AssetFilter, $first: Int = 10, $after: String) {
  search(query: $query, filter: $filter, first: $first, after: $after) {
    totalCount degraded facets { name values { slug count } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node { asset { title } } }
    nodes { score asset { id title plainText }
      evidence { text html sectionTitle start end } reasons { kind text } } } }"""

ASK = """query ($question: String!, $kinds: [AssetKind!] = [CASE_STUDY], $filter: AssetFilter) {
  ask(question: $question, kinds: $kinds, filter: $filter) {
    outcome degraded understood { term { kind slug name } matchedText }
    matches { score asset { title } evidence { text } } nearest { asset { title } } } }"""

PRESS = "The press shop cut unplanned downtime by a third. Vibration sensors told of the bearing."
DAIRY = "The dairy traced every batch of yoghurt. The recall drill took four minutes."
WIND = "The gearbox of the turbine was changed before the storm. The crane came in spring."


def text(words):
    return [("heading", {"text": "Story", "level": "2"}), ("paragraph", f"<p>{words}</p>")]


@pytest.fixture(scope="module")
def pool(for_module):
    with for_module():
        _write_pool()


def _write_pool():
    automotive = factories.term(Industry, "automotive", en="Automotive", zh_hans="汽车")
    factories.asset(CaseStudy, title="Press", body=text(PRESS), industries=[automotive])
    factories.asset(CaseStudy, title="Dairy", body=text(DAIRY))
    factories.asset(title="Wind", body=text(WIND))
    for number in range(12):
        factories.asset(title=f"Filler {number}", body=text(f"Filler words number {number} only."))
    indexing.drain()


@pytest.mark.usefixtures("pool")
class TestSearch:
    def test_finds_with_evidence_that_stands_in_the_text(self, data):
        found = data(SEARCH, {"query": "vibration sensors bearing"})["search"]
        best = found["nodes"][0]
        assert best["asset"]["title"] == "Press"
        assert 0 < best["score"] <= 1
        [evidence] = best["evidence"]
        assert evidence["sectionTitle"] == "Story"
        span = slice(evidence["start"], evidence["end"])
        assert best["asset"]["plainText"][span] == evidence["text"]
        assert "Vibration" in evidence["text"]
        assert best["reasons"]

    def test_marks_the_words_of_the_question(self, data):
        body = text("The <b>valve</b> &amp; sensors of tank 7 < 3 bar leak.")
        factories.asset(title="Valves", body=body)
        indexing.drain()
        found = data(SEARCH, {"query": "sensor leaking valves"})["search"]["nodes"][0]
        assert found["evidence"][0]["html"] == (
            "The <mark>valve</mark> &amp; <mark>sensors</mark> of tank 7 &lt; 3 bar <mark>leak</mark>."
        )

    def test_counts_and_facets(self, data):
        found = data(SEARCH, {"query": "filler words", "first": 100})["search"]
        assert found["totalCount"] == len(found["nodes"])
        kinds = next(facet for facet in found["facets"] if facet["name"] == "kind")
        assert sum(value["count"] for value in kinds["values"]) == found["totalCount"]

    def test_filters(self, data):
        def titles(kind):
            asked = {"query": "gearbox turbine storm crane", "filter": {"kinds": [kind]}}
            return [node["asset"]["title"] for node in data(SEARCH, asked)["search"]["nodes"]]

        assert titles("ARTICLE")[0] == "Wind"
        assert "Wind" not in titles("CASE_STUDY")

    def test_filters_by_terms_and_days(self, data):
        for filter in (
            {"industries": ["automotive"]},
            {"industries": ["automotive", "no-such"], "locales": ["en"]},
        ):
            nodes = data(SEARCH, {"query": "downtime", "filter": filter})["search"]["nodes"]
            assert [node["asset"]["title"] for node in nodes] == ["Press"]
        for filter in ({"industries": ["no-such"]}, {"publishedBefore": "2001-01-01"}):
            found = data(SEARCH, {"query": "downtime", "filter": filter})["search"]
            assert (found["totalCount"], found["nodes"]) == (0, [])

    def test_pages_fit_together(self, data):
        whole = data(SEARCH, {"query": "filler words number", "first": 100})["search"]
        titles, after = [], None
        while True:
            asked = {"query": "filler words number", "first": 5, "after": after}
            page = data(SEARCH, asked)["search"]
            titles += [edge["node"]["asset"]["title"] for edge in page["edges"]]
            assert page["pageInfo"]["hasPreviousPage"] == (after is not None)
            if not page["pageInfo"]["hasNextPage"]:
                break
            after = page["pageInfo"]["endCursor"]
        assert titles == [node["asset"]["title"] for node in whole["nodes"]]
        assert len(titles) == len(set(titles)) == whole["totalCount"] >= 12

    def test_what_left_the_list_takes_no_other_with_it(self, data):
        whole = data(SEARCH, {"query": "filler words number", "first": 100})["search"]
        first = data(SEARCH, {"query": "filler words number", "first": 5})["search"]
        gone = first["nodes"][4]["asset"]["id"]
        Asset.objects.get(pk=gone).specific.unpublish()
        asked = {"query": "filler words number", "first": 5}
        rest = data(SEARCH, {**asked, "after": first["pageInfo"]["endCursor"]})["search"]
        assert rest["nodes"][0]["asset"] == whole["nodes"][5]["asset"]

    def test_an_asset_out_of_sight_is_not_found_before_the_index_knows(self, data):
        CaseStudy.objects.filter(title="Press").update(audience=Audience.INTERNAL)
        asked = {"query": "vibration sensors bearing"}
        titles = [node["asset"]["title"] for node in data(SEARCH, asked)["search"]["nodes"]]
        assert "Press" not in titles
        nodes = data(SEARCH, asked, factories.viewer_key("sales"))["search"]["nodes"]
        assert nodes[0]["asset"]["title"] == "Press"

    @pytest.mark.parametrize(
        "cursor", ["junk", "WzEsMl0", "Wy0xLCJhIl0", "WzEwMDAwLCJhIl0", "W3RydWUsImEiXQ"]
    )
    def test_what_is_no_cursor_is_refused(self, refusal, cursor):
        assert refusal(SEARCH, {"query": "x", "after": cursor})[0] == "BAD_INPUT"


UNDERSTAND = """query($question: String!, $terms: [TermUseInput!]) {
  ask(question: $question, terms: $terms) {
    understood { kind slug term { slug } matchedText by use negated publishedAfter publishedBefore note }
    matches { asset { title } }
  }
}"""


@pytest.mark.usefixtures("pool")
class TestAsk:
    def test_answers_with_proof(self, data):
        answer = data(ASK, {"question": "vibration sensors bearing downtime press shop"})["ask"]
        assert answer["outcome"] == "MATCHED"
        assert answer["matches"][0]["asset"]["title"] == "Press"
        assert answer["nearest"] == []
        assert answer["degraded"] is False

    def test_says_what_it_understood_in_the_language_of_the_question(self, data):
        for question, word, name in (
            ("Who in automotive cut downtime?", "automotive", "Automotive"),
            ("汽车行业的案例", "汽车", "汽车"),
        ):
            [understood] = data(ASK, {"question": question})["ask"]["understood"]
            assert understood == {
                "term": {"kind": "INDUSTRY", "slug": "automotive", "name": name},
                "matchedText": word,
            }

    def test_says_what_is_not_wanted_when_and_what_is_made_of_it(self, data):
        question = "press shops since 2019, not automotive, without Oracle"
        understood = data(UNDERSTAND, {"question": question})["ask"]["understood"]
        time, term, words = understood
        assert (time["kind"], time["use"]) == ("time", "FILTER")
        after = datetime.fromisoformat(time["publishedAfter"])
        assert after == datetime(2019, 1, 1, tzinfo=get_current_timezone())
        assert (term["term"]["slug"], term["negated"], term["use"]) == (
            "automotive",
            True,
            "FILTER",
        )
        assert (words["matchedText"], words["use"]) == ("without Oracle", "OFF") and words["note"]

    def test_each_thing_understood_can_be_made_a_filter_or_switched_off(self, data):
        question = "vibration sensors bearing downtime press shop, not automotive"
        assert data(ASK, {"question": question})["ask"]["matches"] == []
        for use, found in (("OFF", ["Press"]), ("FILTER", [])):
            terms = [{"kind": "industry", "slug": "automotive", "use": use}]
            answer = data(UNDERSTAND, {"question": question, "terms": terms})["ask"]
            assert [match["asset"]["title"] for match in answer["matches"]] == found
            assert answer["understood"][0]["use"] == use

    def test_a_term_that_nobody_named_can_be_a_filter(self, data):
        terms = [{"kind": "industry", "slug": "automotive", "use": "FILTER"}]
        variables = {"question": "press shop", "terms": terms}
        [understood] = data(UNDERSTAND, variables)["ask"]["understood"]
        assert (understood["by"], understood["matchedText"]) == ("CALLER", "")

    def test_so_many_terms_are_refused(self, refusal):
        terms = [{"kind": "x", "slug": "\0", "use": "OFF"}] * 2000
        assert refusal(UNDERSTAND, {"question": "x", "terms": terms})[0] == "BAD_INPUT"

    def test_says_honestly_that_nothing_fits(self, data):
        answer = data(ASK, {"question": "zebra quantum xylophone"})["ask"]
        assert (answer["outcome"], answer["matches"]) == ("NO_MATCH", [])
        assert answer["nearest"]

    def test_only_case_studies_unless_told_otherwise(self, data):
        question = "gearbox turbine storm crane spring"
        assert "Wind" not in str(data(ASK, {"question": question}))
        for asked in ({"kinds": ["ARTICLE"]}, {"kinds": []}, {"filter": {"kinds": ["ARTICLE"]}}):
            answer = data(ASK, {"question": question, **asked})["ask"]
            assert answer["matches"][0]["asset"]["title"] == "Wind"


@pytest.mark.usefixtures("pool")
@pytest.mark.parametrize("query", [SEARCH, ASK], ids=["search", "ask"])
class TestQuestions:
    @pytest.mark.parametrize("question", ["", "  ", "\n\t", "\0\x07", "\ufeff"])
    def test_empty_ones_are_refused(self, refusal, query, question):
        assert refusal(query, {"query": question, "question": question})[0] == "BAD_INPUT"

    @pytest.mark.parametrize("word", ["x", "word ", "汽车"])
    def test_long_ones_are_refused_with_the_limit(self, refusal, query, word):
        question = word * 2_001
        code, message = refusal(query, {"query": question, "question": question})
        assert code == "BAD_INPUT"
        assert "2000" in message

    @pytest.mark.parametrize(
        "question",
        [
            "a" * 2_000,
            "down\0time\x1b[31m",
            "🙂" * 50,
            "<script>",
            "' OR 1=1 --",
            "* AND (",
            "\u202e",
        ],
    )
    def test_strange_ones_are_answered(self, post, query, question):
        response = post(query, {"query": question, "question": question})
        assert response.status_code == 200
        for error in response.answer.get("errors", ()):
            assert error["extensions"]["code"] == "BAD_INPUT"

    def test_without_an_encoder_words_still_find(self, data, query, monkeypatch):
        def fail(*_args):
            raise EncoderUnavailable("no model here")

        monkeypatch.setattr("search.encoder.queries.get_encoder", fail)
        question = "vibration sensors bearing downtime"
        answer = data(query, {"query": question, "question": question})
        [found] = answer.values()
        assert found["degraded"] is True
        matches = found.get("nodes") or found.get("matches")
        assert matches[0]["asset"]["title"] == "Press"


RELATED = """query ($id: ID!, $filter: AssetFilter, $across: Boolean = false) { asset(id: $id) {
  plainText related(first: 3, filter: $filter, acrossLanguages: $across) {
    score asset { id title locale plainText } reasons { kind text }
    evidence { text start end } ownEvidence { text start end } } } }"""


class TestRelated:
    @pytest.fixture
    def press(self, pool):
        industry = Industry.objects.get(slug="automotive")
        self.chinese = factories.asset(
            title="冲压",
            summary="冲压 press shop: vibration sensors told of the bearing; downtime",
            lang="zh-hans",
            industries=[industry],
        )
        factories.asset(
            title="Stamping",
            body=text("Sensors watch the bearing of each press in the shop, day and night."),
            industries=[industry],
            summary="Vibration",
        )
        indexing.drain()
        return CaseStudy.objects.get(title="Press")

    def test_neighbours_with_reasons_in_words(self, data, press):
        found = data(RELATED, {"id": press.pk})["asset"]["related"]
        assert found[0]["asset"]["title"] == "Stamping"
        assert {"kind": "industry", "text": "Automotive"} in found[0]["reasons"]
        assert len(found) == 3

    def test_never_itself_or_its_translations(self, data, press):
        self.chinese.translation_key = press.translation_key
        self.chinese.save()
        indexing.drain()
        titles = [
            found["asset"]["title"] for found in data(RELATED, {"id": press.pk})["asset"]["related"]
        ]
        assert not {"Press", "冲压"} & set(titles)

    def test_filtered(self, data, press):
        asked = {"id": press.pk, "filter": {"kinds": ["CASE_STUDY"]}}
        found = data(RELATED, asked)["asset"]["related"]
        assert [match["asset"]["title"] for match in found] == ["Dairy"]

    def test_other_languages_compete_when_asked(self, data, press):
        own_first = data(RELATED, {"id": press.pk})["asset"]["related"]
        across = data(RELATED, {"id": press.pk, "across": True})["asset"]["related"]
        assert {match["asset"]["locale"] for match in own_first} == {"en"}
        assert "zh-hans" in {match["asset"]["locale"] for match in across}

    def test_the_closest_words_of_both(self, data, press):
        asset = data(RELATED, {"id": press.pk})["asset"]
        match = asset["related"][0]
        for quoted, text_of_asset in (
            (match["evidence"], match["asset"]["plainText"]),
            (match["ownEvidence"], asset["plainText"]),
        ):
            [evidence] = quoted
            assert evidence["text"] == text_of_asset[evidence["start"] : evidence["end"]]

    def test_an_asset_that_is_not_indexed_yet_has_none(self, data):
        page = factories.asset()
        assert data(RELATED, {"id": page.pk})["asset"]["related"] == []


def test_an_empty_pool_answers(data):
    found = data(SEARCH, {"query": "anything"})["search"]
    assert (found["totalCount"], found["nodes"]) == (0, [])
    assert data(ASK, {"question": "anything"})["ask"]["outcome"] == "NO_MATCH"
