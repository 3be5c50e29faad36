"""Every field of the schema is asked for, by every way that leads to it, on a pool where most is not for all eyes.

The queries are made from the schema: a new field is walked without being named here, and one that needs an argument
which is not known here fails until it is.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from graphql import (
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLUnionType,
    Undefined,
    execute,
    get_named_type,
    is_composite_type,
    parse,
)

from api.core.context import Context
from api.schema import schema
from hub.assets.models import Article, CaseStudy, Faq, Publication
from hub.snippets.models import Decision, Hold
from hub.taxonomy.models import Audience, Persona
from hub.visibility import Scope, with_scopes
from search import indexing
from tests import factories

pytestmark = pytest.mark.django_db

# How many fields inside fields: deeper, it takes much longer and comes the same ways again.
DEEPEST = 4
FOR_SALES = "HUSH-SALES"  # in all that is internal
FOR_NOBODY = "HUSH"  # in all else that is not to be seen

GRAPH = schema.graphql_schema
COMPOSITE = GraphQLObjectType | GraphQLInterfaceType | GraphQLUnionType


class Pool:
    """One page that all may see, and of each way to be hidden one; the visible one points at all others."""

    def __init__(self) -> None:
        factories.site()
        persona = factories.term(Persona, "everyone")
        past, future = (timezone.now() + timedelta(hours=hours) for hours in (-1, 1))
        shut = factories.folder(factories.shut(factories.folder()))
        states: dict[str, dict[str, Any]] = {
            "draft": {"live": False},
            "scheduled": {"live": False, "go_live_at": future},
            "expired": {"expire_at": past},
            "private": {"parent": shut},
            "internal": {"audience": Audience.INTERNAL},
        }
        self.hidden = {
            name: [self._asset(cls, name, fields, persona) for cls in (Article, CaseStudy)]
            for name, fields in states.items()
        }
        states.pop("internal")
        self.landing = [self._landing(name, fields) for name, fields in states.items()]
        self.shown = self._shown(persona)
        self._translations()
        home = factories.home()
        home.landing_page = self.shown[-1]
        home.save()
        factories.home("zh-hans").save()
        indexing.drain()

    def _asset(self, cls, name: str, fields: dict[str, Any], persona: Persona) -> Any:
        word = FOR_SALES if name == "internal" else FOR_NOBODY
        asset = factories.asset(
            cls=cls,
            title=f"{word} {cls.__name__} {name}",
            slug=f"{word}-{cls.__name__}-{name}".lower(),
            summary=f"Common words of {word}.",
            seo_title=word,
            search_description=word,
            personas=[persona],
            **fields,
        )
        asset.body = [("paragraph", f"<p>Common {word} sentence.</p>")]
        asset.save()
        factories.snippet(asset, f"Common {word} sentence.")
        return asset

    def _landing(self, name: str, fields: dict[str, Any]) -> Any:
        sections = [("rich_text", {"heading": FOR_NOBODY, "body": f"<p>{FOR_NOBODY}</p>"})]
        slug = f"hush-landing-{name}"
        return factories.landing_page(title=FOR_NOBODY, slug=slug, sections=sections, **fields)

    def _shown(self, persona: Persona) -> list[Any]:
        hidden = [asset for assets in self.hidden.values() for asset in assets]
        links = "".join(
            f'<p><a linktype="page" id="{page.pk}">common</a></p>'
            for page in (*hidden, *self.landing)
        )
        shut_image = factories.image(factories.private_collection(), description=FOR_NOBODY)
        shut_file = factories.document(factories.private_collection())
        body = [
            ("paragraph", f"<p>Common words.</p>{links}"),
            ("image", {"image": shut_image, "alt": "", "url": "", "caption": ""}),
        ]
        made = [
            factories.asset(
                cls=cls,
                title=f"Common {cls.__name__}",
                slug=f"common-{cls.__name__.lower()}",
                summary="Common words.",
                hero_image=shut_image,
                personas=[persona],
                **own,
            )
            for cls, own in (
                (Article, {}),
                (CaseStudy, {}),
                (Publication, {"file": shut_file, "extracted_text": FOR_NOBODY}),
                (Faq, {"questions": [("question", {"question": "Common?", "answer": links})]}),
            )
        ]
        for page in made:
            page.body = body
            page.save()
            factories.snippet(page, "Common words.")
            for fields in ({"decision": Decision.PROPOSED}, {"hold": Hold.GONE}):
                factories.snippet(page, FOR_NOBODY, **fields)
            page.title = FOR_NOBODY
            page.save_revision()  # a draft, newer than what is published
        picked = [*made, *hidden]
        studies = [page for page in hidden if isinstance(page, CaseStudy)]
        sections = [
            ("hero", {"heading": "Common", "image": shut_image, "alternatives": []}),
            ("rich_text", {"heading": "Common", "body": links}),
            ("featured_assets", {"heading": "Common", "assets": picked}),
            ("case_study_wall", {"heading": "Common", "case_studies": studies}),
            ("persona_feed", {"heading": "Common", "count": 12}),
            ("snippets", {"heading": "Common", "snippets": [], "count": 12}),
        ]
        return [*made, factories.landing_page(title="Common", slug="common", sections=sections)]

    def _translations(self) -> None:
        """The visible article has a translation that is none for the public."""
        key = self.shown[0].translation_key
        factories.asset(lang="zh-hans", title=FOR_NOBODY, live=False, translation_key=key)

    @property
    def pages(self) -> list[Any]:
        hidden = [asset for assets in self.hidden.values() for asset in assets]
        return [*self.shown, *hidden, *self.landing]


def values(pool: Pool) -> dict[str, list[str]]:
    """What is given for an argument, as it is written in a query; each is tried."""
    ids = [f'"{page.pk}"' for page in pool.pages]
    slugs = [f'"{page.slug}"' for page in pool.pages]
    snippets = [
        f'"{snippet.uuid}"'
        for page in pool.pages
        if hasattr(page, "snippets")
        for snippet in page.snippets.all()
    ]
    return {
        "asset.id": ids,
        "landingPage.slug": slugs,
        "page.path": ['"/en/"', '"/zh-hans/"', *(f'"/en/{page.slug}"' for page in pool.pages)],
        "redirect.path": [f'"/en/{page.slug}"' for page in pool.pages],
        "snippet.id": snippets,
        "nextBest.seen": [f"[{', '.join(ids)}]"],
        "query": ['"common words, a sentence"'],
        "question": ['"common words, a sentence"'],
        "persona": ['"everyone"'],
        "kinds": ["[]"],
        "preset": ["SOCIAL"],
        "name": ['"main"'],
        "locale": ['"en"'],
    }


# Of optional arguments, those that say how much is told; the others narrow it.
WIDENING = {"asset.id": 1, "kinds": 1, "personaFeed.persona": 1}


def calls(name: str, field: GraphQLField, known: dict[str, list[str]]) -> Iterator[str]:
    """The field with its arguments, for each value of the one that is tried."""
    given: list[list[str]] = []
    for argument, kind in field.args.items():
        path = f"{name}.{argument}"
        needed = isinstance(kind.type, GraphQLNonNull) and kind.default_value is Undefined
        if argument == "first":
            given.append(["first: 12"])
        elif needed or path in WIDENING or argument in WIDENING:
            tried = known.get(path) or known.get(argument)
            assert tried, f"{path}: give a value for it in `values`"
            given.append([f"{argument}: {value}" for value in tried])
    most = max(map(len, given), default=1)
    for number in range(most):
        own = ", ".join(tried[number % len(tried)] for tried in given)
        yield f"{name}({own})" if own else name


def selection(parent: GraphQLNamedType, path: tuple[str, ...], known: dict[str, list[str]]) -> str:
    """All fields of `parent`, and of what they lead to, no edge twice on one way."""
    assert isinstance(parent, COMPOSITE)
    if len(path) > DEEPEST:
        return ""
    shared = {} if isinstance(parent, GraphQLUnionType) else parent.fields
    parts = ["__typename", *_fields(parent, shared, path, known)]
    if not isinstance(parent, GraphQLObjectType):
        for child in GRAPH.get_possible_types(parent):
            own = {name: field for name, field in child.fields.items() if name not in shared}
            if inner := " ".join(_fields(child, own, path, known)):
                parts.append(f"... on {child.name} {{ {inner} }}")
    return " ".join(parts)


def _fields(
    parent: COMPOSITE,
    fields: dict[str, GraphQLField],
    path: tuple[str, ...],
    known: dict[str, list[str]],
) -> Iterator[str]:
    for name, field in fields.items():
        edge = f"{parent.name}.{name}"
        if edge in path:
            continue
        named = get_named_type(field.type)
        [call, *_others] = calls(name, field, known)
        if not is_composite_type(named):
            yield call
        elif inner := selection(named, (*path, edge), known):
            yield f"{call} {{ {inner} }}"


@pytest.fixture
def pool() -> Pool:
    return Pool()


@pytest.mark.parametrize(
    ("scopes", "may_hear"),
    [(set(), ""), ({Scope.SALES}, FOR_SALES)],
    ids=["anonymous", "sales"],
)
def test_no_way_leads_to_what_is_not_for_the_viewer(pool: Pool, scopes: set[Scope], may_hear: str):
    known, heard = values(pool), ""
    for name, field in GRAPH.query_type.fields.items():
        named = get_named_type(field.type)
        for call in calls(name, field, known):
            query = f"{{ {call} {{ {selection(named, (name,), known)} }} }}"
            context = Context(with_scopes(scopes), lambda path: f"https://hub.example{path}")
            result = execute(GRAPH, parse(query), context_value=context)
            assert not result.errors, (call, result.errors)
            told = str(result.data).upper()
            told = told.replace(may_hear, "") if may_hear else told
            assert FOR_NOBODY not in told, (call, told)
            heard += told
    assert heard.count("COMMON ARTICLE") > 20  # so that silence proves something
