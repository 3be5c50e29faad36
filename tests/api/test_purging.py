"""Whatever changes an answer that anybody may see purges it: by a name that the answer was given out with."""

from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from hub.delivery.models import ContentEvent

from .changing import OF_OTHERS, OF_PAGES, Pool

# Each shows one thing, so that no other name hides that its own is missing.
OF_ASSET = {
    "text": "title summary plainText",
    "address": "path url",
    "links": "bodyHtml",
    "picture": "heroImage { alt focalPoint { x } rendition(preset: CARD) { url } }",
    "card": "openGraphImage { alt }",
    "terms": "personas { name }",
    "snippets": "snippets(first: 5) { fullText pinned }",
    "related": "related(first: 3) { asset { title } }",
    "file": "... on Publication { file { name url } }",
    "head": "seo { title canonicalUrl jsonLd openGraph { siteName image { alt } } }",
}
OTHERS = {
    "list": "assets { nodes { id } }",
    "count": "assets { totalCount }",
    "search": 'search(query: "sensors") { nodes { asset { id } } }',
    "snippets": "snippets { nodes { fullText } }",
    "feed": 'personaFeed(persona: "finance") { entries { asset { id } } }',
    "terms": "taxonomy { personas { name } }",
    "counts": "taxonomy { personas { assetCount } }",
    "landing pages": "landingPages { nodes { title } }",
    "landing page": """landingPage(slug: "landing") { title sections {
      ... on HeroSection { image { alt } } ... on FeaturedAssetsSection { assets { title } } } }""",
    "home": 'page(path: "/en/") { title seo { title jsonLd } }',
    "page": 'page(path: "/en/asset-0") { title }',
    "redirect": 'redirect(path: "/old") { to }',
    "old address": 'redirect(path: "/en/asset-0") { to }',
    "stale redirect": 'redirect(path: "/en/asset-1") { to }',
    "two hops": 'redirect(path: "/two-hops") { to }',
    "site": "site { name robots }",
    "menu": 'site { menu(name: "main", locale: "en") { label url children { label url } } }',
    "sitemap": "site { sitemap { nodes { path } } }",
    "redirects": "site { redirects { nodes { from to } } }",
}


def questions(pool):
    asked = {
        f"{what} of {number}": f"asset(id: {pk}) {{ {fields} }}"
        for number, pk in enumerate(pool.pages)
        for what, fields in OF_ASSET.items()
    }
    return asked | OTHERS


def answers(pool):
    """What each question is answered with, and what that is said to be made of."""
    found = {}
    for name, fields in questions(pool).items():
        response = Client().get("/graphql/", {"query": f"{{ {fields} }}"})
        assert "errors" not in response.json(), (name, response.json())
        found[name] = response.content, set(response["Surrogate-Key"].split())
    return found


def purged():
    return {tag for tags in ContentEvent.objects.values_list("tags", flat=True) for tag in tags}


# What an index finds is derived: it is bounded by time, not purged.
CHANGES = st.permutations([*OF_PAGES, *(name for name in OF_OTHERS if name != "index")])


class TestPurging(TestCase):
    @settings(
        max_examples=3,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(changes=CHANGES, which=st.integers(0, 2))
    def test_every_answer_that_changes_is_purged(self, changes, which):
        pool = Pool()
        before = answers(pool)
        for number, change in enumerate(changes):
            ContentEvent.objects.all().delete()
            pool.change(change, which + number, number)
            after = answers(pool)
            tags = purged()
            stale = [
                (name, names)
                for name, (content, names) in before.items()
                if content != after[name][0] and not names & tags
            ]
            assert not stale, (change, stale, tags)
            before = after
