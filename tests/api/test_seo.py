"""What pages say of themselves to search engines and networks."""

import json
from datetime import UTC, datetime

import pytest

from hub.assets.models import Faq, Kind, Publication, Recording
from hub.brand.models import Brand
from hub.pictures.picture import picture_of
from hub.taxonomy.models import Topic
from tests import factories

pytestmark = pytest.mark.django_db

SEO = """seo { title description canonicalUrl robots alternates { locale url } jsonLd
  openGraph { type title description url siteName locale alternateLocales publishedTime modifiedTime
    image { url width height alt } } }"""
ASSET = f"query ($id: ID) {{ asset(id: $id) {{ {SEO} }} }}"
LANDING = f"query ($slug: String!) {{ landingPage(slug: $slug) {{ {SEO} }} }}"
PAGE = f"query ($path: String!) {{ page(path: $path) {{ {SEO} }} }}"
HOST = "http://localhost:8000"


@pytest.fixture
def seo(data):
    def ask(page, key=""):
        return data(ASSET, {"id": page.pk}, key)["asset"]["seo"]

    return ask


@pytest.fixture
def brand():
    return Brand.objects.create(name="Ridgewell", name_zh="瑞智维")


def things(seo):
    return [json.loads(text) for text in seo["jsonLd"]]


class TestAsset:
    def test_is_told_whole(self, seo, brand):
        moment = datetime(2026, 5, 12, 9, 30, tzinfo=UTC)
        page = factories.asset(
            title="Presses",
            slug="presses",
            summary="What they cost.",
            published_at=moment,
            last_published_at=moment,
        )
        url = f"{HOST}/en/presses"
        told = seo(page)
        told.pop("jsonLd")
        assert told == {
            "title": "Presses | Ridgewell",
            "description": "What they cost.",
            "canonicalUrl": url,
            "robots": "index, follow, max-image-preview:large",
            "alternates": [{"locale": "en", "url": url}, {"locale": "x-default", "url": url}],
            "openGraph": {
                "type": "article",
                "title": "Presses",
                "description": "What they cost.",
                "url": url,
                "siteName": "Ridgewell",
                "locale": "en_US",
                "alternateLocales": [],
                "publishedTime": "2026-05-12T09:30:00+00:00",
                "modifiedTime": "2026-05-12T09:30:00+00:00",
                "image": None,
            },
        }

    def test_what_editors_wrote_comes_first(self, seo, brand):
        told = seo(factories.asset(seo_title="Short", search_description="Written.", summary="No."))
        assert told["title"] == told["openGraph"]["title"] == "Short"
        assert told["description"] == "Written."

    def test_without_a_summary_its_text_describes_it(self, seo):
        page = factories.asset(body=[("paragraph", "<p>Presses <b>cost</b> money.</p>")])
        assert seo(page)["description"] == "Presses cost money."

    def test_a_private_file_describes_nothing(self, seo):
        shut = factories.document(factories.private_collection())
        page = factories.asset(Publication, file=shut, extracted_text="SECRET")
        told = seo(page)
        assert "SECRET" not in json.dumps(told)

    def test_the_picture_is_in_the_shape_of_networks(self, seo):
        image = factories.image(description="A press")
        assert seo(factories.asset(hero_image=image))["openGraph"]["image"] == {
            "url": f"http://testserver{picture_of(image).folder}social-40.jpg",
            "width": 40,
            "height": 21,
            "alt": "A press",
        }

    def test_is_kept_out_where_editors_say_so(self, seo):
        told = seo(factories.asset(noindex=True))
        assert (told["robots"], told["alternates"]) == ("noindex, follow", [])

    def test_stands_first_where_editors_say_so(self, seo):
        told = seo(factories.asset(canonical_url="https://blog.example.com/1"))
        assert told["canonicalUrl"] == told["openGraph"]["url"] == "https://blog.example.com/1"
        assert told["alternates"] == []


class TestLanguages:
    def pair(self, **fields):
        first = factories.asset(slug="presses")
        other = factories.asset(
            lang="zh-hans", slug="chongya", translation_key=first.translation_key, **fields
        )
        return first, other

    def test_each_names_all(self, seo):
        expected = [
            {"locale": "en", "url": f"{HOST}/en/presses"},
            {"locale": "zh-hans", "url": f"{HOST}/zh-hans/chongya"},
            {"locale": "x-default", "url": f"{HOST}/en/presses"},
        ]
        for page in self.pair():
            assert seo(page)["alternates"] == expected

    def test_networks_are_told_too(self, seo):
        _, chinese = self.pair()
        told = seo(chinese)["openGraph"]
        assert (told["locale"], told["alternateLocales"]) == ("zh_CN", ["en_US"])

    @pytest.mark.parametrize("hidden", [{"live": False}, {"audience": "internal"}])
    def test_what_may_not_be_seen_is_not_named(self, seo, hidden):
        first, other = self.pair(**hidden)
        assert other.slug not in json.dumps(seo(first))

    def test_what_search_engines_are_kept_out_of_is_not_named_to_them(self, seo):
        first, other = self.pair(noindex=True)
        assert other.slug not in json.dumps(seo(first)["alternates"])

    def test_whose_it_is_is_told_in_the_pages_language(self, seo, brand):
        _, chinese = self.pair()
        assert seo(chinese)["openGraph"]["siteName"] == "瑞智维"


