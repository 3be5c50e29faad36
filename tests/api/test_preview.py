"""With a preview token everything is answered as if that one draft were published, and nothing else is told."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from hub.assets.models import Article, Faq
from hub.landing.models import LandingPage
from hub.preview.drafts import keep
from hub.taxonomy.models import Persona
from search import indexing
from tests import factories
from tests.hub.preview.test_drafts import new_article
from tests.hub.preview.test_staging import everything

from .test_visibility import CASES, ONE, UNLIMITED, WALK, Pool, ids_in

pytestmark = pytest.mark.django_db

PREVIEW = "{ preview { __typename id slug title path } }"


def editor() -> User:
    return User.objects.get_or_create(username="editor", is_superuser=True)[0]


def send(query: str, token: str | None = None, **variables: Any) -> Any:
    response: Any = Client().post(
        "/graphql/",
        json.dumps({"query": query, "variables": variables}),
        content_type="application/json",
        headers={} if token is None else {"X-Preview-Token": token},
    )
    response.answer = response.json()
    return response


def ask(query: str, token: str | None = None, **variables: Any) -> Any:
    answer = send(query, token, **variables).answer
    assert "errors" not in answer, answer["errors"]
    return answer["data"]


@pytest.fixture
def asset():
    factories.home()
    return factories.asset(title="As published", slug="published")


@pytest.fixture
def token(asset) -> str:
    """Of `asset` with another title and slug."""
    asset.title, asset.slug = "As drafted", "drafted"
    return keep(asset, editor())


@pytest.fixture
def new_token() -> str:
    """Of an article that was never saved."""
    page = new_article(factories.home(), title="Never published", slug="never")
    return keep(page, editor())


class TestWholeGraph:
    def test_the_page_itself(self, asset, token):
        assert ask(PREVIEW, token)["preview"] == {
            "__typename": "Article",
            "id": str(asset.pk),
            "slug": "drafted",
            "title": "As drafted",
            "path": "/en/drafted",
        }

    def test_without_a_token_there_is_none(self, asset, token):
        assert ask(PREVIEW)["preview"] is None
        assert ask("{ assets { nodes { title } } }")["assets"]["nodes"] == [
            {"title": "As published"}
        ]

    def test_by_its_new_address(self, token):
        query = '{ new: asset(slug: "drafted") { title } old: asset(slug: "published") { id } }'
        assert ask(query, token) == {"new": {"title": "As drafted"}, "old": None}

    def test_lists_that_it_comes_into(self, asset):
        persona = factories.term(Persona, "finance")
        asset.personas = [persona]
        query = """{ assets(filter: {personas: ["finance"]}) { totalCount nodes { title } }
          taxonomy { personas { slug assetCount } } }"""
        found = ask(query, keep(asset, editor()))
        assert found["assets"] == {"totalCount": 1, "nodes": [{"title": "As published"}]}
        assert {"slug": "finance", "assetCount": 1} in found["taxonomy"]["personas"]
        assert ask(query)["assets"]["totalCount"] == 0

    def test_a_page_that_was_never_published(self, asset, new_token):
        found = ask("{ preview { title path } assets { totalCount nodes { title } } }", new_token)
        assert found["preview"] == {"title": "Never published", "path": "/en/never"}
        assert found["assets"]["totalCount"] == 2

    def test_pages_that_link_to_it(self, new_token):
        hidden = factories.asset(title="Hidden", live=False)
        link = f'<p><a linktype="page" id="{hidden.pk}">there</a></p>'
        linking = factories.asset(body=[("paragraph", link)])
        query = "query ($id: ID!) { asset(id: $id) { bodyHtml } }"
        assert ask(query, id=linking.pk)["asset"]["bodyHtml"] == "<p>there</p>"
        shown = ask(query, keep(hidden, editor()), id=linking.pk)["asset"]["bodyHtml"]
        assert f'data-asset-id="{hidden.pk}"' in shown

    def test_its_translations_lead_to_it(self, asset):
        draft = factories.asset(
            lang="zh-hans", live=False, title="草稿", translation_key=asset.translation_key
        )
        query = "query ($id: ID!) { asset(id: $id) { translations { title } } }"
        token = keep(draft, editor())
        assert ask(query, token, id=asset.pk)["asset"]["translations"] == [{"title": "草稿"}]

    def test_a_landing_page_as_it_is_for_a_visitor(self):
        factories.term(Persona, "finance")
        hero = {"heading": "For all", "alternatives": []}
        page = factories.landing_page(slug="land", live=False)
        finance = {
            "type": "item",
            "id": "a",
            "value": {"persona": "finance", "heading": "For finance"},
        }
        hero["alternatives"] = [finance]
        page.sections = [{"type": "hero", "id": "h", "value": hero}]
        query = """query ($persona: String) { preview(persona: $persona) {
          ... on LandingPage { sections { heading } } } }"""
        token = keep(page, editor())
        for persona, heading in (("finance", "For finance"), (None, "For all")):
            shown = ask(query, token, persona=persona)["preview"]
            assert shown == {"sections": [{"heading": heading}]}

    def test_a_home_page_with_another_landing_page(self):
        home = factories.home()
        home.landing_page = factories.landing_page(title="Land")
        query = "{ preview { path ... on HomePage { landingPage { title } } } }"
        shown = ask(query, keep(home, editor()))["preview"]
        assert shown == {"path": "/en/", "landingPage": {"title": "Land"}}

    def test_what_editors_approved_is_there_as_far_as_the_draft_still_says_it(self):
        kept, dropped = "Sensors cut downtime by 59%.", "They paid for themselves."
        asset = factories.asset(body=[("paragraph", f"<p>{kept} {dropped}</p>")])
        for text in (kept, dropped):
            factories.snippet(asset, text)
        asset.body = [("paragraph", f"<p>New words first. {kept}</p>")]
        query = "query ($id: ID!) { asset(id: $id) { plainText snippets { fullText } } }"
        shown = ask(query, keep(asset, editor()), id=asset.pk)["asset"]
        assert shown["snippets"] == [{"fullText": kept}]
        assert "New words first." in shown["plainText"]
        assert len(ask(query, id=asset.pk)["asset"]["snippets"]) == 2

    def test_search_finds_others_by_what_is_published(self, asset, token):
        factories.asset(title="Bearings", summary="Why bearings fail.")
        indexing.drain()
        found = ask('{ search(query: "bearings") { nodes { asset { title } } } }', token)
        assert {"asset": {"title": "Bearings"}} in found["search"]["nodes"]


class TestWhatIsShown:
    """The draft itself, whatever keeps the public from it; and nothing else."""

    @pytest.mark.parametrize(
        "state",
        [
            {"audience": "internal"},
            {"live": False},
            {"live": False, "go_live_at": timezone.now() + timedelta(days=1)},
            {"expire_at": timezone.now() - timedelta(days=1)},
        ],
    )
    def test_in_any_state(self, state):
        other = factories.asset(title="OTHER", **state)
        page = factories.asset(title="Mine", **state)
        found = ask(
            "{ preview { title } assets { totalCount nodes { title } } }", keep(page, editor())
        )
        assert found["preview"] == {"title": "Mine"}
        assert found["assets"] == {"totalCount": 1, "nodes": [{"title": "Mine"}]}
        assert ask("query ($id: ID!) { asset(id: $id) { id } }", id=other.pk)["asset"] is None

    def test_below_a_private_page(self):
        folder = factories.shut(factories.folder())
        factories.asset(title="OTHER", parent=folder)
        page = factories.asset(title="Mine", parent=folder)
        found = ask("{ preview { title } assets { nodes { title } } }", keep(page, editor()))
        assert found == {"preview": {"title": "Mine"}, "assets": {"nodes": [{"title": "Mine"}]}}

    def test_not_a_picture_that_is_private(self):
        picture = factories.image(factories.private_collection())
        page = factories.asset(hero_image=picture)
        query = "query ($id: ID!) { asset(id: $id) { heroImage { alt } } }"
        assert ask(query, keep(page, editor()), id=page.pk)["asset"] == {"heroImage": None}

    def test_a_folder_has_no_page_on_websites(self):
        assert ask(PREVIEW, keep(factories.folder(), editor()))["preview"] is None

    def test_what_a_key_opens_is_open_beside_it(self, asset, token):
        factories.asset(title="For sales", audience="internal")
        response = Client().post(
            "/graphql/",
            {"query": "{ preview { title } assets { totalCount } }"},
            content_type="application/json",
            headers={
                "X-Preview-Token": token,
                "Authorization": f"Bearer {factories.viewer_key('sales')}",
            },
        )
        found = response.json()["data"]
        assert found == {"preview": {"title": "As drafted"}, "assets": {"totalCount": 2}}


class TestAnswers:
    def test_are_kept_by_nobody(self, token):
        for response in (
            send(PREVIEW, token),
            Client().get("/graphql/", {"query": PREVIEW}, headers={"X-Preview-Token": token}),
        ):
            assert response.status_code == 200
            assert response["Cache-Control"] == "private, no-store"
            assert "ETag" not in response

    def test_a_cache_on_the_way_tells_them_from_those_of_others(self, asset):
        response = Client().get("/graphql/", {"query": PREVIEW})
        assert "X-Preview-Token" in response["Vary"]

    def test_nobody_else_gets_them(self, asset, token):
        query = {"query": "{ assets { nodes { title } } }"}
        before = Client().get("/graphql/", query)
        Client().get("/graphql/", query, headers={"X-Preview-Token": token})
        after = Client().get("/graphql/", query)
        assert (after.content, after["ETag"]) == (before.content, before["ETag"])

    def test_nor_are_those_of_others_given(self, asset, token):
        query = {"query": "{ assets { nodes { title } } }"}
        etag = Client().get("/graphql/", query)["ETag"]
        headers = {"X-Preview-Token": token, "If-None-Match": etag}
        response = Client().get("/graphql/", query, headers=headers)
        assert response.json()["data"]["assets"]["nodes"] == [{"title": "As drafted"}]

    def test_pages_of_other_sites_may_send_a_token(self, settings):
        settings.CORS_ORIGINS = ["https://www.example.com"]
        asking = {"Origin": "https://www.example.com", "Access-Control-Request-Method": "POST"}
        response = Client().options("/graphql/", headers=asking)
        assert "x-preview-token" in response["Access-Control-Allow-Headers"]

    def test_nothing_can_be_sent(self, token):
        page = factories.landing_page()
        response = send(f'mutation {{ openLeadForm(page: "{page.pk}") }}', token)
        assert (response.status_code, response.answer["errors"][0]["extensions"]["code"]) == (
            400,
            "BAD_INPUT",
        )


class TestRefused:
    @pytest.mark.parametrize("bad", ["", "x", "a:b", "é" * 200, "x" * 5000, "id=7:1abc:def"])
    def test_what_is_no_token(self, asset, bad):
        response = send(PREVIEW, bad)
        assert response.status_code == 401
        assert response["Cache-Control"] == "private, no-store"
        assert "WWW-Authenticate" in response
        assert response.answer["errors"][0]["extensions"]["code"] == "PREVIEW_INVALID"
        assert "data" not in response.answer

    def test_one_that_expired(self, asset, settings):
        settings.PREVIEW_MINUTES = 0
        response = send(PREVIEW, keep(asset, editor()))
        assert response.status_code == 401
        assert response.answer["errors"][0]["extensions"]["code"] == "PREVIEW_EXPIRED"


def value(**fields: Any) -> Any:
    return st.fixed_dictionaries({}, optional=fields)


HALF = st.one_of(st.none(), st.just(""), st.just("  "), st.text(max_size=8))
NUMBER: st.SearchStrategy[Any] = st.sampled_from([None, 999, 0, -1, "x", True, {}])
ODD = st.recursive(
    st.sampled_from([None, 1, "", "x"]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["type", "id", "value", "values", "text"]), inner)
    ),
    max_leaves=4,
)
ITEM = value(type=st.sampled_from(["item", "x"]), id=HALF, value=ODD)
ITEMS = st.one_of(ODD, st.lists(ITEM, max_size=2))
COLUMN = value(type=st.sampled_from(["text", "no such type"]), heading=HALF)
TABLE = st.one_of(
    ODD,
    value(
        columns=st.lists(COLUMN, max_size=3),
        rows=st.lists(value(values=st.lists(HALF, max_size=3)), max_size=3),
        caption=HALF,
    ),
)


VALUES = {
    "heading": value(text=HALF, level=st.sampled_from([None, "", "2"])),
    "paragraph": st.one_of(HALF, st.just('<p><a linktype="page" id="999">x</a><a>y')),
    "quote": value(text=HALF, speaker=HALF, role=HALF),
    "statistic": value(value=HALF, label=HALF, note=HALF),
    "image": value(image=NUMBER, url=HALF, alt=HALF, caption=HALF),
    "table": TABLE,
    "code": value(language=HALF, code=HALF),
    "callout": value(tone=HALF, text=HALF),
    "embed": value(url=HALF, caption=HALF),
    "cta": value(label=HALF, page=NUMBER, document=NUMBER, url=HALF),
    "question": value(question=HALF, answer=HALF),
    "no such block": value(text=HALF),
}
SECTIONS = {
    "hero": value(
        heading=HALF,
        text=HALF,
        image=NUMBER,
        cta_label=HALF,
        cta_page=NUMBER,
        cta_document=NUMBER,
        cta_url=HALF,
        alternatives=ITEMS,
    ),
    "rich_text": value(heading=HALF, body=HALF),
    "persona_feed": value(heading=HALF, count=NUMBER),
    "featured_assets": value(heading=HALF, assets=ITEMS),
    "case_study_wall": value(case_studies=ITEMS),
    "statistics": value(statistics=ITEMS),
    "quotes": value(quotes=ITEMS),
    "snippets": value(snippets=ITEMS, count=NUMBER),
    "faq": value(questions=ITEMS),
    "cta": value(heading=HALF, cta_label=HALF, cta_page=NUMBER, cta_document=NUMBER, cta_url=HALF),
    "lead_form": value(heading=HALF, text=HALF),
    "comparison_table": value(table=TABLE),
}


def stream(values: dict[str, Any], *types: str) -> Any:
    def block(name: str) -> Any:
        return st.fixed_dictionaries(
            {"type": st.just(name), "value": values[name] | ODD}, optional={"id": st.just(name)}
        )

    return st.lists(st.sampled_from(types or list(values)).flatmap(block), max_size=6)


BLOCKS = """
fragment P on WebPage { title slug path url seo { title description robots jsonLd openGraph { title } } }
fragment B on Block { __typename html }
"""


class TestBrokenDrafts(TestCase):
    """Half-filled, with what is chosen gone, of blocks that are no more: shown as far as it goes, never an error."""

    @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        body=stream(VALUES, *(name for name in VALUES if name != "question")),
        questions=stream(VALUES, "question"),
        title=HALF,
    )
    def test_assets(self, body, questions, title):
        page = factories.asset(Faq)
        page.title, page.body, page.questions = title, body, questions
        shown = ask(
            f"""{{ preview {{ ...P ... on Asset {{ body {{ ...B }} bodyHtml plainText }}
              ... on Faq {{ questions {{ question answerHtml }} }} }} }} {BLOCKS}""",
            keep(page, editor()),
        )
        assert shown["preview"]["path"].startswith("/en/")

    @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
    @given(sections=stream(SECTIONS), title=HALF)
    def test_landing_pages(self, sections, title):
        page = factories.landing_page()
        page.title, page.sections = title, sections
        page.form_fields = [LandingPage.form_fields.rel.related_model(label="", field_type="")]
        shown = ask(
            f"""{{ preview {{ ...P ... on LandingPage {{ sections {{ __typename id heading
              ... on HeroSection {{ text image {{ alt }} cta {{ url }} }}
              ... on RichTextSection {{ html }}
              ... on PersonaFeedSection {{ feed {{ entries {{ asset {{ id }} }} }} }}
              ... on FeaturedAssetsSection {{ assets {{ id }} }}
              ... on CaseStudyWallSection {{ caseStudies {{ id }} }}
              ... on StatisticsSection {{ statistics {{ figure label note }} }}
              ... on QuotesSection {{ quotes {{ text speaker role }} }}
              ... on SnippetsSection {{ snippets {{ fullText }} }}
              ... on FaqSection {{ questions {{ question answerHtml }} }}
              ... on CallToActionSection {{ text cta {{ url }} }}
              ... on LeadFormSection {{ form {{ fields {{ name label kind }} }} }}
              ... on ComparisonTableSection {{ columns rows caption }}
            }} }} }} }} {BLOCKS.split("fragment B")[0]}""",
            keep(page, editor()),
        )
        assert shown["preview"]["path"].startswith("/en/")


@UNLIMITED
class TestNothingElse(TestCase):
    @settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
    @given(cases=CASES, stale=st.booleans(), which=st.integers(0, 5))
    def test_one_draft_is_told_and_no_other(self, cases, stale, which):
        pool = Pool(cases, stale)
        mine = pool.pages[which % len(cases)]
        draft = Article.objects.filter(pk=mine.pk).first() or Faq.objects.get(pk=mine.pk)
        draft.title = "MINE"
        token = keep(draft, editor())
        before = everything()
        public = {
            page.pk
            for page, case in zip(pool.pages, cases, strict=True)
            if case.is_visible(to_sales=False)
        }
        walked = ask(WALK, token)
        listed = walked["assets"]
        assert {int(node["id"]) for node in listed["nodes"]} == public | {mine.pk}
        assert listed["totalCount"] == len(public | {mine.pk})
        answers = [walked]
        for page in pool.pages:
            found = ask(ONE, token, id=page.pk)
            assert (found["asset"] is not None) == (page.pk in public | {mine.pk})
            answers.append(found)
        for answer in answers:
            assert ids_in(answer) <= public | {mine.pk}
            told = json.dumps(answer)
            assert "DRAFT" not in told
            assert "WITHHELD" not in told
            assert "PRIVATE" not in told
            for page in pool.pages:
                if page.pk not in public | {mine.pk}:
                    assert f"SECRET{page.pk}x" not in told
        assert everything() == before
        assert {int(node["id"]) for node in ask(WALK)["assets"]["nodes"]} == public
