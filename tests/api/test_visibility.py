"""Nobody sees what is not for their eyes, whatever the pool and whichever way they go."""

import json
import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client, override_settings
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from wagtail.models import PageViewRestriction

from hub.assets.models import Article, Asset, Faq
from hub.snippets.models import Decision, Hold, Snippet
from hub.taxonomy.models import Persona
from search import indexing
from tests import factories

SHOWN = ("live", "with a newer draft", "not expired yet")
HIDDEN = ("draft", "unpublished", "expired", "scheduled")
WITHHELD = (
    {"decision": Decision.PROPOSED},
    {"decision": Decision.REJECTED},
    {"hold": Hold.CHANGED},
    {"hold": Hold.GONE},
)


@dataclass(frozen=True)
class Case:
    state: str
    audience: str
    place: str
    lang: str
    group: int
    links_to: int
    private_picture: bool

    def is_visible(self, to_sales: bool) -> bool:
        return (
            self.state in SHOWN and self.place == "open" and (to_sales or self.audience == "public")
        )


CASES = st.lists(
    st.builds(
        Case,
        state=st.sampled_from(SHOWN + HIDDEN),
        audience=st.sampled_from(["public", "internal"]),
        place=st.sampled_from(["open", "open", "private", "below private", "password"]),
        lang=st.sampled_from(["en", "zh-hans"]),
        group=st.integers(0, 3),
        links_to=st.integers(0, 5),
        private_picture=st.booleans(),
    ),
    min_size=1,
    max_size=6,
)

NARROW = """
fragment A on Asset { id slug title summary authors plainText bodyHtml heroImage { url } openGraphImage { url }
  seo { description alternates { url } openGraph { image { url } } jsonLd }
  personas { slug } ... on Faq { questions { answerHtml } } }
fragment S on Snippet { snippet: id fullText text post link cards { url } }
"""
WIDE = """
fragment W on Asset { ...A translations { ...A } related(first: 8) { asset { ...A } }
  snippets(first: 8) { ...S asset { ...A snippets { ...S } } } }
"""
WALK = f"""{{
  assets(first: 8) {{ totalCount nodes {{ ...W }} edges {{ node {{ id }} }} }}
  search(query: "common words SECRET", first: 8) {{
    totalCount nodes {{ evidence {{ text }} asset {{ ...W }} }} }}
  ask(question: "common words SECRET DRAFT", kinds: [], first: 8) {{
    matches {{ evidence {{ text }} asset {{ ...A }} }} nearest {{ asset {{ ...A }} }} }}
  snippets(first: 8) {{ totalCount nodes {{ ...S asset {{ ...W }} }} edges {{ node {{ ...S }} }} }}
  personaFeed(persona: "everyone", first: 8) {{ entries {{ asset {{ ...A }} }} }}
  taxonomy {{ personas {{ slug assetCount }} }}
}} {NARROW} {WIDE}"""
SNIPPET = f"query ($id: ID!) {{ snippet(id: $id) {{ ...S asset {{ ...A }} }} }} {NARROW}"
NEXT = f"""query ($seen: [ID!]!) {{
  nextBest(seen: $seen, persona: "everyone", first: 8) {{
    entries {{ asset {{ ...A snippets(first: 8) {{ ...S }} }} }} }}
}} {NARROW}"""
ONE = f"""query ($id: ID, $slug: String) {{ asset(id: $id, slug: $slug) {{ ...W }} }}
  {NARROW} {WIDE}"""


