"""What a list costs in SQL: the same, whatever its length."""

import json
from itertools import pairwise

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from hub.assets.models import Article, CaseStudy, Faq, Publication, Recording, ShortPost
from hub.taxonomy.models import (
    Campaign,
    Channel,
    ContentFamily,
    ContentType,
    Format,
    Industry,
    Persona,
)
from hub.website.models import Menu
from search import indexing
from search.upkeep import settle
from tests import factories

pytestmark = pytest.mark.django_db

CLASSES = (CaseStudy, Article, Publication, Recording, Faq, ShortPost)

TERMS = "personas { name aliases } industries { name } contentType { name family { name } }"
SUMMARY = f"id title locale authors {TERMS} format {{ name }} campaign {{ name }}"
WHOLE = """bodyHtml plainText body { id html ... on ImageBlock { image { url } } }
  ... on CaseStudy { customer quote { text } results { sentence } }
  ... on Publication { file { url } } ... on Recording { file { url } transcript }
  ... on Faq { questions { question answerHtml } }"""

SNIPPET = "id type fullText pinned approvedAt source { sectionTitle start end block }"


def _pool(size):
    """`size` English assets, each with all there is, and a Chinese translation of each."""
    persona, industry = factories.term(Persona, "finance"), factories.term(Industry)
    family = ContentFamily.objects.create(slug="family")
    image, document = factories.image(), factories.document()
    Channel.objects.create(slug="x", hard_limit=280, counting="x", hashtags="tag")
    previous = factories.asset()
    for number in range(size):
        cls = CLASSES[number % len(CLASSES)]
        fields = {
            "personas": [persona],
            "industries": [industry],
            "format": factories.term(Format),
            "campaign": factories.term(Campaign),
            "content_type_term": ContentType.objects.create(slug=f"t{number}", family=family),
            "hero_image": image if number % 2 else None,
            "authors": "Ann\nBo",
            "summary": f"Press number {number} cut its downtime with sensors.",
            "body": [
                ("paragraph", f'<p><a linktype="page" id="{previous.pk}">Press</a> sensors</p>'),
                ("paragraph", f'<p><a linktype="document" id="{document.pk}">paper</a></p>'),
                ("image", {"image": image, "url": "", "alt": "", "caption": "Press sensors"}),
            ],
        }
        if cls in (Publication, Recording):
            fields["file"] = document
        if cls is Faq:
            fields["questions"] = [("question", {"question": "Press?", "answer": "<p>Sensors</p>"})]
        previous = factories.asset(cls, **fields)
        factories.asset(
            cls, lang="zh-hans", translation_key=previous.translation_key, summary="停机时间减少"
        )
        for number in (2, 20, 40):
            factories.snippet(previous, block="quote_text", text="Press and sensors. " * number)
    _website(size, persona)
    indexing.drain()


