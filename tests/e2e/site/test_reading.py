"""The reference site as visitors read it."""

import json
import urllib.error
import urllib.request
from email.message import Message
from typing import NamedTuple
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import CASE, SHARED

pytestmark = pytest.mark.browser


class Response(NamedTuple):
    status: int
    headers: Message
    text: str


class NotFollowed(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: object) -> None:
        return None


def get(url: str, **headers: str) -> Response:
    opener = urllib.request.build_opener(NotFollowed)
    try:
        response = opener.open(urllib.request.Request(url, headers=headers))
    except urllib.error.HTTPError as error:
        response = error
    with response:
        return Response(response.status, response.headers, response.read().decode())


def test_two_personas_see_different_landing_pages(page: Page, site: str):
    seen = set()
    for persona in ("Finance", "Operations / business owner"):
        page.goto(f"{site}/en/")
        page.get_by_text("For: everyone").click()
        page.get_by_role("link", name=persona, exact=True).click()
        expect(page.locator(".personas summary")).to_have_text(f"For: {persona}")
        seen.add(page.locator("h1").inner_text())
    assert seen == {"Savings that reach the books", "A shift that ends as planned"}


def test_who_the_visitor_is_goes_along_and_leaves_no_cookie(page: Page, site: str):
    page.goto(f"{site}/en/?persona=finance")
    page.get_by_role("link", name="Library", exact=True).first.click()
    page.locator(".card h3 a").first.click()
    assert "persona=finance" in page.url
    assert page.context.cookies() == []


