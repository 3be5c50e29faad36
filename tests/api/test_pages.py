"""`page`: a website's pages by their addresses."""

from urllib.parse import quote

import pytest
from wagtail.models import Page

from hub.assets.models import CaseStudy
from hub.taxonomy.models import Audience
from tests import factories

pytestmark = pytest.mark.django_db

PAGE = """query ($path: String!, $locale: String, $site: String, $persona: String) {
  page(path: $path, locale: $locale, site: $site, persona: $persona) {
    __typename id slug title locale path url updatedAt
    ... on LandingPage { servedFor { persona { slug } } }
    ... on HomePage { landingPage { title servedFor { persona { slug } } } } } }"""


@pytest.fixture(autouse=True)
def site():
    return factories.site()


def page(data, path, key="", **variables):
    return data(PAGE, {"path": path, **variables}, key)["page"]


def test_an_asset_is_found_by_its_address(data, settings):
    settings.FRONTEND_URL = "https://www.example.com/preview"
    asset = factories.asset(CaseStudy, title="Press shop", slug="press-shop")

    assert page(data, "/en/press-shop") == {
        "__typename": "CaseStudy",
        "id": str(asset.pk),
        "slug": "press-shop",
        "title": "Press shop",
        "locale": "en",
        "path": "/en/press-shop",
        "url": "https://www.example.com/en/press-shop",
        "updatedAt": asset.last_published_at.isoformat(),
    }


def test_folders_mean_nothing_to_readers(data):
    factories.asset(slug="inside", parent=factories.folder(factories.folder()))

    assert page(data, "/en/inside")["path"] == "/en/inside"


@pytest.mark.parametrize(
    "path", ["/en/press", "en/press", "/en/press/", "//en/press//", "/en/%70ress"]
)
def test_slashes_around_and_percent_encoding_do_not_matter(data, path):
    factories.asset(slug="press")

    assert page(data, path)["path"] == "/en/press"


@pytest.mark.parametrize("path", ["press", "/press/", "/en/press"])
def test_with_its_locale_the_slug_alone_will_do(data, path):
    factories.asset(slug="press")

    assert page(data, path, locale="en")["path"] == "/en/press"
    assert page(data, path, locale="zh-hans") is None


@pytest.mark.parametrize("encode", [str, quote], ids=["as it is", "percent-encoded"])
def test_slugs_in_chinese(data, encode):
    factories.home("zh-hans")
    factories.asset(lang="zh-hans", slug="预测性维护", parent=_chinese_home())

    found = page(data, encode("/zh-hans/预测性维护"))

    assert found["path"] == "/zh-hans/预测性维护"
    assert found["url"].endswith(quote("/zh-hans/预测性维护"))


def _chinese_home():
    """The translation of the site's root."""
    home = factories.home("zh-hans")
    home.translation_key = factories.home().translation_key
    home.save()
    return home


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/fr/press",
        "/en/press/more",
        "/EN/press",
        "/en/Press",
        "/en/../en/press",
        "/en//press",
        "/en/press?x=1",
        "/en/press\0",
        "/en/%00",
        "/en/%ff",
        "/en/%",
        "https://localhost/en/press",
        "/en/" + "a" * 5_000,
        "/en/' OR 1=1 --",
        "/\udcff/press".encode("utf-8", "replace").decode(),
    ],
)
def test_what_is_no_pages_address_leads_nowhere(data, path):
    factories.asset(slug="press")

    found = page(data, path)

    assert found is None or found["path"] == "/en/"


def test_homes_stand_at_their_locale(data):
    _chinese_home()

    assert page(data, "/en/")["__typename"] == "HomePage"
    assert page(data, "/zh-hans")["path"] == "/zh-hans/"
    assert page(data, "/")["path"] == "/en/"
    assert page(data, "/", locale="zh-hans")["path"] == "/zh-hans/"


def test_a_landing_page_is_as_it_is_for_the_visitor(data):
    factories.term(slug="finance")
    factories.landing_page(slug="hello")

    found = page(data, "/en/hello", persona="finance")

    assert found["__typename"] == "LandingPage"
    assert found["servedFor"]["persona"]["slug"] == "finance"


def test_so_is_the_one_on_the_home_page(data):
    factories.term(slug="finance")
    home = factories.home()
    home.landing_page = factories.landing_page(title="Welcome")
    home.save()

    found = page(data, "/en/", persona="finance")["landingPage"]

    assert found == {"title": "Welcome", "servedFor": {"persona": {"slug": "finance"}}}


def test_a_landing_page_that_is_not_to_be_seen_is_on_no_home_page(data):
    home = factories.home()
    home.landing_page = factories.landing_page(live=False)
    home.save()

    assert page(data, "/en/")["landingPage"] is None


def test_what_is_not_for_the_caller_is_at_no_address(data):
    factories.asset(slug="draft", live=False)
    factories.shut(factories.asset(slug="private"))
    factories.shut(factories.landing_page(slug="shut"))
    factories.asset(slug="prices", audience=Audience.INTERNAL)

    for slug in ("draft", "private", "shut", "prices"):
        assert page(data, f"/en/{slug}") is None
    assert page(data, "/en/prices", factories.viewer_key("sales"))["path"] == "/en/prices"


def test_each_site_has_pages_of_its_own(data):
    other = factories.other_home()
    factories.site(other, hostname="other.example.com")
    factories.asset(slug="both", title="Ours")
    factories.asset(slug="both", title="Theirs", parent=other)

    assert page(data, "/en/both")["title"] == "Ours"
    assert page(data, "/en/both", site="localhost")["title"] == "Ours"
    found = page(data, "/en/both", site="Other.example.com")
    assert (found["title"], found["url"]) == ("Theirs", "https://other.example.com/en/both")
    assert page(data, "/en/both", site="unknown.example.com") is None


def test_two_pages_of_one_name_are_told_apart_by_age_and_by_who_may_see_them(data):
    first = factories.asset(slug="twin", title="First", parent=factories.folder())
    second = factories.landing_page(title="Second")
    Page.objects.filter(pk=second.pk).update(slug="twin")

    assert page(data, "/en/twin")["title"] == "First"
    first.unpublish()
    assert page(data, "/en/twin")["title"] == "Second"
