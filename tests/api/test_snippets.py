"""Snippets: one, those of an asset, and the list of all."""

import io
from datetime import UTC, datetime, timedelta

import PIL.Image
import pytest

from hub.assets.models import CaseStudy
from hub.pictures.picture import picture_of
from hub.snippets.models import Decision, Hold, Snippet
from hub.taxonomy.models import Channel, Industry, Persona, Topic
from hub.taxonomy.seeding import seed
from search.snippets import SnippetType
from tests import factories

pytestmark = pytest.mark.django_db

ONE = "query ($id: ID!) { snippet(id: $id) { id %s } }"
LIST = """query ($filter: SnippetFilter, $first: Int = 20, $after: String) {
  snippets(filter: $filter, first: $first, after: $after) {
    totalCount nodes { fullText } edges { cursor node { fullText } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"""
OF_ASSETS = """query ($first: Int = 5, $type: SnippetType) {
  assets(sort: TITLE) { nodes { title snippets(first: $first, type: $type) { fullText } } } }"""

MAY = datetime(2026, 5, 1, tzinfo=UTC)


@pytest.fixture
def texts(data):
    """The texts of the list's snippets, whose count must be right."""

    def ask(**filter):
        answer = data(LIST, {"filter": filter})["snippets"]
        found = [node["fullText"] for node in answer["nodes"]]
        assert answer["totalCount"] == len(found)
        return found

    return ask


class TestOne:
    def test_tells_where_it_stands(self, data):
        asset = factories.asset(
            summary="Before. Sensors cut downtime by 59%. 之后。", title="How sensors help"
        )
        made = factories.snippet(
            asset,
            "Sensors cut downtime by 59%.",
            start=8,
            block="summary",
            section_title="Results",
            decided_at=MAY,
            pinned=True,
        )
        fields = """type fullText pinned approvedAt asset { title plainText }
          source { sectionTitle start end block }"""
        found = data(ONE % fields, {"id": str(made.uuid)})["snippet"]
        assert found == {
            "id": str(made.uuid),
            "type": "STATISTIC",
            "fullText": "Sensors cut downtime by 59%.",
            "pinned": True,
            "approvedAt": "2026-05-01T00:00:00+00:00",
            "asset": {"title": "How sensors help", "plainText": asset.summary},
            "source": {"sectionTitle": "Results", "start": 8, "end": 36, "block": "summary"},
        }
        source = found["source"]
        plain_text = found["asset"]["plainText"]
        assert plain_text[source["start"] : source["end"]] == found["fullText"]

    @pytest.mark.parametrize("type_", SnippetType)
    def test_each_type_has_its_name(self, data, type_):
        made = factories.snippet(factories.asset(), type=type_)
        assert data(ONE % "type", {"id": str(made.uuid)})["snippet"]["type"] == type_.name

    @pytest.mark.parametrize(
        "id", ["", "1", "x" * 5_000, "a\0b", "0" * 32, "片段", "{}", "%s", "-1", "٣" * 32]
    )
    def test_an_unknown_id_is_none(self, data, id):
        factories.snippet(factories.asset())
        assert data(ONE % "", {"id": id}) == {"snippet": None}


class TestGivenOut:
    """Approved, held, of an asset that the caller may see; `test_visibility` walks all the ways."""

    @pytest.mark.parametrize(
        "fields",
        [
            {"decision": Decision.PROPOSED},
            {"decision": Decision.REJECTED},
            {"hold": Hold.CHANGED},
            {"hold": Hold.GONE},
        ],
    )
    def test_nothing_else(self, data, texts, fields):
        made = factories.snippet(factories.asset(), **fields)
        assert texts() == []
        assert data(ONE % "", {"id": str(made.uuid)}) == {"snippet": None}
        assert data(OF_ASSETS)["assets"]["nodes"][0]["snippets"] == []

    def test_internal_ones_for_sales_alone(self, data):
        factories.snippet(factories.asset(audience="internal"))
        for scope, expected in (("delivery", 0), ("sales", 1)):
            key = factories.viewer_key(scope)
            assert data(LIST, key=key)["snippets"]["totalCount"] == expected


