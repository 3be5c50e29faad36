"""`site`, `sites` and `redirect`: what stands around a website's pages."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from hub.brand.colours import contrast
from hub.brand.models import Brand
from hub.taxonomy.models import Audience
from hub.website.models import Menu, Robots
from tests import factories

pytestmark = pytest.mark.django_db

MENU = """query ($locale: String!) { site { menu(name: "main", locale: $locale) {
  label url page { __typename title } children { label url page { title } } } } }"""
REDIRECT = """query ($path: String!, $locale: String, $site: String) {
  redirect(path: $path, locale: $locale, site: $site) { from to permanent } }"""
SITEMAP = """query ($first: Int!, $after: String) { site { sitemap(first: $first, after: $after) {
  nodes { path url alternates { locale url } } pageInfo { endCursor hasNextPage } } } }"""


@pytest.fixture(autouse=True)
def site(settings):
    settings.FRONTEND_URL = "https://www.example.com/preview"
    return factories.site()


def chinese_home():
    home = factories.home("zh-hans")
    home.translation_key = factories.home().translation_key
    home.save()
    return home


def link(page=None, label="", address=""):
    return {"page": page, "label": label, "address": address}


def menu(*items, **fields):
    made = [("item", {**item, "children": item.get("children", [])}) for item in items]
    return Menu.objects.create(
        **{
            "site": Site.objects.get(is_default_site=True),
            "name": "main",
            "locale": factories.locale(),
            **fields,
        },
        items=made,
    )


class TestBrand:
    QUERY = """{ site { brand(locale: "zh-hans") { name logo { url alt } background text accent textOnAccent
      accentOnWhite } } }"""

    def test_there_are_colours_before_editors_set_any(self, data):
        brand = data(self.QUERY)["site"]["brand"]
        assert (brand["name"], brand["logo"]) == ("", None)
        assert brand["background"] == Brand().background

    def test_it_is_as_editors_set_it(self, data):
        logo = factories.image()
        Brand.objects.create(name="Ridgewell", name_zh="瑞智维", logo=logo, accent="#F2B544")
        brand = data(self.QUERY)["site"]["brand"]
        assert (brand["name"], brand["logo"]["alt"]) == ("瑞智维", "瑞智维")
        assert brand["logo"]["url"].startswith("http")

    def test_words_can_be_read_on_its_colours(self, data):
        for accent in ("#F2B544", "#FFFFFF", "#050505", "#7F7F7F"):
            Brand.objects.all().delete()
            Brand.objects.create(accent=accent)
            brand = data(self.QUERY)["site"]["brand"]
            for words, behind in (
                (brand["text"], brand["background"]),
                (brand["textOnAccent"], accent),
                (brand["accentOnWhite"], "#FFFFFF"),
            ):
                assert contrast(words, behind) >= 4.5, (words, behind)

    def test_a_logo_that_not_everybody_may_see_is_not_told(self, data):
        shut = factories.private_collection()
        Brand.objects.create(name="Ridgewell", logo=factories.image(shut))
        assert data(self.QUERY)["site"]["brand"]["logo"] is None


class TestSite:
    def test_what_a_front_end_needs_to_begin(self, data):
        chinese_home()
        query = "{ site { hostname rootUrl isDefault locales { code name path url isDefault } } }"
        assert data(query)["site"] == {
            "hostname": "localhost",
            "rootUrl": "https://www.example.com",
            "isDefault": True,
            "locales": [
                {
                    "code": "en",
                    "name": "English",
                    "path": "/en/",
                    "url": "https://www.example.com/en/",
                    "isDefault": True,
                },
                {
                    "code": "zh-hans",
                    "name": "简体中文",
                    "path": "/zh-hans/",
                    "url": "https://www.example.com/zh-hans/",
                    "isDefault": False,
                },
            ],
        }

    def test_a_language_without_a_home_to_be_seen_is_none(self, data):
        factories.shut(chinese_home())
        assert data("{ site { locales { code } } }")["site"]["locales"] == [{"code": "en"}]

    def test_by_host_name(self, data):
        factories.site(factories.other_home(), hostname="other.example.com")
        query = (
            '{ site(hostname: "OTHER.example.com") { rootUrl } none: site(hostname: "x") { name } }'
        )
        assert data(query) == {"site": {"rootUrl": "https://other.example.com"}, "none": None}
        assert len(data("{ sites { hostname } }")["sites"]) == 2

    def test_its_name_in_a_language(self, data):
        Brand.objects.create(name="Ridgewell", name_zh="睿泉科技")
        assert data('{ site { name zh: name(locale: "zh-hans") } }') == {
            "site": {"name": "Ridgewell", "zh": "睿泉科技"}
        }

    def test_a_hub_without_sites_has_none(self, data):
        Site.objects.all().delete()
        assert data('{ site { name } sites { name } page(path: "/en/") { id } }') == {
            "site": None,
            "sites": [],
            "page": None,
        }

    def test_robots_may_read_all_and_find_the_sitemap(self, data):
        assert data("{ site { robots } }")["site"]["robots"] == (
            "User-agent: *\nAllow: /\n\nSitemap: https://www.example.com/sitemap.xml\n"
        )

    def test_what_editors_tell_robots_stands_in_its_place(self, data, site):
        Robots.objects.create(site=site, text="User-agent: *\nDisallow: /")
        assert data("{ site { robots } }")["site"]["robots"] == "User-agent: *\nDisallow: /"


class TestMenu:
    def test_pages_addresses_and_what_is_below(self, data):
        asset, landing = factories.asset(title="Press"), factories.landing_page(slug="hello")
        menu(
            {**link(label="Read"), "children": [link(asset), link(label="All", address="/all")]},
            link(landing, label="Hello"),
        )

        assert data(MENU, {"locale": "en"})["site"]["menu"] == [
            {
                "label": "Read",
                "url": None,
                "page": None,
                "children": [
                    {"label": "Press", "url": f"/en/{asset.slug}", "page": {"title": "Press"}},
                    {"label": "All", "url": "/all", "page": None},
                ],
            },
            {
                "label": "Hello",
                "url": "/en/hello",
                "page": {"__typename": "LandingPage", "title": landing.title},
                "children": [],
            },
        ]

    @pytest.mark.parametrize(
        "hidden",
        [
            {"live": False},
            {"audience": Audience.INTERNAL},
            {"expire_at": timezone.now() - timedelta(minutes=1)},
            {},
        ],
        ids=["draft", "internal", "expired", "private"],
    )
    def test_what_is_not_to_be_seen_is_left_out_and_what_is_below_takes_its_place(
        self, data, hidden
    ):
        page = factories.asset(title="Secret", **hidden)
        if not hidden:
            factories.shut(page)
        menu({**link(page), "children": [link(label="Below", address="/below"), link(page)]})

        answer = data(MENU, {"locale": "en"})["site"]["menu"]

        assert [item["label"] for item in answer] == ["Below"]

    def test_each_language_has_its_own(self, data):
        chinese_home()
        menu(link(label="Read", address="/read"))
        menu(link(label="阅读", address="/read"), locale=factories.locale("zh-hans"))

        assert data(MENU, {"locale": "zh-hans"})["site"]["menu"][0]["label"] == "阅读"
        assert data(MENU, {"locale": "fr"})["site"]["menu"] == []

    def test_a_page_of_another_site_is_told_by_its_whole_address(self, data, site):
        other = factories.other_home()
        factories.site(other, hostname="other.example.com")
        menu(link(factories.asset(slug="there", parent=other)), site=site)
        query = '{ site { menu(name: "main", locale: "en") { url } } }'
        assert data(query)["site"]["menu"] == [{"url": "https://other.example.com/en/there"}]

    @pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x"])
    def test_what_a_browser_would_run_is_no_address(self, data, address):
        menu(link(label="Bad", address=address))
        assert data(MENU, {"locale": "en"})["site"]["menu"][0]["url"] is None


class TestRedirect:
    def to(self, data, path, **variables):
        found = data(REDIRECT, {"path": path, **variables})["redirect"]
        return found and found["to"]

    def test_to_a_page(self, data):
        page = factories.asset(slug="press")
        Redirect.add_redirect("/old", page, is_permanent=False)
        assert data(REDIRECT, {"path": "/old/"})["redirect"] == {
            "from": "/old",
            "to": "/en/press",
            "permanent": False,
        }

    @pytest.mark.parametrize(
        ("link", "to"),
        [
            ("https://elsewhere.example.com/x?y=1", "https://elsewhere.example.com/x?y=1"),
            ("https://www.example.com/en/library?kind=FAQ", "/en/library?kind=FAQ"),
            ("/en/library", "/en/library"),
            ("javascript:alert(1)", None),
            ("//elsewhere.example.com/x", None),
        ],
    )
    def test_to_an_address(self, data, link, to):
        Redirect.add_redirect("/old", link)
        assert self.to(data, "/old") == to

    def test_the_query_may_be_part_of_it_or_not_matter(self, data):
        Redirect.add_redirect("/old?id=2", "/two")
        Redirect.add_redirect("/old", "/one")
        assert self.to(data, "/old?id=2") == "/two"
        assert self.to(data, "/old?utm_source=x") == "/one"

    def test_in_chinese_however_it_is_written(self, data):
        Redirect.add_redirect("/zh-hans/旧", "/zh-hans/新")
        assert self.to(data, "/zh-hans/旧") == "/zh-hans/新"
        assert self.to(data, "/zh-hans/%E6%97%A7") == "/zh-hans/新"

    def test_chains_are_followed_to_their_end(self, data):
        page = factories.asset(slug="press")
        Redirect.add_redirect("/a", "/b", is_permanent=True)
        Redirect.add_redirect("/b", "https://www.example.com/c", is_permanent=False)
        Redirect.add_redirect("/c", page)
        assert data(REDIRECT, {"path": "/a"})["redirect"] == {
            "from": "/a",
            "to": "/en/press",
            "permanent": False,
        }

    @pytest.mark.parametrize("hops", [["/a", "/a"], ["/a", "/b", "/a"], ["/a", "/b", "/c", "/b"]])
    def test_circles_lead_nowhere(self, data, hops):
        for source, to in pairwise(hops):
            Redirect.add_redirect(source, to)
        assert self.to(data, "/a") is None

    def test_a_page_at_the_very_address_is_no_way_to_go(self, data):
        Redirect.add_redirect("/en/press", factories.asset(slug="press"))
        assert self.to(data, "/en/press") is None

    def test_where_a_page_stands_no_stale_one_leads_away(self, data):
        moved, standing = factories.asset(slug="moved"), factories.asset(slug="press")
        Redirect.add_redirect("/en/press", moved)
        Redirect.add_redirect("/a", "/b")
        Redirect.add_redirect("/b", "https://www.example.com/en/press?from=b")
        assert self.to(data, "/en/press") is None
        assert self.to(data, "/en/press?utm_source=x") is None
        assert self.to(data, "/a") == "/en/press?from=b"
        assert self.told(data) == ["/a", "/b"]
        standing.unpublish()
        assert self.to(data, "/en/press") == "/en/moved"
        assert self.told(data) == ["/en/press", "/a", "/b"]

    def test_a_page_that_is_not_to_be_seen_stands_in_no_ones_way(self, data):
        factories.asset(slug="prices", audience=Audience.INTERNAL)
        Redirect.add_redirect("/en/prices", "/en/contact")
        key = factories.viewer_key("sales")
        assert self.to(data, "/en/prices") == "/en/contact"
        assert data(REDIRECT, {"path": "/en/prices"}, key)["redirect"] is None

    def test_what_an_old_site_had_at_the_address_of_the_home_page(self, data):
        Redirect.add_redirect("/?p=5", "/en/press")
        assert self.to(data, "/?p=5") == "/en/press"
        assert self.to(data, "/") is None

    def test_with_its_locale_the_slug_alone_will_do(self, data):
        Redirect.add_redirect("/en/old", factories.asset(slug="press"))
        assert self.to(data, "old", locale="en") == "/en/press"
        assert self.to(data, "Press", locale="en") == "/en/press"
        assert self.to(data, "old") is None

    def told(self, data):
        found = data("{ site { redirects { nodes { from } } } }")["site"]["redirects"]["nodes"]
        return [one["from"] for one in found]

    def test_targets_that_are_not_to_be_seen_are_not_told(self, data):
        hidden = [
            factories.asset(live=False),
            factories.asset(audience=Audience.INTERNAL),
            factories.shut(factories.landing_page()),
            factories.asset(expire_at=timezone.now() - timedelta(minutes=1)),
        ]
        for number, page in enumerate(hidden):
            Redirect.add_redirect(f"/old-{number}", page)
            assert self.to(data, f"/old-{number}") is None
        assert data("{ site { redirects { nodes { from } } } }")["site"]["redirects"]["nodes"] == []

    def test_what_is_for_one_site_stands_before_what_is_for_all(self, data, site):
        Redirect.add_redirect("/old", "/all")
        Redirect.add_redirect("/old", "/own", site=site)
        factories.site(factories.other_home(), hostname="other.example.com")
        assert self.to(data, "/old") == "/own"
        assert self.to(data, "/old", site="other.example.com") == "/all"
        listed = data("{ site { redirects { nodes { from to } } } }")["site"]["redirects"]["nodes"]
        assert listed == [{"from": "/old", "to": "/own"}]

    def test_letters_in_another_case_lead_to_the_page(self, data):
        factories.asset(slug="press")
        assert self.to(data, "/EN/Press") == "/en/press"
        assert self.to(data, "/En") == "/en/"
        assert self.to(data, "/en/press") is None

    @pytest.mark.parametrize(
        "path", ["", "/", "\0", "/%00", "http://[", "/" + "a" * 9_000, "/nothing", "?", "//x/y"]
    )
    def test_for_what_is_nothing_there_is_none(self, data, path):
        Redirect.add_redirect("/old", "/new")
        assert self.to(data, path) is None

    def test_all_in_pages(self, data):
        for number in range(5):
            Redirect.add_redirect(f"/old-{number}", f"/new-{number}")
        query = """query ($after: String) { site { redirects(first: 2, after: $after) {
          nodes { from } pageInfo { endCursor hasNextPage } } } }"""
        found, after, more = [], None, True
        while more:
            page = data(query, {"after": after})["site"]["redirects"]
            found += [one["from"] for one in page["nodes"]]
            after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
        assert found == [f"/old-{number}" for number in range(5)]


class TestSitemap:
    def paths(self, data):
        nodes = data(SITEMAP, {"first": 100})["site"]["sitemap"]["nodes"]
        return {node["path"] for node in nodes}

    def test_what_search_engines_are_to_find(self, data):
        factories.asset(slug="press", parent=factories.folder())
        factories.landing_page(slug="hello")
        assert self.paths(data) == {"/en/", "/en/press", "/en/hello"}

    def test_nothing_else(self, data):
        factories.asset(live=False)
        factories.asset(audience=Audience.INTERNAL)
        factories.shut(factories.landing_page())
        factories.asset(expire_at=timezone.now() - timedelta(minutes=1))
        factories.asset(noindex=True)
        factories.landing_page(canonical_url="https://elsewhere.example.com/first")
        factories.asset(parent=factories.other_home())
        assert self.paths(data) == {"/en/"}

    def test_not_even_for_whoever_may_see_more(self, data):
        factories.asset(audience=Audience.INTERNAL)
        answer = data(SITEMAP, {"first": 100}, factories.viewer_key("sales"))
        assert len(answer["site"]["sitemap"]["nodes"]) == 1

    def test_translations_are_alternates_as_far_as_they_are_to_be_found(self, data):
        home = chinese_home()
        page = factories.asset(slug="press")
        factories.asset(
            parent=home, lang="zh-hans", slug="chongya", translation_key=page.translation_key
        )
        other = factories.asset(slug="other")
        factories.asset(
            parent=home, lang="zh-hans", translation_key=other.translation_key, noindex=True
        )
        nodes = data(SITEMAP, {"first": 100})["site"]["sitemap"]["nodes"]
        by_path = {node["path"]: node["alternates"] for node in nodes}
        assert by_path["/en/press"] == by_path["/zh-hans/chongya"]
        assert {one["locale"]: one["url"] for one in by_path["/en/press"]} == {
            "en": "https://www.example.com/en/press",
            "zh-hans": "https://www.example.com/zh-hans/chongya",
            "x-default": "https://www.example.com/en/press",
        }
        assert {one["locale"] for one in by_path["/en/other"]} == {"en", "x-default"}

    def test_in_pages(self, data):
        for _ in range(4):
            factories.asset()
        first = data(SITEMAP, {"first": 3})["site"]["sitemap"]
        rest = data(SITEMAP, {"first": 3, "after": first["pageInfo"]["endCursor"]})
        assert first["pageInfo"]["hasNextPage"]
        assert not rest["site"]["sitemap"]["pageInfo"]["hasNextPage"]
        paths = [node["path"] for node in first["nodes"] + rest["site"]["sitemap"]["nodes"]]
        assert len(paths) == len(set(paths)) == 5
