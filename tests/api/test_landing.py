"""`landingPage` and `landingPages`."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hub.snippets.models import Decision, Snippet
from hub.taxonomy.models import Audience, Industry, Persona, Stage
from search import indexing
from tests import factories

pytestmark = pytest.mark.django_db

PAGE = """query ($slug: String!, $locale: String, $persona: String, $stage: String, $industry: String) {
  landingPage(slug: $slug, locale: $locale, persona: $persona, stage: $stage, industry: $industry) {
    id slug title locale seoTitle description updatedAt
    servedFor { persona { slug } stage { slug } industry { slug } }
    translations { slug locale }
    sections {
      __typename id heading variantReason { variant matched text }
      ... on HeroSection { text image { url } cta { label url } }
      ... on RichTextSection { html }
      ... on PersonaFeedSection { feed { degraded entries { asset { title } reasons { kind } } } }
      ... on FeaturedAssetsSection { assets { title } }
      ... on CaseStudyWallSection { caseStudies { title customer } }
      ... on StatisticsSection { statistics { figure label note } }
      ... on QuotesSection { quotes { text speaker role } }
      ... on SnippetsSection { snippets { fullText asset { title } } }
      ... on FaqSection { questions { question answerHtml } }
      ... on CallToActionSection { text cta { label url } }
      ... on LeadFormSection { text form { submitLabel consentHtml thanks
        fields { name label help kind required choices default } } }
      ... on ComparisonTableSection { columns rows caption } } } }"""

ALTERNATIVE = {"persona": "", "stage": "", "industry": ""}


def hero(heading="Hello", *alternatives, **fields):
    own = [{**ALTERNATIVE, **alternative} for alternative in alternatives]
    return ("hero", {"heading": heading, "alternatives": own, **fields})


@pytest.fixture
def terms():
    factories.term(Persona, "finance", en="Finance")
    factories.term(Persona, "user", en="User")
    factories.term(Stage, "deciding", en="Deciding")
    factories.term(Industry, "dairy", en="Dairy")


def asked(data, page, key="", **variables):
    return data(PAGE, {"slug": page.slug, **variables}, key)["landingPage"]


def only(data, section, key="", **variables):
    [found] = asked(data, factories.landing_page(sections=[section]), key, **variables)["sections"]
    return found


@pytest.mark.usefixtures("terms")
class TestVariants:
    SECTION = hero(
        "For all",
        {"persona": "finance", "heading": "For finance"},
        {"persona": "finance", "stage": "deciding", "heading": "For finance, deciding"},
        {"industry": "dairy", "text": "Milk."},
        text="Welcome.",
    )

    def reason(self, data, **variables):
        found = only(data, self.SECTION, **variables)
        return found["heading"], found["variantReason"]

    def test_the_default_says_that_it_is_one(self, data):
        heading, reason = self.reason(data)
        assert heading == "For all"
        assert (reason["variant"], reason["matched"]) == ("default", [])
        assert reason["text"] == "The default: nothing is known of the visitor."

    def test_the_most_specific_alternative_is_served_with_why(self, data):
        heading, reason = self.reason(data, persona="finance", stage="deciding", industry="dairy")
        assert heading == "For finance, deciding"
        assert reason["matched"] == ["PERSONA", "STAGE"]
        assert reason["text"] == "The alternative for Finance · Deciding."
        assert reason["variant"] != "default"

    def test_what_an_alternative_leaves_empty_is_the_defaults(self, data):
        found = only(data, self.SECTION, industry="dairy")
        assert (found["heading"], found["text"]) == ("For all", "Milk.")

    def test_another_visitor_gets_the_default(self, data):
        heading, reason = self.reason(data, persona="user")
        assert heading == "For all"
        assert reason["text"] == "The default: no alternative is for User."

    def test_a_page_may_be_for_somebody_unless_the_visitor_is_known(self, data):
        finance = Persona.objects.get(slug="finance")
        page = factories.landing_page(sections=[self.SECTION], persona=finance)
        found = asked(data, page)
        assert found["sections"][0]["heading"] == "For finance"
        assert found["servedFor"]["persona"] == {"slug": "finance"}
        assert asked(data, page, persona="user")["sections"][0]["heading"] == "For all"

    def test_a_slug_that_no_term_has_shows_the_page_all_the_same(self, data):
        assert self.reason(data, persona="nobody\0")[0] == "For all"


class TestSections:
    def test_hero(self, data):
        picture = factories.image()
        found = only(data, hero(text="T", image=picture, cta_label="Go", cta_url="/go"))
        assert found["__typename"] == "HeroSection"
        assert found["image"]["url"].startswith("http://testserver/")
        assert found["cta"] == {"label": "Go", "url": "/go"}

    def test_a_button_that_leads_to_a_script_is_left_out(self, data):
        assert only(data, hero(cta_label="Go", cta_url="javascript:alert(1)"))["cta"] is None

    def test_a_button_leads_to_where_the_chosen_page_is_now(self, data):
        chosen = factories.landing_page(slug="talk")
        found = only(data, hero(cta_label="Go", cta_page=chosen))
        assert found["cta"] == {"label": "Go", "url": "/en/talk"}
        chosen.unpublish()
        assert only(data, hero(cta_label="Go", cta_page=chosen))["cta"] is None

    def test_a_button_leads_to_a_chosen_document(self, data):
        document = factories.document()
        found = only(data, hero(cta_label="Go", cta_document=document))
        assert found["cta"]["url"] == f"http://testserver{document.url}"
        shut = factories.document(factories.private_collection())
        assert only(data, hero(cta_label="Go", cta_document=shut))["cta"] is None

    def test_a_private_picture_is_left_out(self, data):
        picture = factories.image(factories.private_collection())
        assert only(data, hero(image=picture))["image"] is None

    def test_rich_text_is_clean_and_its_links_lead_to_what_is_seen(self, data):
        shown, hidden = factories.asset(), factories.asset(audience=Audience.INTERNAL)
        html = "".join(f'<a linktype="page" id="{p.pk}">x{p.pk}</a>' for p in (shown, hidden))
        body = f"<p>{html}<script>alert(1)</script></p>"
        found = only(data, ("rich_text", {"heading": "", "body": body, "alternatives": []}))
        assert f'href="/en/{shown.slug}"' in found["html"]
        assert f"x{hidden.pk}" in found["html"] and hidden.slug not in found["html"]
        assert "script" not in found["html"]

    def test_statistics_quotes_and_questions(self, data):
        page = factories.landing_page(
            sections=[
                (
                    "statistics",
                    {"statistics": [{"value": "38 %", "label": "less", "note": ""}]},
                ),
                ("quotes", {"quotes": [{"text": "It held.", "speaker": "Ann", "role": ""}]}),
                ("faq", {"questions": [{"question": "Why?", "answer": "<p>So.</p>"}]}),
            ]
        )
        statistics, quotes, faq = asked(data, page)["sections"]
        assert statistics["statistics"] == [{"figure": "38 %", "label": "less", "note": ""}]
        assert quotes["quotes"] == [{"text": "It held.", "speaker": "Ann", "role": ""}]
        assert faq["questions"] == [{"question": "Why?", "answerHtml": "<p>So.</p>"}]

    def test_a_table(self, data):
        table = {
            "columns": [{"type": "text", "heading": "We"}, {"type": "text", "heading": "They"}],
            "rows": [{"values": ["a", "b"]}],
            "caption": "C",
        }
        found = only(data, ("comparison_table", {"heading": "H", "table": table}))
        assert (found["columns"], found["rows"]) == (["We", "They"], [["a", "b"]])
        assert found["caption"] == "C"

    def test_featured_assets_in_the_editors_order_as_far_as_they_may_be_seen(self, data):
        one, two = factories.asset(title="One"), factories.asset(title="Two")
        secret = factories.asset(title="Secret", audience=Audience.INTERNAL)
        section = ("featured_assets", {"heading": "H", "assets": [two, secret, one]})
        assert [a["title"] for a in only(data, section)["assets"]] == ["Two", "One"]
        sales = only(data, section, factories.viewer_key("sales"))
        assert [a["title"] for a in sales["assets"]] == ["Two", "Secret", "One"]

    def test_a_section_of_which_nothing_is_left_is_left_out(self, data):
        asset = factories.asset()
        page = factories.landing_page(
            sections=[("featured_assets", {"heading": "H", "assets": [asset]}), hero()]
        )
        asset.unpublish()
        assert [s["__typename"] for s in asked(data, page)["sections"]] == ["HeroSection"]

    def test_sections_of_what_suits_the_visitor_show_no_piece_twice(self, data, terms):
        finance = Persona.objects.get(slug="finance")
        picked = factories.case_study(title="Picked", personas=[finance])
        for number in range(3):
            factories.case_study(title=f"Case {number}", summary=f"Case number {number}.")
            factories.asset(title=f"Article {number}", personas=[finance], summary=f"Nr {number}.")
        indexing.drain()
        page = factories.landing_page(
            sections=[
                ("persona_feed", {"heading": "F", "count": 2}),
                ("case_study_wall", {"heading": "W", "case_studies": [], "count": 2}),
                ("featured_assets", {"heading": "A", "assets": [picked]}),
                ("persona_feed", {"heading": "G", "count": 1}),
            ]
        )
        feed, wall, _, more = asked(data, page, persona="finance")["sections"]
        titles = [entry["asset"]["title"] for s in (feed, more) for entry in s["feed"]["entries"]]
        titles += [one["title"] for one in wall["caseStudies"]]
        assert len(titles) == len(set(titles)) == 5
        assert "Picked" not in titles
        assert sorted(titles[:3]) == ["Article 0", "Article 1", "Article 2"]
        assert feed["feed"]["entries"][0]["reasons"][0]["kind"] == "persona"

    def snippet(self, asset, text, **fields):
        decided = {"decision": Decision.APPROVED, "type": "claim", "start": 0, "end": len(text)}
        return Snippet.objects.create(asset=asset, text=text, **{**decided, **fields})

    def test_chosen_snippets_as_far_as_they_are_given_out(self, data):
        asset = factories.asset()
        shown = self.snippet(asset, "Shown.")
        hidden = self.snippet(asset, "Hidden.", decision=Decision.PROPOSED)
        section = ("snippets", {"heading": "S", "snippets": [hidden, shown]})
        assert [s["fullText"] for s in only(data, section)["snippets"]] == ["Shown."]

    def test_where_none_is_chosen_one_of_each_asset_that_suits(self, data):
        for number in range(2):
            asset = factories.asset(summary=f"Number {number} is about something else.")
            self.snippet(asset, f"Best {number}.", score=2)
            self.snippet(asset, f"Second {number}.", score=1)
        indexing.drain()
        found = only(data, ("snippets", {"heading": "S", "snippets": []}))
        assert sorted(s["fullText"] for s in found["snippets"]) == ["Best 0.", "Best 1."]


class TestWhichPage:
    def test_none_is_null(self, data):
        assert data(PAGE, {"slug": "none\0"})["landingPage"] is None

    @pytest.mark.parametrize("state", ["draft", "expired", "private"])
    def test_what_may_not_be_seen_is_null_and_in_no_list(self, data, state):
        page = factories.landing_page(sections=[hero()])
        if state == "private":
            factories.shut(page)
        else:
            past = page.first_published_at
            fields = {"live": False} if state == "draft" else {"expire_at": past}
            type(page).objects.filter(pk=page.pk).update(**fields)
        assert asked(data, page) is None
        listed = data("{ landingPages { totalCount nodes { id } } }")["landingPages"]
        assert listed == {"totalCount": 0, "nodes": []}

    def test_equal_slugs_are_told_apart_by_language(self, data, refusal):
        english = factories.landing_page(slug="same", title="Same")
        factories.landing_page(
            lang="zh-hans", slug="same", title="同", translation_key=english.translation_key
        )
        assert refusal(PAGE, {"slug": "same"})[0] == "BAD_INPUT"
        found = data(PAGE, {"slug": "same", "locale": "zh-hans"})["landingPage"]
        assert found["title"] == found["seoTitle"] == "同"
        assert found["translations"] == [{"slug": "same", "locale": "en"}]

    def test_a_draft_that_is_newer_is_not_told(self, data):
        page = factories.landing_page(sections=[hero("Live")])
        page.sections = [hero("Draft")]
        page.save_revision()
        assert asked(data, page)["sections"][0]["heading"] == "Live"

    def test_the_list_in_pages(self, data):
        slugs = [factories.landing_page().slug for _ in range(3)]
        factories.landing_page(lang="zh-hans")
        query = """query ($after: String) { landingPages(locale: "en", first: 2, after: $after) {
            totalCount nodes { slug } pageInfo { hasNextPage endCursor } } }"""
        first = data(query)["landingPages"]
        second = data(query, {"after": first["pageInfo"]["endCursor"]})["landingPages"]
        assert first["totalCount"] == 3
        assert [n["slug"] for n in first["nodes"] + second["nodes"]] == slugs
        assert not second["pageInfo"]["hasNextPage"]


def test_more_on_a_page_costs_no_more_queries(data):
    """All kinds of sections twice, with more in each the second time; two of feeds cost what one does."""

    def page(size):
        # Words of their own, so that none is a copy of another.
        words = [f"word{n}{size}" for n in range(6 * size)]
        assets = [factories.asset(title=word, summary=f"{word}. " * 9) for word in words[::2]]
        cases = [factories.case_study(title=word, summary=f"{word}. " * 9) for word in words[1::2]]
        for asset in assets:
            Snippet.objects.create(
                asset=asset, text="x", type="claim", start=0, end=1, decision=Decision.APPROVED
            )
        link = f'<p><a linktype="page" id="{assets[0].pk}">x</a></p>'
        indexing.drain()
        return factories.landing_page(
            sections=[
                *[hero(image=factories.image())] * size,
                *[("rich_text", {"body": link})] * size,
                *[("faq", {"questions": [{"question": "?", "answer": link}]})] * size,
                *[("persona_feed", {"heading": "F", "count": 1})] * size,
                *[("featured_assets", {"heading": "A", "assets": assets[:1]})] * size,
                *[("case_study_wall", {"heading": "W", "case_studies": cases[:1]})] * size,
                *[("case_study_wall", {"heading": "W", "case_studies": [], "count": 1})] * size,
                *[("snippets", {"heading": "S", "snippets": [], "count": 1})] * size,
            ]
        )

    costs = []
    for size in (2, 5):
        made = page(size)
        asked(data, made)
        with CaptureQueriesContext(connection) as queries:
            assert len(asked(data, made)["sections"]) == 8 * size
        costs.append([query["sql"][:150] for query in queries])
    assert len(costs[0]) == len(costs[1]), "\n".join(costs[1])
    assert len(costs[0]) <= 27, "\n".join(costs[0])