class TestOfAnAsset:
    def test_pinned_ones_first_then_the_best(self, data):
        asset = factories.asset(title="A")
        for text, score, pinned in (("c", 0.1, 0), ("b", 0.9, 0), ("a", 0.0, 1), ("d", 0.1, 0)):
            factories.snippet(asset, text, score=score, pinned=bool(pinned))
        other = factories.asset(title="B")
        factories.snippet(other, "e")
        nodes = data(OF_ASSETS)["assets"]["nodes"]
        assert [[found["fullText"] for found in node["snippets"]] for node in nodes] == [
            ["a", "b", "c", "d"],
            ["e"],
        ]

    def test_of_one_type(self, data):
        asset = factories.asset()
        factories.snippet(asset, "a", type=SnippetType.QUOTE)
        factories.snippet(asset, "b", type=SnippetType.TIP)
        [node] = data(OF_ASSETS, {"type": "TIP"})["assets"]["nodes"]
        assert node["snippets"] == [{"fullText": "b"}]

    def test_no_more_than_asked_for(self, data):
        asset = factories.asset()
        for text in "abc":
            factories.snippet(asset, text)
        for first in range(4):
            [node] = data(OF_ASSETS, {"first": first})["assets"]["nodes"]
            assert len(node["snippets"]) == first

    @pytest.mark.parametrize("first", [-1, 101, None])
    def test_pages_of_a_wrong_size_are_refused(self, refusal, first):
        factories.asset()
        query = "query ($n: Int) { assets(first: 1) { nodes { snippets(first: $n) { id } } } }"
        assert refusal(query, {"n": first})[0] in ("BAD_INPUT", "LIMIT_EXCEEDED")

    def test_lists_inside_lists_are_multiplied(self, refusal):
        query = "{ assets(first: 100) { nodes { snippets(first: 20) { id } } } }"
        assert refusal(query)[0] == "LIMIT_EXCEEDED"

    def test_leads_back_to_its_asset(self, data):
        asset = factories.asset(title="A")
        factories.snippet(asset, "a")
        query = "{ assets { nodes { snippets { asset { id snippets { asset { id } } } } } } }"
        [node] = data(query)["assets"]["nodes"]
        own = {"id": str(asset.pk)}
        assert node["snippets"] == [{"asset": {**own, "snippets": [{"asset": own}]}}]


class TestFilter:
    def test_by_type(self, texts):
        asset = factories.asset()
        for type_ in SnippetType:
            factories.snippet(asset, type_.value, type=type_)
        assert texts(types=["QUOTE", "TIP"]) == ["quote", "tip"]
        assert len(texts(types=[])) == len(texts(types=None)) == len(SnippetType)

    def test_by_pin(self, texts):
        asset = factories.asset()
        factories.snippet(asset, "a", pinned=True)
        factories.snippet(asset, "b")
        assert texts(pinned=True) == ["a"]
        assert texts(pinned=False) == ["b"]
        assert texts(pinned=None) == ["a", "b"]

    def test_by_what_assets_are_filtered_by(self, texts):
        finance, steel = factories.term(Persona, "finance"), factories.term(Industry, "steel")
        case = factories.asset(CaseStudy, personas=[finance], industries=[steel], published_at=MAY)
        factories.snippet(case, "a")
        factories.snippet(factories.asset(personas=[finance]), "b")
        factories.snippet(factories.asset(lang="zh-hans"), "c")
        assert texts(assets={"personas": ["finance"]}) == ["a", "b"]
        assert texts(assets={"personas": ["finance"], "industries": ["steel"]}) == ["a"]
        assert texts(assets={"kinds": ["CASE_STUDY"]}) == ["a"]
        assert texts(assets={"locales": ["zh-hans"]}) == ["c"]
        assert texts(assets={"publishedBefore": "2026-05-02"}) == ["a"]
        assert texts(assets={}) == texts(assets=None) == ["a", "b", "c"]
        assert texts(assets={"personas": ["no-such"]}) == []

    def test_fields_are_anded(self, texts):
        asset = factories.asset()
        factories.snippet(asset, "a", type=SnippetType.TIP, pinned=True)
        factories.snippet(asset, "b", type=SnippetType.TIP)
        factories.snippet(asset, "c", type=SnippetType.QUOTE, pinned=True)
        assert texts(types=["TIP"], pinned=True) == ["a"]

    @pytest.mark.parametrize("slug", ["", "a\0b", "'; --", "%", "财务", "x" * 5_000])
    def test_strange_slugs_match_nothing(self, texts, slug):
        factories.snippet(factories.asset())
        assert texts(assets={"topics": [slug]}) == []

    def test_an_unknown_type_is_refused(self, post):
        assert post(LIST, {"filter": {"types": ["POEM"]}}).status_code == 400


