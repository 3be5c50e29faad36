"""Bodies: blocks, their HTML, and links that lead nowhere they should not."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from api.assets.richtext import Targets, safe_url, to_html
from hub.pictures.picture import picture_of
from hub.taxonomy.models import Audience
from tests import factories

BODY = """query ($id: ID) { asset(id: $id) { bodyHtml body { __typename id html
  ... on HeadingBlock { text level }
  ... on QuoteBlock { text speaker role }
  ... on StatisticBlock { figure label note }
  ... on ImageBlock { image { url width height alt } caption }
  ... on TableBlock { columns rows caption }
  ... on CodeBlock { language code }
  ... on CalloutBlock { tone }
  ... on EmbedBlock { url caption }
  ... on CallToActionBlock { label url } } } }"""


@pytest.fixture
def shown(data, db):
    """The blocks of an asset with this body, as they go out, without their ids."""

    def ask(*body):
        page = factories.asset(body=list(body))
        blocks = data(BODY, {"id": page.pk})["asset"]["body"]
        for block in blocks:
            assert block.pop("id")
        return blocks

    return ask


class TestBlocks:
    @pytest.mark.parametrize(
        ("kind", "value", "expected"),
        [
            (
                "heading",
                {"text": "A < B", "level": "3"},
                {"text": "A < B", "level": 3, "html": "<h3>A &lt; B</h3>"},
            ),
            ("paragraph", "<p>Hi <b>you</b></p>", {"html": "<p>Hi <b>you</b></p>"}),
            (
                "quote",
                {"text": "It held.", "speaker": "Ann", "role": "CFO"},
                {
                    "text": "It held.",
                    "speaker": "Ann",
                    "role": "CFO",
                    "html": "<blockquote><p>It held.</p><footer>Ann, CFO</footer></blockquote>",
                },
            ),
            (
                "statistic",
                {"value": "38 %", "label": "less scrap", "note": ""},
                {
                    "figure": "38 %",
                    "label": "less scrap",
                    "note": "",
                    "html": "<p><strong>38 %</strong> less scrap</p>",
                },
            ),
            (
                "table",
                {
                    "columns": [{"type": "text", "heading": "Year"}],
                    "rows": [{"values": ["<2025>"]}],
                    "caption": "Years",
                },
                {
                    "columns": ["Year"],
                    "rows": [["<2025>"]],
                    "caption": "Years",
                    "html": "<table><caption>Years</caption><thead><tr><th>Year</th></tr></thead>"
                    "<tbody><tr><td>&lt;2025&gt;</td></tr></tbody></table>",
                },
            ),
            (
                "code",
                {"language": "html", "code": "<b>{{ x }}</b>"},
                {
                    "language": "html",
                    "code": "<b>{{ x }}</b>",
                    "html": '<pre><code class="language-html">'
                    "&lt;b&gt;{{ x }}&lt;/b&gt;</code></pre>",
                },
            ),
            (
                "callout",
                {"tone": "tip", "text": "<p>Look</p>"},
                {"tone": "tip", "html": '<aside class="callout callout-tip"><p>Look</p></aside>'},
            ),
            (
                "embed",
                {"url": "https://v.example/1?a=1&b=2", "caption": ""},
                {
                    "url": "https://v.example/1?a=1&b=2",
                    "caption": "",
                    "html": '<figure><a href="https://v.example/1?a=1&amp;b=2">'
                    "https://v.example/1?a=1&amp;b=2</a></figure>",
                },
            ),
            (
                "cta",
                {"label": "Call", "url": "/contact"},
                {"label": "Call", "url": "/contact", "html": '<p><a href="/contact">Call</a></p>'},
            ),
        ],
    )
    def test_each_type(self, shown, kind, value, expected):
        [block] = shown((kind, value))
        assert {name: block[name] for name in expected} == expected

    def test_a_picture_of_the_library(self, shown):
        image = factories.image(description="A press")
        [block] = shown(("image", {"image": image, "url": "", "alt": "", "caption": "Press 4"}))
        full = f"http://testserver{picture_of(image).folder}full-40"
        url = f"{full}.png"
        assert block["image"] == {"url": url, "width": 40, "height": 30, "alt": "A press"}
        sizes = 'sizes="(min-width: 50em) 50em, 100vw"'
        assert block["html"] == (
            "<figure><picture>"
            f'<source type="image/avif" srcset="{full}.avif 40w" {sizes}>'
            f'<source type="image/webp" srcset="{full}.webp 40w" {sizes}>'
            f'<img src="{url}" srcset="{url} 40w" {sizes} width="40" height="30" alt="A press"'
            ' loading="lazy" decoding="async"></picture>'
            "<figcaption>Press 4</figcaption></figure>"
        )

    def test_a_picture_elsewhere(self, shown):
        url = "https://pictures.example/1.png"
        [block] = shown(("image", {"image": None, "url": url, "alt": "x", "caption": ""}))
        assert block["image"] == {"url": url, "width": None, "height": None, "alt": "x"}

    def test_a_private_picture_is_left_out(self, shown):
        image = factories.image(factories.private_collection())
        assert shown(("image", {"image": image, "url": "", "alt": "", "caption": "secret"})) == []

    def test_a_call_that_would_run_a_script_is_left_out(self, shown):
        assert shown(("cta", {"label": "x", "url": "javascript:alert(1)"})) == []

    def test_a_call_leads_to_where_the_chosen_page_is_now(self, shown):
        chosen = factories.asset(slug="plan")
        [block] = shown(("cta", {"label": "A & B", "page": chosen, "url": ""}))
        assert block["url"] == "/en/plan"
        assert block["html"] == (
            f'<p><a href="/en/plan" data-page-id="{chosen.pk}" data-asset-id="{chosen.pk}">'
            "A &amp; B</a></p>"
        )

    def test_a_call_leads_to_a_chosen_document(self, shown):
        document = factories.document()
        [block] = shown(("cta", {"label": "Get it", "document": document, "url": ""}))
        assert block["url"] == f"http://testserver{document.url}"

    def test_a_call_to_what_the_caller_may_not_see_is_left_out(self, shown):
        for hidden in (
            {"page": factories.asset(live=False)},
            {"page": factories.asset(audience=Audience.INTERNAL)},
            {"document": factories.document(factories.private_collection())},
        ):
            assert shown(("cta", {"label": "x", "url": "", **hidden})) == []

    def test_a_body_is_its_blocks(self, data, db):
        page = factories.asset(
            body=[("heading", {"text": "A", "level": "2"}), ("paragraph", "<p>B</p>")]
        )
        assert data(BODY, {"id": page.pk})["asset"]["bodyHtml"] == "<h2>A</h2>\n<p>B</p>"


@pytest.mark.django_db
class TestLinks:
    def linked(self, data, link):
        page = factories.asset(body=[("paragraph", f"<p>See {link}.</p>")])
        return data(BODY, {"id": page.pk})["asset"]["bodyHtml"]

    def test_to_an_asset(self, data):
        target = factories.asset(slug="target", lang="zh-hans")
        link = f'<a linktype="page" id="{target.pk}">the <b>case</b></a>'
        assert self.linked(data, link) == (
            f'<p>See <a href="/zh-hans/target" data-page-id="{target.pk}" '
            f'data-asset-id="{target.pk}">the <b>case</b></a>.</p>'
        )

    def test_to_a_landing_page_and_to_a_home(self, data):
        landing = factories.landing_page(slug="hello")
        link = f'<a linktype="page" id="{landing.pk}">hello</a>'
        assert f'<a href="/en/hello" data-page-id="{landing.pk}">' in self.linked(data, link)
        link = f'<a linktype="page" id="{factories.home().pk}">home</a>'
        assert '<a href="/en/" data-page-id="' in self.linked(data, link)

    def test_to_a_page_of_another_site_are_whole(self, data):
        factories.site()
        other = factories.other_home()
        factories.site(other, hostname="other.example.com")
        target = factories.asset(slug="there", parent=other)
        link = f'<a linktype="page" id="{target.pk}">there</a>'
        assert '<a href="https://other.example.com/en/there" ' in self.linked(data, link)

    @pytest.mark.parametrize(
        "hidden", [{"live": False}, {"audience": Audience.INTERNAL}], ids=["draft", "internal"]
    )
    def test_to_what_may_not_be_seen_are_words(self, data, hidden):
        target = factories.asset(slug="hidden-slug", **hidden)
        html = self.linked(data, f'<a linktype="page" id="{target.pk}">the case</a>')
        assert html == "<p>See the case.</p>"

    @pytest.mark.parametrize(
        "link",
        [
            '<a linktype="page" id="999999">x</a>',
            '<a linktype="page" id="1">x</a>',
            '<a linktype="page" id="99999999999999999999999">x</a>',
            '<a linktype="page" id="-1">x</a>',
            '<a linktype="page">x</a>',
            '<a linktype="document" id="999999">x</a>',
            '<a linktype="other" id="1">x</a>',
            '<a href="javascript:alert(1)">x</a>',
            '<a href=" JaVaScRiPt:alert(1)">x</a>',
            '<a href="data:text/html,x">x</a>',
            '<a name="anchor">x</a>',
            "<a>x</a>",
        ],
    )
    def test_to_nowhere_are_words(self, data, link):
        assert self.linked(data, link) == "<p>See x.</p>"

    @pytest.mark.parametrize(
        "href",
        ["https://a.example/?a=1&amp;b=2", "mailto:a@b.example", "tel:+49123", "#part", "/x"],
    )
    def test_to_elsewhere_stay(self, data, href):
        assert self.linked(data, f'<a href="{href}">x</a>') == f'<p>See <a href="{href}">x</a>.</p>'

    def test_to_a_file(self, data):
        document = factories.document()
        html = self.linked(data, f'<a linktype="document" id="{document.pk}">x</a>')
        assert html == f'<p>See <a href="http://testserver{document.url}">x</a>.</p>'

    def test_to_a_private_file_are_words(self, data):
        document = factories.document(factories.private_collection())
        link = f'<a linktype="document" id="{document.pk}">x</a>'
        assert self.linked(data, link) == "<p>See x.</p>"


PIECES = [
    *("<a ", ">", "</a>", "<p>", "</p>", "<", "&", '"', "'", "\n", "word", "<script>"),
    *('linktype="page"', ' id="7"', ' href="javascript:x"', '<embed embedtype="page" id="7"/>'),
]


class TestRichText:
    @pytest.mark.parametrize(
        ("stored", "expected"),
        [
            ("<p>a<script>alert(1)</script>b</p>", "<p>ab</p>"),
            ('<p onclick="x()" style="color:red" class="y">a</p>', "<p>a</p>"),
            ('<p>a<embed embedtype="image" id="7" alt="secret"/></p>', "<p>a</p>"),
            ('<a linktype="page" id="7">never closed', "<a>never closed</a>"),
            ("<ul><li>a</li></ul>", "<ul><li>a</li></ul>"),
            ("", ""),
        ],
    )
    def test_is_clean(self, stored, expected):
        assert to_html(stored, Targets()) == expected

    @given(st.lists(st.sampled_from(PIECES), max_size=15).map("".join))
    def test_tells_nothing_of_what_may_not_be_seen(self, stored):
        for tag in BeautifulSoup(to_html(stored, Targets()), "html.parser").find_all(True):
            assert tag.name not in ("script", "embed")
            assert set(tag.attrs) <= {"href"}
            assert not tag.attrs.get("href", "").startswith("javascript")

    @given(st.text())
    def test_takes_any_text(self, stored):
        to_html(stored, Targets({7: "/en/x"}))
        safe_url(stored)