class Pool:
    def __init__(self, cases: list[Case], stale: bool):
        """`stale`: the index was made while everything was open, and knows of nothing since."""
        self.cases = cases
        self.persona = factories.term(Persona, "everyone")
        self.groups: dict[tuple[int, str], Asset] = {}
        self.private: list[str] = []
        self.pages = [self._made(number, case) for number, case in enumerate(cases)]
        for page, case in zip(self.pages, cases, strict=True):
            target = self.pages[case.links_to % len(self.pages)].pk
            link = f'<p>common <a linktype="page" id="{target}">words</a></p>'
            page.body = [("paragraph", f"{link}<p>SECRET{page.pk}x</p>")]
            if isinstance(page, Faq):
                page.questions = [("question", {"question": "common?", "answer": link})]
            page.save()
            self._cut(page)
        if stale:
            indexing.drain()
        for page, case in zip(self.pages, cases, strict=True):
            self._put(page, case)
        if not stale:
            indexing.drain()

    def _made(self, number: int, case: Case) -> Asset:
        collection = factories.private_collection() if case.private_picture else None
        image = factories.image(collection)
        if case.private_picture:
            self.private.append(f"/pictures/{image.pk}/")
        fields: dict[str, Any] = {}
        sibling = self.groups.get((case.group, "en" if case.lang == "zh-hans" else "zh-hans"))
        if sibling and (case.group, case.lang) not in self.groups:
            fields["translation_key"] = sibling.translation_key
        parent = factories.folder(factories.home(case.lang))
        if case.place == "below private":
            parent = factories.folder(factories.shut(parent))
        page = factories.asset(
            cls=Faq if number % 2 else Article,
            parent=parent,
            lang=case.lang,
            title=f"SECRET{number}",
            summary="common words",
            hero_image=image,
            personas=[self.persona],
            audience=case.audience,
            **fields,
        )
        self.groups.setdefault((case.group, case.lang), page)
        return page

    def _cut(self, page: Asset) -> None:
        """A snippet that is given out with its asset, and others that never are."""
        factories.snippet(page, f"SECRET{page.pk}x")
        for withheld in WITHHELD:
            factories.snippet(page, "WITHHELD", **withheld)

    def _put(self, page: Asset, case: Case) -> None:
        past, future = (timezone.now() + timedelta(hours=hours) for hours in (-1, 1))
        rows = Asset.objects.filter(pk=page.pk)
        if case.place == "private":
            factories.shut(page)
        elif case.place == "password":
            PageViewRestriction.objects.create(
                page=page, restriction_type=PageViewRestriction.PASSWORD, password="x"
            )
        match case.state:
            case "with a newer draft":
                page.title = page.summary = "DRAFT"
                page.body = [("paragraph", "<p>DRAFT</p>")]
                page.save_revision()
            case "draft":
                rows.update(live=False)
            case "unpublished":
                page.unpublish()
            case "expired":
                rows.update(expire_at=past)
            case "not expired yet":
                rows.update(expire_at=future)
            case "scheduled":
                rows.update(live=False, go_live_at=future)


def _given_out(pages: set[int]) -> set[str]:
    """The names of the snippets that are given out with these assets."""
    given_out = Snippet.objects.filter(asset__in=pages, decision="approved", hold="held")
    return {str(uuid) for uuid in given_out.values_list("uuid", flat=True)}


def _snippets(answer: Any) -> set[str]:
    """The names of all snippets that the answer speaks of."""
    return set(re.findall(r'"snippet": "([0-9a-f-]+)"', json.dumps(answer)))


def _cards(answer: Any) -> set[str]:
    """The names of all snippets that the answer has cards of."""
    return set(re.findall(r"/cards/([0-9a-f-]+)/", json.dumps(answer)))


def ids_in(answer: Any) -> set[int]:
    """Of all assets that the answer speaks of, links in texts included."""
    text = json.dumps(answer)
    named = re.findall(r'"id": "(\d+)"', text) + re.findall(r'data-asset-id=\\"(\d+)', text)
    return {int(found) for found in named}


ONE_OF_EACH = [
    Case("live", "public", "open", "en", 0, 1, False),
    *(Case(state, "public", "open", "en", 1, 0, False) for state in HIDDEN),
    *(Case("live", "public", place, "en", 2, 0, False) for place in ("private", "below private")),
    Case("live", "internal", "open", "en", 3, 0, False),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("scope", "seen"), [("delivery", {0}), ("sales", {0, 7})])