class TestPages:
    def walked(self, data, size, between=lambda: None):
        found, after = [], None
        while True:
            page = data(LIST, {"first": size, "after": after})["snippets"]
            found += [edge["node"]["fullText"] for edge in page["edges"]]
            assert page["pageInfo"]["hasPreviousPage"] == (after is not None)
            if not page["pageInfo"]["hasNextPage"]:
                return found
            after = page["pageInfo"]["endCursor"]
            assert after == page["edges"][-1]["cursor"]
            between()

    @pytest.fixture
    def five(self):
        """a to e, in the order of the list; b, c and d tie."""
        asset = factories.asset()
        places = {"a": (True, 0.1), "b": (False, 0.3), "e": (False, 0.1 + 0.2 - 0.1)}
        for text in "ebacd":
            pinned, score = places.get(text, (False, 0.3))
            factories.snippet(asset, text, pinned=pinned, score=score)
        return asset

    @pytest.mark.parametrize("size", [1, 2, 3, 5])
    def test_each_comes_once(self, data, five, size):
        assert self.walked(data, size) == list("abcde")

    def test_what_is_approved_meanwhile_neither_repeats_nor_hides_others(self, data, five):
        made = []

        def approve():
            made.append(factories.snippet(five, "new", pinned=True))

        assert self.walked(data, 2, approve) == list("abcde")
        assert made

    def test_the_cursor_of_a_snippet_that_is_gone_still_works(self, data, five):
        page = data(LIST, {"first": 2})["snippets"]
        Snippet.objects.filter(text="b").delete()
        rest = data(LIST, {"after": page["pageInfo"]["endCursor"]})["snippets"]
        assert [node["fullText"] for node in rest["nodes"]] == ["c", "d", "e"]

    def test_the_count_is_of_the_whole_list(self, data, five):
        assert data(LIST, {"first": 2})["snippets"]["totalCount"] == 5

    @pytest.mark.parametrize(
        "cursor",
        [
            "junk",
            "%%%",
            "é",
            "bnVsbA",
            "WyJORVdFU1QiLDEsMl0",  # ["NEWEST",1,2]
            "WzIsMC41LDFd",  # [2,0.5,1]
            "WzEsMSwxXQ",  # [1,1,1]
            "WzEsTmFOLDFd",  # [1,NaN,1]
            "WzEsSW5maW5pdHksMV0",  # [1,Infinity,1]
            "WzEsMC41LDk5OTk5OTk5OTk5OTk5OTk5OTk5OV0",  # [1,0.5,99999999999999999999999]
            "W" * 10_000,
        ],
    )
    def test_what_is_no_cursor_of_this_list_is_refused(self, refusal, cursor):
        assert refusal(LIST, {"after": cursor})[0] == "BAD_INPUT"

    def test_an_empty_cursor_is_the_beginning(self, data):
        factories.snippet(factories.asset(), "a")
        assert data(LIST, {"after": ""})["snippets"]["nodes"] == [{"fullText": "a"}]

    @pytest.mark.parametrize("first", [-1, 101, None])
    def test_pages_of_a_wrong_size_are_refused(self, refusal, first):
        assert refusal(LIST, {"first": first})[0] == "BAD_INPUT"


LONG = "Sensors cut downtime. " + "They were mounted on every press in the hall, " * 10 + "at last."
ENDLESS = "x" * 500
POSTED = """text fullText cut rewritten attribution hashtags link post characterCount limit fold
  shareUrl channel { slug name counting limit fold internal }"""