def _website(size, persona):
    """A menu of `size` pages, and as many redirects and landing pages of `size` sections."""
    pages = list(Article.objects.filter(locale__language_code="en"))
    links = [{"page": pages[n % len(pages)], "label": "", "address": ""} for n in range(size)]
    item = {"page": None, "label": "All", "address": "", "children": links}
    Site.objects.update(root_page=factories.home())
    Menu.objects.create(name="main", locale=factories.locale(), items=[("item", item)])
    sections = [("persona_feed", {"heading": "F", "count": 1}), ("rich_text", {"body": "<p>A</p>"})]
    for number in range(size):
        Redirect.objects.create(old_path=f"/old-{number}", redirect_page=pages[0])
        factories.landing_page(
            slug=f"for-finance-{number}", persona=persona, sections=sections * (size // 6)
        )


COSTS = {
    # which pages are shut, the list, the count; one for all terms, two for the vocabulary
    "assets with terms": (
        f"{{ assets(first: 100) {{ totalCount nodes {{ {SUMMARY} }} }} }}",
        6,
    ),
    # which pages are shut, terms, columns; two to name the terms
    "facets of assets": (
        '{ assets(first: 0, filter: { kinds: [CASE_STUDY], locales: ["en"] }) '
        "{ facets { filter values { value name count } } } }",
        5,
    ),
    # and two for the pictures
    "assets with pictures": (
        "{ assets(first: 100) { nodes { id heroImage { url alt } } } }",
        4,
    ),
    # whole rows, results, files; then what bodies point at: pages, pictures, documents
    "whole assets": (f"{{ assets(first: 100) {{ nodes {{ id {WHOLE} }} }} }}", 13),
    "translations": (
        f"{{ assets(first: 40) {{ nodes {{ translations {{ {SUMMARY} }} }} }} }}",
        6,
    ),
    "related on a list": (
        f"{{ assets(first: 50) {{ nodes {{ related(first: 3) {{ score reasons {{ text }} "
        f"asset {{ {SUMMARY} }} }} }} }} }}",
        12,
    ),
    # and which collections are shut: their files hold none
    "snippets": (
        f"{{ snippets(first: 100) {{ totalCount nodes {{ {SNIPPET} asset {{ {SUMMARY} }} }} }} }}",
        8,
    ),
    "snippets on a list": (
        f"{{ assets(first: 40) {{ nodes {{ title snippets(first: 3) {{ {SNIPPET} }} }} }} }}",
        4,
    ),
    # the snippets that anybody may see, their assets with locales, the brand, who is quoted
    "snippets with cards": (
        "{ snippets(first: 100) { nodes { id cards { size url } } } }",
        11,
    ),
    "assets with what networks show": (
        "{ assets(first: 100) { nodes { id openGraphImage { url alt } } } }",
        10,
    ),
    # brand, sites, terms, translations, pictures, cards, whole rows, what answers point at; and for those without a
    # summary which files' texts anybody may read
    "assets with what search engines ask for": (
        "{ assets(first: 100) { nodes { seo { title description alternates { url } jsonLd "
        "openGraph { siteName image { url } } } } } }",
        25,
    ),
    # and for a channel: the channels with their names, which of them are too long; then what posts
    # are made of: the assets, which of those are open to all, their terms, rewrites; and their sites
    "snippets on a channel": (
        f'{{ snippets(first: 100, filter: {{ channel: "x" }}) {{ totalCount nodes {{ {SNIPPET} '
        "text post link shareUrl characterCount channel { name limit } } } }",
        19,
    ),
    "snippets on a list, for a channel": (
        f'{{ assets(first: 40) {{ nodes {{ title snippets(first: 3, channel: "x") {{ {SNIPPET} '
        "text post link shareUrl characterCount channel { name limit } } } } }",
        16,
    ),
    # what leads back leads to the same assets, and what is loaded for them is there already
    "snippets of assets of snippets": (
        f"{{ snippets(first: 5) {{ nodes {{ asset {{ snippets(first: 5) {{ {SNIPPET} "
        f"asset {{ {SUMMARY} snippets(first: 5) {{ {SNIPPET} }} }} }} }} }} }} }}",
        8,
    ),
    "search": (
        f'{{ search(query: "press sensors", first: 100) {{ totalCount facets {{ name }} '
        f"nodes {{ score evidence {{ text }} reasons {{ text }} asset {{ {SUMMARY} }} }} }} }}",
        11,
    ),
    # the vocabulary twice: once to understand the question, once to name terms
    "ask": (
        '{ ask(question: "press sensors downtime", kinds: [], first: 100) '
        f"{{ understood {{ term {{ name }} }} matches {{ asset {{ {SUMMARY} }} }} }} }}",
        13,
    ),
    # what web statistics say, the version of the index, which of the best the visitor may see
    "what is for a persona": (
        f'{{ personaFeed(persona: "finance", first: 100) '
        f"{{ entries {{ asset {{ {SUMMARY} }} reasons {{ text }} }} }} }}",
        8,
    ),
    "what to read next": (
        f'{{ nextBest(seen: ["1"], persona: "finance", first: 100) '
        f"{{ entries {{ asset {{ {SUMMARY} }} reasons {{ text }} }} }} }}",
        9,
    ),
    "landing pages": (
        "{ landingPages(first: 100) { totalCount nodes { id title slug } } }",
        3,
    ),
    "a page by its path": (
        """{ page(path: "/en/for-finance-0") { id title path ... on LandingPage { sections { id
        ... on PersonaFeedSection { feed { entries { asset { title } } } } } } } }""",
        13,
    ),
    "a redirect": (
        '{ redirect(path: "/old-1") { from to permanent } }',
        5,
    ),
    "a site with its menu": (
        """{ site { brand { name logo { url } accent } locales { url } robots menu(name: "main", locale: "en")
        { label url children { label url page { id title } } } } }""",
        9,
    ),
    "a sitemap": (
        "{ site { sitemap(first: 100) { nodes { path updatedAt alternates { url } } } } }",
        5,
    ),
    "redirects": (
        "{ site { redirects(first: 100) { nodes { from to } } } }",
        5,
    ),
    "taxonomy": (
        "{ taxonomy { personas { name assetCount } industries { name aliases assetCount } "
        "contentTypes { slug family { name } assetCount } contentFamilies { assetCount } } }",
        4,
    ),
}


def _cost(query):
    body = json.dumps({"query": query})
    for _ in range(2):  # the first request of a process also reads the index into memory
        with CaptureQueriesContext(connection) as queries:
            response = Client().post("/graphql/", body, content_type="application/json")
        assert "errors" not in response.json()
    return len(queries), [query["sql"][:160] for query in queries]


@pytest.fixture(scope="module")
def costs(django_db_setup, django_db_blocker):
    """Each list's cost at 6, 12 and 24 assets of each language: all kinds are there every time."""
    from django.db import transaction

    found = {}
    with django_db_blocker.unblock():
        for size in (6, 12, 24):
            with transaction.atomic():
                _pool(size)
                settle()
                found[size] = {name: _cost(query) for name, (query, _) in COSTS.items()}
                transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("name", COSTS)
def test_a_list_costs_the_same_whatever_its_length(costs, name):
    for smaller, larger in pairwise(costs):
        assert costs[smaller][name][0] == costs[larger][name][0], costs[larger][name][1]


@pytest.mark.parametrize("name", COSTS)
def test_and_no_more_than_we_say(costs, name):
    cost, statements = costs[24][name]
    assert cost == COSTS[name][1], "\n".join(statements)
