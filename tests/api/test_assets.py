"""`assets`: the list, what narrows it, its order and its pages."""

from datetime import UTC, datetime, timedelta

import pytest

from hub.assets.models import CaseStudy, Publication
from hub.taxonomy.models import ContentFamily, ContentType, Industry, Persona, Product, Stage, Topic
from tests import factories

pytestmark = pytest.mark.django_db

LIST = """query ($filter: AssetFilter, $sort: AssetSort, $first: Int = 20, $after: String) {
  assets(filter: $filter, sort: $sort, first: $first, after: $after) {
    totalCount nodes { title } edges { cursor node { title } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"""

MAY = datetime(2026, 5, 1, tzinfo=UTC)


@pytest.fixture
def titles(data):
    def ask(**filter):
        answer = data(LIST, {"filter": filter, "sort": "TITLE"})["assets"]
        found = [node["title"] for node in answer["nodes"]]
        assert answer["totalCount"] == len(found)
        return found

    return ask


class TestFilter:
    @pytest.mark.parametrize(
        ("name", "field", "cls"),
        [
            ("personas", "personas", Persona),
            ("stages", "stages", Stage),
            ("industries", "industries", Industry),
            ("topics", "topics", Topic),
            ("products", "products", Product),
        ],
    )
    def test_any_of_a_lists_terms(self, titles, name, field, cls):
        one, two, three = (factories.term(cls, slug) for slug in ("one", "two", "three"))
        factories.asset(title="A", **{field: [one, two]})
        factories.asset(title="B", **{field: [two]})
        factories.asset(title="C", **{field: [three]})
        factories.asset(title="D")
        assert titles(**{name: ["one", "two"]}) == ["A", "B"]
        assert titles(**{name: ["no-such"]}) == []

    def test_by_content_type(self, titles):
        family = ContentFamily.objects.create(slug="f")
        kind = ContentType.objects.create(slug="story", family=family)
        factories.asset(title="A", content_type_term=kind)
        factories.asset(title="B")
        assert titles(contentTypes=["story", "x"]) == ["A"]

    def test_by_kind(self, titles):
        factories.asset(title="A")
        factories.asset(CaseStudy, title="B")
        factories.asset(Publication, kind="ebook", title="C")
        assert titles(kinds=["CASE_STUDY", "EBOOK"]) == ["B", "C"]

    def test_by_locale(self, titles):
        factories.asset(title="A")
        factories.asset(title="B", lang="zh-hans")
        assert titles(locales=["zh-hans"]) == ["B"]
        assert titles(locales=["en", "zh-hans"]) == ["A", "B"]

    def test_by_day(self, titles):
        for day, title in enumerate("ABC"):
            factories.asset(title=title, published_at=MAY + timedelta(days=day))
        assert titles(publishedAfter="2026-05-02") == ["B", "C"]
        assert titles(publishedBefore="2026-05-02T00:00:00Z") == ["A"]
        assert titles(publishedAfter="2026-05-02", publishedBefore="2026-05-03") == ["B"]
        assert titles(publishedAfter="2026-05-02T08:00:00+08:00") == ["B", "C"]

    def test_fields_are_anded(self, titles):
        finance = factories.term(Persona, "finance")
        factories.asset(title="A", personas=[finance])
        factories.asset(CaseStudy, title="B", personas=[finance])
        factories.asset(CaseStudy, title="C")
        assert titles(kinds=["CASE_STUDY"], personas=["finance"]) == ["B"]

    def test_an_empty_list_does_not_filter(self, titles):
        factories.asset(title="A")
        assert titles(personas=[], kinds=None) == ["A"]

    def test_a_slug_of_another_kind_matches_nothing(self, titles):
        factories.asset(title="A", topics=[factories.term(Topic, "x")])
        assert titles(industries=["x"]) == []

    @pytest.mark.parametrize("slug", ["", "a\0b", "'; --", "%", "财务", "x" * 5_000])
    def test_strange_slugs_match_nothing(self, titles, slug):
        factories.asset()
        assert titles(topics=[slug], locales=[slug], contentTypes=[slug]) == []

    @pytest.mark.parametrize(
        "moment", ["yesterday", "2020-13-45", "", 5, "0001-01-01T00:00:00+23:00"]
    )
    def test_what_is_no_moment_is_refused(self, post, moment):
        response = post(LIST, {"filter": {"publishedAfter": moment}})
        assert response.status_code == 400
        assert "DateTime" in response.answer["errors"][0]["message"]

    @pytest.mark.parametrize("moment", ["0001-01-01", "9999-12-31T23:59:59Z"])
    def test_moments_at_the_end_of_time_are_taken(self, titles, moment):
        factories.asset(title="A")
        assert titles(publishedAfter=moment) in (["A"], [])

    def test_an_unknown_kind_is_refused(self, post):
        assert post(LIST, {"filter": {"kinds": ["POEM"]}}).status_code == 400