def test_an_index_that_does_not_know_yet_tells_no_more(data, scope, seen):
    for number in range(20):
        factories.asset(title=f"Other {number}", summary=f"Quite another matter, number {number}.")
    pool = Pool(ONE_OF_EACH, stale=True)
    query = """{ search(query: "common words", first: 100) { totalCount nodes { asset { id } } }
      ask(question: "common words", kinds: [], first: 100) { matches { asset { id } } } }"""
    found = data(query, key=factories.viewer_key(scope))
    expected = {pool.pages[number].pk for number in seen}
    assert {int(node["asset"]["id"]) for node in found["search"]["nodes"]} == expected
    assert found["search"]["totalCount"] == len(expected)
    assert {int(match["asset"]["id"]) for match in found["ask"]["matches"]} == expected


@pytest.mark.django_db
def test_cards_are_there_for_what_anybody_may_see_and_nothing_else(client):
    pool = Pool(ONE_OF_EACH, stale=False)
    shown = _given_out({pool.pages[0].pk})
    for snippet in Snippet.objects.all():
        response = client.get(f"/cards/{snippet.uuid}/1200x630.png")
        assert response.status_code == (200 if str(snippet.uuid) in shown else 404)


# A walk asks for more at once than anybody may.
UNLIMITED = override_settings(GRAPHQL_LIMITS={"requests": 0, "nodes": 10**6})


@UNLIMITED
class TestVisibility(TestCase):
    @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
    @given(cases=CASES, stale=st.booleans(), scope=st.sampled_from(["", "delivery", "sales"]))
    def test_only_what_is_for_the_viewers_eyes_is_told(self, cases, stale, scope):
        pool = Pool(cases, stale)
        headers = {"Authorization": f"Bearer {factories.viewer_key(scope)}"} if scope else {}

        def ask(query: str, **variables: Any) -> Any:
            body = json.dumps({"query": query, "variables": variables})
            response = Client().post(
                "/graphql/", body, content_type="application/json", headers=headers
            )
            answer = response.json()
            assert "errors" not in answer, answer["errors"]
            return answer["data"]

        seen = {
            page.pk
            for page, case in zip(pool.pages, cases, strict=True)
            if case.is_visible(scope == "sales")
        }
        walked = ask(WALK)
        listed = walked["assets"]
        assert {int(node["id"]) for node in listed["nodes"]} == seen
        assert listed["totalCount"] == len(seen)
        assert walked["search"]["totalCount"] == len(walked["search"]["nodes"]) <= len(seen)
        [everyone] = [t for t in walked["taxonomy"]["personas"] if t["slug"] == "everyone"]
        assert everyone["assetCount"] == len(seen)
        given_out = _given_out(seen)
        drawn = _given_out(
            {
                page.pk
                for page, case in zip(pool.pages, cases, strict=True)
                if case.is_visible(to_sales=False)
            }
        )
        assert walked["snippets"]["totalCount"] == len(given_out)
        assert {node["snippet"] for node in walked["snippets"]["nodes"]} == given_out
        answers = [walked, ask(NEXT, seen=[page.pk for page in pool.pages])]
        for snippet in Snippet.objects.all():
            found = ask(SNIPPET, id=str(snippet.uuid))
            assert (found["snippet"] is not None) == (str(snippet.uuid) in given_out)
            answers.append(found)
        for page in pool.pages:
            for asked in ({"id": page.pk}, {"slug": page.slug}):
                found = ask(ONE, **asked)
                assert (found["asset"] is not None) == (page.pk in seen)
                answers.append(found)
        for answer in answers:
            assert ids_in(answer) <= seen
            assert _snippets(answer) <= given_out
            assert _cards(answer) <= drawn
            told = json.dumps(answer)
            assert "DRAFT" not in told
            assert "WITHHELD" not in told
            assert not any(private in told for private in pool.private)
            for page in pool.pages:
                if page.pk not in seen:
                    assert f"SECRET{page.pk}x" not in told