class TestStructuredData:
    def of(self, seo, page, key=""):
        return things(seo(page, key))

    def test_all_name_the_trail_from_the_home_page(self, seo, brand):
        *_, crumbs = self.of(seo, factories.asset(title="Presses", slug="presses"))
        assert crumbs["@type"] == "BreadcrumbList"
        assert [(item["name"], item["item"]) for item in crumbs["itemListElement"]] == [
            ("Ridgewell", f"{HOST}/en/"),
            ("Presses", f"{HOST}/en/presses"),
        ]

    @pytest.mark.parametrize(
        ("make", "type"),
        [
            (lambda: factories.asset(), "Article"),
            (lambda: factories.case_study(), "Article"),
            (lambda: factories.asset(Publication), "Report"),
            (lambda: factories.asset(Publication, kind=Kind.BROCHURE), "Article"),
            (lambda: factories.asset(Faq), "Article"),
            (lambda: factories.asset(Recording), "Article"),
            (lambda: factories.asset(Recording, embed_url="https://v.example/1"), "Article"),
            (
                lambda: factories.asset(
                    Recording, embed_url="https://v.example/1", hero_image=factories.image()
                ),
                "VideoObject",
            ),
            (
                lambda: factories.asset(
                    Recording, kind=Kind.PODCAST, embed_url="https://v.example/1"
                ),
                "PodcastEpisode",
            ),
        ],
    )
    def test_each_kind_is_what_it_has_all_for(self, seo, make, type):
        assert self.of(seo, make())[0]["@type"] == type

    def test_an_article(self, seo, brand):
        topic = factories.term(Topic, en="Downtime")
        image = factories.image()
        page = factories.asset(authors="Ann\nBo", topics=[topic], hero_image=image)
        told = self.of(seo, page)[0]
        assert [author["name"] for author in told["author"]] == ["Ann", "Bo"]
        assert told["keywords"] == ["Downtime"]
        assert told["publisher"]["name"] == "Ridgewell"
        folder = f"http://testserver{picture_of(image).folder}"
        assert f"{folder}hero-40.png" in told["image"]

    def test_a_case_study(self, seo):
        told = self.of(seo, factories.case_study(customer="Kestrel", quote_text="It held."))[0]
        assert told["about"]["name"] == "Kestrel"
        assert told["hasPart"]["text"] == "It held."

    def test_questions_with_links_that_may_be_followed(self, seo):
        hidden = factories.asset(slug="hidden", live=False)
        answer = f'<p>See <a linktype="page" id="{hidden.pk}">this</a>.</p>'
        page = factories.asset(
            Faq, questions=[("question", {"question": "Safe?", "answer": answer})]
        )
        [question] = self.of(seo, page)[0]["mainEntity"]
        assert question["acceptedAnswer"]["text"] == "<p>See this.</p>"

    def test_of_what_is_internal_there_is_none(self, seo):
        page = factories.asset(audience="internal")
        told = seo(page, factories.viewer_key("sales"))
        assert told["jsonLd"] == []
        assert told["robots"] == "noindex, follow"

    def test_a_logo_that_not_all_may_see_is_not_named(self, seo):
        shut = factories.image(factories.private_collection())
        Brand.objects.create(name="Ridgewell", logo=shut)
        assert "logo" not in self.of(seo, factories.asset())[0]["publisher"]

    def test_the_logo(self, seo):
        logo = factories.image()
        Brand.objects.create(name="Ridgewell", logo=logo)
        told = self.of(seo, factories.asset())[0]["publisher"]["logo"]
        assert told == f"http://testserver{picture_of(logo).folder}full-40.png"


class TestLandingPage:
    def of(self, data, **fields):
        page = factories.landing_page(**fields)
        return data(LANDING, {"slug": page.slug})["landingPage"]["seo"]

    def test_its_opening_describes_it(self, data):
        image = factories.image()
        hero = {"heading": "Presses", "text": "They cost money.", "image": image}
        told = self.of(data, sections=[("hero", hero)])
        assert told["description"] == "They cost money."
        assert "/social-40.jpg" in told["openGraph"]["image"]["url"]
        assert told["openGraph"]["type"] == "website"
        assert things(told)[0]["@type"] == "WebPage"

    def test_its_questions_are_told(self, data):
        questions = [{"question": "Safe?", "answer": "<p>Yes.</p>"}]
        told = self.of(data, sections=[("faq", {"heading": "Asked", "questions": questions})])
        [page, _] = things(told)
        assert page["@type"] == "FAQPage"
        assert page["mainEntity"][0]["name"] == "Safe?"


class TestHomePage:
    @pytest.fixture
    def site(self):
        from wagtail.models import Site

        Site.objects.update(root_page=factories.home())

    def test_is_called_by_its_site_and_says_whose_it_is(self, data, site, brand):
        told = data(PAGE, {"path": "/en/"})["page"]["seo"]
        assert told["title"] == "Ridgewell"
        assert told["canonicalUrl"] == f"{HOST}/en/"
        assert [thing["@type"] for thing in things(told)] == ["Organization", "WebSite"]

    def test_what_stands_there_describes_it(self, data, site):
        hero = {"heading": "Presses", "text": "They cost money."}
        home = factories.home()
        home.landing_page = factories.landing_page(sections=[("hero", hero)])
        home.save()
        assert data(PAGE, {"path": "/en/"})["page"]["seo"]["description"] == "They cost money."


def test_a_script_in_a_title_stays_words(seo):
    title = "</script><script>alert(1)</script>"
    told = seo(factories.asset(title=title))
    assert told["title"] == title
    for text in told["jsonLd"]:
        assert "<" not in text
    assert things(told)[0]["headline"] == title