class TestSort:
    @pytest.fixture(autouse=True)
    def assets(self):
        def made(title, published, updated):
            factories.asset(
                title=title,
                published_at=MAY + timedelta(days=published),
                last_published_at=MAY + timedelta(days=updated),
            )

        made("B", 1, 5)
        made("C", 3, 4)
        made("A", 2, 6)

    @pytest.mark.parametrize(
        ("sort", "titles"),
        [
            (None, "CAB"),
            ("NEWEST", "CAB"),
            ("OLDEST", "BAC"),
            ("RECENTLY_UPDATED", "ABC"),
            ("TITLE", "ABC"),
        ],
    )
    def test_orders(self, data, sort, titles):
        nodes = data(LIST, {"sort": sort})["assets"]["nodes"]
        assert "".join(node["title"] for node in nodes) == titles


class TestPages:
    def walked(self, data, sort, size, between=lambda: None):
        found, after = [], None
        while True:
            page = data(LIST, {"sort": sort, "first": size, "after": after})["assets"]
            found += [edge["node"]["title"] for edge in page["edges"]]
            assert page["pageInfo"]["hasPreviousPage"] == (after is not None)
            if not page["pageInfo"]["hasNextPage"]:
                return found
            after = page["pageInfo"]["endCursor"]
            assert after == page["edges"][-1]["cursor"]
            between()

    @pytest.mark.parametrize("sort", ["NEWEST", "OLDEST", "RECENTLY_UPDATED", "TITLE"])
    @pytest.mark.parametrize("size", [1, 2, 3, 7])
    def test_each_asset_comes_once_even_where_all_tie(self, data, sort, size):
        for _ in range(7):
            factories.asset(title="Same", published_at=MAY, last_published_at=MAY)
        assert self.walked(data, sort, size) == ["Same"] * 7

    def test_assets_without_any_date_are_not_lost(self, data):
        for title in "ABC":
            factories.asset(
                title=title, published_at=None, first_published_at=None, last_published_at=None
            )
        for sort in ("NEWEST", "OLDEST", "RECENTLY_UPDATED"):
            assert sorted(self.walked(data, sort, 1)) == ["A", "B", "C"]

    def test_what_is_published_meanwhile_neither_repeats_nor_hides_others(self, data):
        for day, title in enumerate("ABCDE"):
            factories.asset(title=title, published_at=MAY + timedelta(days=day))

        def publish():
            factories.asset(title="new", published_at=MAY + timedelta(days=100))

        assert self.walked(data, "NEWEST", 2, publish) == ["E", "D", "C", "B", "A"]

    def test_the_cursor_of_an_asset_that_is_gone_still_works(self, data):
        pages = [factories.asset(title=title) for title in "ABC"]
        page = data(LIST, {"sort": "TITLE", "first": 2})["assets"]
        pages[1].delete()
        after = page["pageInfo"]["endCursor"]
        rest = data(LIST, {"sort": "TITLE", "first": 2, "after": after})["assets"]
        assert [node["title"] for node in rest["nodes"]] == ["C"]

    @pytest.mark.parametrize(
        "cursor",
        [
            "junk",
            "%%%",
            "é",
            "e30",
            "bnVsbA",
            "WyJORVdFU1QiLDEsMl0",  # ["NEWEST",1,2]
            "WyJORVdFU1QiLCJ4IiwxXQ",  # ["NEWEST","x",1]
            "WyJUSVRMRSIsIngiLDFd",  # ["TITLE","x",1], of another order
            "WyJORVdFU1QiLCJ4Iiw5OTk5OTk5OTk5OTk5OTk5OTk5OV0",  # an id beyond any integer
            "WyJORVdFU1QiLCJceGQ4MDAiLDFd",
            "W" * 10_000,
        ],
    )
    def test_what_is_no_cursor_of_this_list_is_refused(self, refusal, cursor):
        assert refusal(LIST, {"sort": "NEWEST", "after": cursor})[0] == "BAD_INPUT"

    def test_an_empty_cursor_is_the_beginning(self, data):
        factories.asset(title="A")
        assert data(LIST, {"after": ""})["assets"]["nodes"] == [{"title": "A"}]
