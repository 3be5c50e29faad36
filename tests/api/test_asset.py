"""`asset`: one of them, with all it has."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone
from wagtail.images.models import Image

from hub.assets.models import Faq, Publication, Recording
from hub.pictures.picture import picture_of
from hub.taxonomy.models import (
    Audience,
    Campaign,
    ContentFamily,
    ContentType,
    Format,
    Industry,
    Persona,
    Topic,
)
from tests import factories

pytestmark = pytest.mark.django_db

BY = "query ($id: ID, $slug: String, $externalId: String, $locale: String) {\
 asset(id: $id, slug: $slug, externalId: $externalId, locale: $locale) { id } }"


class TestWhichOne:
    def test_by_each_name(self, data):
        page = factories.asset(slug="press-shop", source="import", external_id="cn/a.md")
        for asked in ({"id": page.pk}, {"slug": "press-shop"}, {"externalId": "cn/a.md"}):
            assert data(BY, asked)["asset"] == {"id": str(page.pk)}

    @pytest.mark.parametrize("asked", [{}, {"id": "1", "slug": "x"}, {"locale": "en"}])
    def test_exactly_one_name(self, refusal, asked):
        assert refusal(BY, asked) == (
            "BAD_INPUT",
            "Give exactly one of `id`, `slug` and `externalId`.",
        )

    @pytest.mark.parametrize(
        "asked",
        [
            {"id": "0"},
            {"id": "-1"},
            {"id": "9" * 18},
            {"id": "9" * 40},
            {"id": "١"},
            {"id": "1 or 1=1"},
            {"id": ""},
            {"slug": ""},
            {"slug": "%"},
            {"slug": "a\0b"},
            {"externalId": "../../etc/passwd"},
            {"externalId": "x" * 10_000},
        ],
    )
    def test_what_is_not_there_is_null(self, data, asked):
        factories.asset(external_id=None)
        assert data(BY, asked) == {"asset": None}

    def test_the_locale_tells_equal_slugs_apart(self, data, refusal):
        factories.asset(slug="same")
        chinese = factories.asset(slug="same", lang="zh-hans")
        assert refusal(BY, {"slug": "same"})[0] == "BAD_INPUT"
        asked = {"slug": "same", "locale": "zh-hans"}
        assert data(BY, asked)["asset"] == {"id": str(chinese.pk)}

    def test_one_that_may_not_be_seen_does_not_make_a_slug_ambiguous(self, data):
        page = factories.asset(slug="same")
        factories.asset(slug="same", parent=factories.folder(), audience=Audience.INTERNAL)
        assert data(BY, {"slug": "same"})["asset"] == {"id": str(page.pk)}

    def test_a_locale_that_does_not_fit_is_null(self, data):
        page = factories.asset()
        assert data(BY, {"id": page.pk, "locale": "zh-hans"}) == {"asset": None}

    def test_missing_and_forbidden_look_alike(self, post):
        page = factories.asset(audience=Audience.INTERNAL)
        forbidden, missing = post(BY, {"id": page.pk}), post(BY, {"id": page.pk + 1})
        assert forbidden.content == missing.content

    def test_a_folder_is_no_asset(self, data):
        assert data(BY, {"id": factories.folder().pk}) == {"asset": None}


FIELDS = """query ($id: ID) { asset(id: $id) {
  __typename id slug title summary kind locale externalId publishedAt updatedAt audience authors
  personas { kind slug name } industries { slug } topics { slug } stages { slug } products { slug }
  contentType { slug family { kind slug } } format { slug } campaign { slug } plainText
} }"""


def test_the_shared_metadata(data):
    family = ContentFamily.objects.create(slug="proof")
    page = factories.asset(
        title="Titel",
        slug="titel",
        summary="Why.",
        authors="Ann\n\n Bo ",
        source="import",
        external_id="a.md",
        published_at=datetime(2026, 5, 12, tzinfo=UTC),
        last_published_at=datetime(2026, 6, 1, 12, 30, tzinfo=UTC),
        personas=[factories.term(Persona, "finance", en="Finance")],
        industries=[factories.term(Industry, "automotive")],
        topics=[factories.term(Topic, "b"), factories.term(Topic, "a")],
        format=factories.term(Format, "article"),
        campaign=factories.term(Campaign, "spring"),
        content_type_term=ContentType.objects.create(slug="story", family=family),
    )
    assert data(FIELDS, {"id": page.pk})["asset"] == {
        "__typename": "Article",
        "id": str(page.pk),
        "slug": "titel",
        "title": "Titel",
        "summary": "Why.",
        "kind": "ARTICLE",
        "locale": "en",
        "externalId": "a.md",
        "publishedAt": "2026-05-12T00:00:00+00:00",
        "updatedAt": "2026-06-01T12:30:00+00:00",
        "audience": "PUBLIC",
        "authors": ["Ann", "Bo"],
        "personas": [{"kind": "PERSONA", "slug": "finance", "name": "Finance"}],
        "industries": [{"slug": "automotive"}],
        "topics": [{"slug": "a"}, {"slug": "b"}],
        "stages": [],
        "products": [],
        "contentType": {"slug": "story", "family": {"kind": "CONTENT_FAMILY", "slug": "proof"}},
        "format": {"slug": "article"},
        "campaign": {"slug": "spring"},
        "plainText": "Why.",
    }


def test_the_day_of_first_publication_stands_in_for_the_original_one(data):
    now = timezone.now()
    page = factories.asset(published_at=None, first_published_at=now)
    answer = data(FIELDS, {"id": page.pk})["asset"]
    assert datetime.fromisoformat(answer["publishedAt"]) == now


class TestKinds:
    def test_a_case_study(self, data):
        page = factories.case_study(
            customer="Kestrel", challenge="Stops", solution="Sensors", quote_speaker="Zuzana"
        )
        query = """query ($id: ID) { asset(id: $id) { ... on CaseStudy {
          customer challenge solution quote { text speaker role }
          results { label before after change unit changeUnit sentence } } } }"""
        assert data(query, {"id": page.pk})["asset"] == {
            "customer": "Kestrel",
            "challenge": "Stops",
            "solution": "Sensors",
            "quote": {"text": "It held.", "speaker": "Zuzana", "role": ""},
            "results": [
                {
                    "label": "Downtime 0",
                    "before": 41,
                    "after": 17,
                    "change": -59,
                    "unit": "",
                    "changeUnit": "%",
                    "sentence": "Downtime 0: 41 → 17 (-59%)",
                }
            ],
        }

    def test_a_case_study_without_a_quote(self, data):
        page = factories.case_study(quote_text="")
        query = "query ($id: ID) { asset(id: $id) { ... on CaseStudy { quote { text } } } }"
        assert data(query, {"id": page.pk})["asset"] == {"quote": None}

    FILE = """query ($id: ID) { asset(id: $id) { kind
      ... on Publication { file { url name size } } ... on Recording { file { name } } } }"""

    def test_a_publication_with_its_file(self, data):
        document = factories.document()
        page = factories.asset(Publication, kind="ebook", file=document)
        answer = data(self.FILE, {"id": page.pk})["asset"]
        assert answer["kind"] == "EBOOK"
        assert answer["file"]["url"].startswith("http://testserver/documents/")
        assert answer["file"]["name"] == document.filename

    def test_its_address_is_the_one_that_browsers_know(self, data, settings):
        settings.PUBLIC_URL = "https://files.example.com"
        page = factories.asset(Publication, file=factories.document())
        answer = data(self.FILE, {"id": page.pk})["asset"]
        assert answer["file"]["url"].startswith("https://files.example.com/documents/")

    def test_a_private_file_is_not_told_of(self, data):
        document = factories.document(factories.private_collection())
        for cls in (Publication, Recording):
            page = factories.asset(cls, file=document)
            assert data(self.FILE, {"id": page.pk})["asset"]["file"] is None

    def test_a_recording(self, data):
        page = factories.asset(
            Recording, kind="webinar", embed_url="https://v.example/1", duration=90, transcript="Hi"
        )
        query = """query ($id: ID) { asset(id: $id) { kind plainText
          ... on Recording { embedUrl duration transcript file { url } } } }"""
        assert data(query, {"id": page.pk})["asset"] == {
            "kind": "WEBINAR",
            "plainText": "Hi",
            "embedUrl": "https://v.example/1",
            "duration": 90,
            "transcript": "Hi",
            "file": None,
        }

    def test_questions(self, data):
        answer = '<p>Yes. <a linktype="page" id="1">More</a></p>'
        page = factories.asset(
            Faq, questions=[("question", {"question": "Safe?", "answer": answer})]
        )
        fields = "... on Faq { questions { question answerHtml } }"
        query = f"query ($id: ID) {{ asset(id: $id) {{ {fields} }} }}"
        assert data(query, {"id": page.pk})["asset"]["questions"] == [
            {"question": "Safe?", "answerHtml": "<p>Yes. More</p>"}
        ]


class TestHeroImage:
    QUERY = "query ($id: ID) { asset(id: $id) { heroImage { url width height alt } } }"

    def test_is_told_with_its_size(self, data):
        image = factories.image(description="A press")
        page = factories.asset(hero_image=image)
        hero = data(self.QUERY, {"id": page.pk})["asset"]["heroImage"]
        path = f"{picture_of(image).folder}full-40.png"
        assert hero == {
            "url": f"http://testserver{path}",
            "width": 40,
            "height": 30,
            "alt": "A press",
        }

    def test_is_not_told_where_its_collection_is_private(self, data):
        page = factories.asset(hero_image=factories.image(factories.private_collection()))
        assert data(self.QUERY, {"id": page.pk})["asset"] == {"heroImage": None}

    def test_is_null_once_the_picture_is_gone(self, data):
        page = factories.asset(hero_image=factories.image())
        Image.objects.all().delete()
        assert data(self.QUERY, {"id": page.pk})["asset"] == {"heroImage": None}


class TestTranslations:
    QUERY = "query ($id: ID) { asset(id: $id) { translations { id locale translations { id } } } }"

    def test_know_each_other(self, data):
        english = factories.asset()
        chinese = factories.asset(lang="zh-hans", translation_key=english.translation_key)
        assert data(self.QUERY, {"id": english.pk})["asset"]["translations"] == [
            {
                "id": str(chinese.pk),
                "locale": "zh-hans",
                "translations": [{"id": str(english.pk)}],
            }
        ]

    def test_that_may_not_be_seen_are_left_out(self, data):
        english = factories.asset()
        factories.asset(
            lang="zh-hans", translation_key=english.translation_key, audience=Audience.INTERNAL
        )
        assert data(self.QUERY, {"id": english.pk})["asset"] == {"translations": []}


class TestTermNames:
    QUERY = """query ($id: ID, $locale: String) { asset(id: $id) { personas {
      name(locale: $locale) aliases(locale: $locale) description(locale: $locale) } } }"""

    def named(self, data, lang, locale, **names):
        page = factories.asset(lang=lang, personas=[factories.term(Persona, "x", **names)])
        return data(self.QUERY, {"id": page.pk, "locale": locale})["asset"]["personas"][0]["name"]

    def test_in_the_language_asked_for(self, data):
        assert self.named(data, "en", "zh-hans", en="Finance", zh_hans="财务") == "财务"

    def test_else_in_the_assets_own(self, data):
        assert self.named(data, "zh-hans", None, en="Finance", zh_hans="财务") == "财务"

    def test_else_in_the_assets_own_where_the_one_asked_for_is_missing(self, data):
        assert self.named(data, "zh-hans", "fr", en="Finance", zh_hans="财务") == "财务"

    def test_else_in_the_default_one(self, data):
        assert self.named(data, "zh-hans", None, en="Finance") == "Finance"

    def test_else_in_whatever_there_is(self, data):
        assert self.named(data, "en", None, zh_hans="财务") == "财务"