class TestOnAChannel:
    @pytest.fixture(autouse=True)
    def channels(self, db):
        seed()

    @pytest.fixture
    def on(self, data):
        def ask(made, channel, key=""):
            query = (
                f"query ($id: ID!, $on: String) {{ snippet(id: $id, channel: $on) {{ {POSTED} }} }}"
            )
            return data(query, {"id": str(made.uuid), "on": channel}, key)["snippet"]

        return ask

    @pytest.fixture
    def asset(self):
        topics = [factories.term(Topic, en="Predictive maintenance")]
        return factories.asset(title="Presses", slug="presses", topics=topics)

    def test_it_is_worded_for_it(self, on, asset):
        made = factories.snippet(asset)
        found = on(made, "x")
        assert found["text"] == found["fullText"] == made.text
        assert found["channel"] == {
            "slug": "x",
            "name": "X",
            "counting": "X",
            "limit": 280,
            "fold": None,
            "internal": False,
        }
        assert found["limit"] == 280
        assert found["attribution"] == "— Presses"
        assert found["hashtags"] == ["#PredictiveMaintenance"]
        assert "/en/presses?utm_source=x&" in found["link"]
        for part in (made.text, found["link"], *found["hashtags"]):
            assert part in found["post"]
        assert len(made.text) < found["characterCount"] <= 280
        assert found["shareUrl"].startswith("https://")
        assert not found["cut"]
        assert not found["rewritten"]

    def test_it_leads_to_the_site_its_asset_is_of(self, on):
        root = factories.other_home()
        factories.site(root, hostname="shop.example.com")
        made = factories.snippet(factories.asset(parent=root, slug="presses"))
        found = on(made, "x")
        assert found["link"].startswith("https://shop.example.com/en/presses?")
        assert found["link"] in found["post"]
        assert "shop.example.com" in found["shareUrl"]

    def test_it_is_cut_where_it_is_too_long(self, on, asset):
        found = on(factories.snippet(asset, LONG), "x")
        assert found["cut"]
        assert found["fullText"] == LONG
        assert found["text"].endswith("…")
        assert LONG.startswith(found["text"].rstrip(" …"))
        assert found["characterCount"] <= 280

    def test_without_one_it_is_whole(self, on, asset):
        found = on(factories.snippet(asset, LONG), None)
        assert found["text"] == found["fullText"] == LONG
        assert found["characterCount"] == len(LONG)
        assert found["attribution"] == "— Presses"
        assert found["hashtags"] == ["#PredictiveMaintenance"]
        assert found["link"].endswith("/en/presses")
        for field in ("channel", "post", "limit", "fold", "shareUrl"):
            assert found[field] is None

    def test_what_does_not_fit_is_not_there(self, data, on, texts, asset):
        endless = factories.snippet(asset, ENDLESS)
        factories.snippet(asset, "fits")
        assert on(endless, "x") is None
        assert on(endless, "linkedin")["text"] == ENDLESS
        assert texts(channel="x") == ["fits"]
        assert texts(channel="linkedin") == texts() == [ENDLESS, "fits"]
        query = '{ assets { nodes { snippets(channel: "x", first: 1) { text } } } }'
        assert data(query)["assets"]["nodes"] == [{"snippets": [{"text": "fits"}]}]

    def test_pages_leave_out_what_does_not_fit(self, data, asset):
        for text in (ENDLESS, "a", ENDLESS, "b", "c"):
            factories.snippet(asset, text)
        wanted = {"filter": {"channel": "x"}, "first": 2}
        page = data(LIST, wanted)["snippets"]
        assert [node["fullText"] for node in page["nodes"]] == ["a", "b"]
        assert page["totalCount"] == 3
        assert page["pageInfo"]["hasNextPage"]
        page = data(LIST, {**wanted, "after": page["pageInfo"]["endCursor"]})["snippets"]
        assert [node["fullText"] for node in page["nodes"]] == ["c"]
        assert not page["pageInfo"]["hasNextPage"]

    @pytest.mark.parametrize("slug", ["", "no-such", "X", "a\0b", "微博", "x" * 5_000])
    def test_an_unknown_one_fits_nothing(self, data, on, texts, asset, slug):
        made = factories.snippet(asset)
        assert on(made, slug) is None
        assert texts(channel=slug) == []
        query = "query ($on: String) { assets { nodes { snippets(channel: $on) { id } } } }"
        assert data(query, {"on": slug})["assets"]["nodes"] == [{"snippets": []}]

    def test_one_that_an_editor_adds_works_at_once(self, on, asset):
        Channel.objects.create(slug="notes", hard_limit=40, hashtags="tag")
        found = on(factories.snippet(asset), "notes")
        assert found["channel"]["name"] == "notes"
        assert found["limit"] == 40
        assert found["characterCount"] <= 40
        assert found["shareUrl"] is None

    def test_internal_assets_are_told_to_colleagues_alone(self, data, on):
        key = factories.viewer_key("sales")
        made = factories.snippet(factories.asset(audience="internal"))
        assert on(made, "sales", key)["text"] == made.text
        assert on(made, "x", key) is None
        assert data(LIST, {"filter": {"channel": "x"}}, key)["snippets"]["totalCount"] == 0
        assert data(LIST, {"filter": {"channel": "sales"}}, key)["snippets"]["totalCount"] == 1
        found = on(made, None, key)
        assert found["link"] is None
        assert found["shareUrl"] is None

    def test_it_is_named_in_the_language_of_the_asset(self, on):
        made = factories.snippet(factories.asset(lang="zh-hans"), "停机时间减少了 59%。")
        assert on(made, "weibo")["channel"]["name"] == "微博"

    def test_every_channel_is_listed_with_what_fits_there(self, data):
        query = "{ taxonomy { channels { slug counting limit fold internal } } }"
        found = {each["slug"]: each for each in data(query)["taxonomy"]["channels"]}
        assert found["x"]["counting"] == "X"
        assert found["weibo"]["fold"] == 140
        assert found["sales"]["internal"]


