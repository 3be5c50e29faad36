"""What a list and a search can be narrowed to: each value as the filter takes it, with what it would bring."""

import pytest

from hub.assets.models import CaseStudy, Publication
from hub.taxonomy.models import Audience, Campaign, ContentFamily, ContentType, Industry, Persona
from search import indexing
from tests import factories

pytestmark = pytest.mark.django_db

FACETS = "totalCount facets { name filter values { value slug name(locale: $locale) count } }"
LIST = f"query ($filter: AssetFilter, $locale: String) {{ found: assets(filter: $filter) {{ {FACETS} }} }}"
SEARCH = (
    "query ($filter: AssetFilter, $locale: String) "
    f'{{ found: search(query: "press sensors", filter: $filter) {{ {FACETS} }} }}'
)
FILTERS = [
    None,
    {"kinds": ["CASE_STUDY"]},
    {"kinds": ["EBOOK"], "industries": ["automotive"]},
    {"kinds": ["CASE_STUDY"], "personas": ["finance"], "locales": ["en"], "campaigns": ["spring"]},
    {"industries": ["no-such"]},
]


@pytest.fixture(autouse=True, scope="module")
def pool(for_module):
    with for_module():
        _write_pool()


def _write_pool():
    automotive = factories.term(Industry, "automotive", en="Automotive", zh_hans="汽车")
    dairy, finance = factories.term(Industry, "dairy"), factories.term(Persona, "finance")
    story = ContentType.objects.create(slug="story", family=ContentFamily.objects.create(slug="f"))
    text = {"summary": "The press has sensors."}
    factories.asset(
        CaseStudy,
        industries=[automotive, dairy],
        personas=[finance],
        campaign=factories.term(Campaign, "spring"),
        **text,
    )
    factories.asset(CaseStudy, industries=[dairy], content_type_term=story, **text)
    factories.asset(Publication, kind="ebook", industries=[automotive], **text)
    factories.asset(lang="zh-hans", personas=[finance], **text)
    factories.asset(CaseStudy, industries=[dairy], audience=Audience.INTERNAL, **text)
    factories.asset(CaseStudy, industries=[dairy], live=False, **text)
    indexing.drain()


@pytest.mark.parametrize("query", [LIST, SEARCH], ids=["list", "search"])
class TestBoth:
    @pytest.mark.parametrize("filter", FILTERS)
    def test_each_value_brings_as_many_as_it_says(self, data, query, filter):
        facets = data(query, {"filter": filter})["found"]["facets"]
        for facet in facets:
            for value in facet["values"]:
                narrowed = {**(filter or {}), facet["filter"]: [value["value"]]}
                found = data(query, {"filter": narrowed})["found"]
                assert found["totalCount"] == value["count"], (facet["name"], value)

    def test_whoever_chose_one_kind_sees_the_others(self, data, query):
        found = data(query, {"filter": {"kinds": ["EBOOK"]}})["found"]
        kinds = next(facet for facet in found["facets"] if facet["name"] == "kind")
        assert {value["value"]: value["count"] for value in kinds["values"]} == {
            "CASE_STUDY": 2,
            "EBOOK": 1,
            "ARTICLE": 1,
        }

    def test_what_was_chosen_is_there_even_where_it_brings_nothing(self, data, query):
        filter = {"kinds": ["FAQ"], "industries": ["dairy", "no-such", "<b>"], "locales": ["xx"]}
        facets = data(query, {"filter": filter})["found"]["facets"]
        told = [
            (facet["name"], v["value"], v["count"]) for facet in facets for v in facet["values"]
        ]
        assert told == [("kind", "FAQ", 0), ("industry", "dairy", 0)]

    def test_values_are_named(self, data, query):
        facets = data(query, {"locale": "zh-hans"})["found"]["facets"]
        named = {v["value"]: v["name"] for facet in facets for v in facet["values"]}
        assert named["automotive"] == "汽车"
        assert named["EBOOK"] == "电子书"
        assert (named["en"], named["zh-hans"]) == ("English", "简体中文")

    def test_an_unknown_language_is_no_error(self, data, query):
        facets = data(query, {"locale": "xx\0"})["found"]["facets"]
        assert all(value["name"] for facet in facets for value in facet["values"])


def test_what_not_everybody_may_see_is_counted_for_those_who_may(data):
    def kinds(key=""):
        found = data(LIST, {"filter": {"kinds": ["CASE_STUDY"]}}, key)["found"]
        return {v["value"]: v["count"] for v in found["facets"][0]["values"]}

    assert (kinds()["CASE_STUDY"], kinds(factories.viewer_key("sales"))["CASE_STUDY"]) == (2, 3)


def test_of_an_empty_list_there_are_none(data):
    found = data(LIST, {"filter": {"publishedAfter": "2999-01-01"}})["found"]
    assert (found["totalCount"], found["facets"]) == (0, [])