def test_from_one_language_to_the_other_and_back(page: Page, site: str):
    page.goto(f"{site}/en/first-ninety-days")
    page.get_by_role("link", name="简体中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    expect(page.locator("h1")).to_contain_text("上线后的头九十天")
    page.get_by_role("link", name="English", exact=True).click()
    expect(page.locator("h1")).to_contain_text("The first ninety days")


def test_what_is_looked_for_and_by_whom_goes_along_to_the_other_language(page: Page, site: str):
    page.goto(f"{site}/en/library?q=press&kinds=CASE_STUDY&persona=finance&utm_source=letter")
    page.get_by_role("link", name="简体中文").click()
    expect(page.get_by_label("搜索")).to_have_value("press")
    expect(page.locator(".chosen")).to_contain_text("案例")
    expect(page.locator(".personas summary")).to_contain_text("财务")


def test_a_search_in_chinese_finds_english(page: Page, site: str):
    page.goto(f"{site}/zh-hans/library")
    page.get_by_label("搜索").fill("冲压车间每月停机的时间怎样减少")
    page.get_by_role("button", name="搜索").click()
    expect(page.get_by_role("link", name="Kestrel").first).to_be_visible()


def test_facets_narrow_what_is_listed(page: Page, site: str):
    page.goto(f"{site}/en/library")
    expect(page.get_by_role("status")).to_have_text("3 pieces")
    page.get_by_role("link", name="Case study 1", exact=True).click()
    expect(page.get_by_role("status")).to_have_text("1 piece")
    page.get_by_role("link", name="Take out the filter Case study").click()
    expect(page.get_by_role("status")).to_have_text("3 pieces")


def test_where_filters_leave_nothing_they_can_be_taken_out(page: Page, site: str):
    page.goto(f"{site}/en/library?kinds=PODCAST&topics=no-such-topic")
    expect(page.get_by_role("status")).to_have_text("0 pieces")
    expect(page.get_by_role("link", name="Take out the filter Podcast")).to_be_visible()
    page.get_by_role("link", name="Clear all").click()
    expect(page.get_by_role("status")).to_have_text("3 pieces")


def test_what_a_piece_does_not_mention_is_not_said_to_be_in_it(page: Page, site: str):
    page.goto(f"{site}/en/library?q=zzqx")
    said = page.locator(".why").filter(has_text="zzqx").first
    expect(said).to_have_text("Does not mention: zzqx")


def test_what_is_worth_sharing_can_be_shared_and_copied(page: Page, site: str):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{site}/en/{CASE}")
    link = page.locator(".snippets").get_by_role("link", name="Share on LinkedIn")
    assert (link.get_attribute("href") or "").startswith("https://www.linkedin.com/")
    page.get_by_role("button", name="Copy", exact=True).click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").startswith(SHARED)


def test_a_page_is_shared_by_its_own_address_whoever_reads_it(page: Page, site: str):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{site}/en/first-ninety-days?persona=finance")
    address = f"{site}/en/first-ninety-days"
    link = page.get_by_role("link", name="Share on LinkedIn").get_attribute("href") or ""
    assert link.endswith(f"?url={quote(address, safe='')}")
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == address


def test_wechat_reads_the_address_off_the_screen(page: Page, site: str):
    page.goto(f"{site}/zh-hans/first-ninety-days")
    code = page.get_by_role("img", name="用微信扫一扫")
    expect(code).to_be_hidden()
    page.get_by_text("微信", exact=True).click()
    expect(code).to_be_visible()


@pytest.mark.parametrize("path", ["/en/", "/en/library", f"/en/{CASE}", "/zh-hans/for-finance"])
def test_it_reads_the_same_without_scripts(browser: Browser, site: str, path: str):
    texts = []
    for scripts in (True, False):
        context = browser.new_context(java_script_enabled=scripts)
        page = context.new_page()
        page.goto(site + path)
        # Only what a script makes work is shown by it.
        text = page.locator("main").inner_text()
        texts.append(text.replace("\nCopy link", "").replace("\nCopy", ""))
        context.close()
    assert texts[0] == texts[1]
    assert len(texts[0]) > 200


def test_other_spellings_of_an_address_lead_to_the_one(site: str):
    for spelling, one in [
        ("/en/for-finance/", "/en/for-finance"),
        ("/EN/for-finance?utm_source=letter", "/en/for-finance?utm_source=letter"),
        ("/en/Library/?kinds=FAQ", "/en/library?kinds=FAQ"),
    ]:
        response = get(site + spelling)
        assert (response.status, response.headers["Location"]) == (301, one)


def test_a_language_that_the_site_has_not_is_not_there(site: str):
    for path in ("/de/", "/de/library"):
        response = get(site + path)
        assert response.status == 404
        assert 'href="/de' not in response.text


def test_where_nothing_is_there_is_a_page_that_says_so(page: Page, site: str):
    response = page.goto(f"{site}/zh-hans/{CASE}-not")
    assert response and response.status == 404
    expect(page.locator("h1")).to_have_text("没有这个页面")
    page.get_by_role("searchbox").fill("停机")
    page.get_by_role("button", name="搜索").click()
    expect(page.get_by_role("status")).to_contain_text("篇")


def test_a_page_that_has_not_changed_is_not_sent_again(site: str):
    first = get(f"{site}/en/{CASE}")
    assert "s-maxage" in first.headers["Cache-Control"]
    assert "page-" in first.headers["Surrogate-Key"]
    assert get(f"{site}/en/{CASE}", **{"If-None-Match": first.headers["ETag"]}).status == 304


def test_search_engines_are_told_of_all_pages_in_both_languages(site: str):
    robots = get(f"{site}/robots.txt").text
    assert f"Sitemap: {site}/sitemap.xml" in robots
    sitemap = get(f"{site}/sitemap.xml").text
    assert f"<loc>{site}/en/{CASE}</loc>" in sitemap
    assert 'hreflang="zh-Hans"' in sitemap


def test_structured_data_of_a_piece(page: Page, site: str):
    page.goto(f"{site}/en/{CASE}")
    texts = page.locator("script[type='application/ld+json']").all_inner_texts()
    assert "Article" in {json.loads(text)["@type"] for text in texts}
    canonical = page.locator("link[rel=canonical]")
    expect(canonical).to_have_attribute("href", f"{site}/en/{CASE}")


def test_browsers_are_told_to_refuse_what_is_not_ours(site: str):
    headers = get(f"{site}/en/").headers
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["Set-Cookie"] is None