class TestCards:
    CARDS = "query ($id: ID!) { snippet(id: $id) { cards { size width height url } } }"

    def test_there_is_one_of_each_size(self, data, client):
        made = factories.snippet(factories.asset())
        cards = data(self.CARDS, {"id": str(made.uuid)})["snippet"]["cards"]
        assert [card["size"] for card in cards] == ["1200x630", "1080x1080", "1080x1350"]
        for card in cards:
            response = client.get(card["url"])
            assert response["Content-Type"] == "image/png"
            picture = PIL.Image.open(io.BytesIO(response.content))
            assert picture.size == (card["width"], card["height"])

    def test_there_is_none_of_what_not_everybody_may_see(self, data):
        made = factories.snippet(factories.asset(audience="internal"))
        found = data(self.CARDS, {"id": str(made.uuid)}, factories.viewer_key("sales"))
        assert found["snippet"] == {"cards": []}


class TestOpenGraphImage:
    IMAGE = "{ assets { nodes { openGraphImage { url width height alt } } } }"

    def of(self, data, key=""):
        [node] = data(self.IMAGE, key=key)["assets"]["nodes"]
        return node["openGraphImage"]

    def test_is_a_card(self, data, client):
        asset = factories.asset(title="Presses")
        factories.snippet(asset, type=SnippetType.TIP, score=0.9)
        made = factories.snippet(asset, type=SnippetType.STATISTIC, score=0.1)
        found = self.of(data)
        assert f"/cards/{made.uuid}/1200x630.png" in found["url"]
        assert (found["width"], found["height"], found["alt"]) == (1200, 630, "Presses")
        assert client.get(found["url"]).status_code == 200

    def test_is_the_hero_image_where_there_is_one(self, data):
        image = factories.image()
        factories.snippet(factories.asset(hero_image=image))
        assert f"{picture_of(image).folder}social-40.jpg" in self.of(data)["url"]

    def test_is_a_card_where_the_hero_image_is_not_for_all_to_see(self, data):
        shut = factories.image(factories.private_collection())
        made = factories.snippet(factories.asset(hero_image=shut))
        assert str(made.uuid) in self.of(data)["url"]

    def test_is_not_there_without_either(self, data):
        factories.snippet(factories.asset(), decision=Decision.PROPOSED)
        assert self.of(data) is None

    def test_shows_nobody_what_is_internal(self, data):
        factories.snippet(factories.asset(audience="internal"))
        assert self.of(data, factories.viewer_key("sales")) is None


def test_expired_assets_give_none_out_before_the_clockwork_unpublishes_them(texts):
    past = datetime.now(UTC) - timedelta(minutes=1)
    factories.snippet(factories.asset(expire_at=past))
    assert texts() == []
