"""Languages, as callers' frameworks name them: in every argument and filter that takes one."""

import pytest
from graphql import GraphQLInputObjectType, GraphQLInterfaceType, GraphQLObjectType

from api.core.locales import AS_WRITTEN, known_as
from api.schema import schema
from hub.brand.models import Brand
from hub.taxonomy.models import Persona
from hub.website.models import Menu
from search import indexing
from tests import factories

TWO = [("en", "English"), ("zh-hans", "简体中文")]

ASKED = {
    "Query.page": 'page(path: "chinese", locale: $tag) { id }',
    "Query.redirect": 'redirect(path: "Chinese", locale: $tag) { to }',
    "Query.asset": 'asset(slug: "chinese", locale: $tag) { id }',
    "Query.landingPage": 'landingPage(slug: "landing", locale: $tag) { id }',
    "Query.landingPages": "landingPages(locale: $tag) { totalCount }",
    "Query.personaFeed": 'personaFeed(persona: "buyer", locale: $tag) { entries { asset { id } } }',
    "Query.nextBest": "nextBest(seen: [], locale: $tag) { entries { asset { id } } }",
    "Query.taxonomy": "taxonomy(locale: $tag) { personas { name } }",
    "Term.name": "taxonomy { personas { name(locale: $tag) } }",
    "Term.aliases": "taxonomy { personas { aliases(locale: $tag) } }",
    "Term.description": "taxonomy { personas { description(locale: $tag) } }",
    "FacetValue.name": "assets { facets { values { name(locale: $tag) } } }",
    "AssetFilter.locales": "assets(filter: { locales: [$tag] }) { nodes { slug } }",
    "Site.name": "site { name(locale: $tag) }",
    "Site.brand": "site { brand(locale: $tag) { name } }",
    "Site.menu": 'site { menu(name: "main", locale: $tag) { label } }',
}
# The same resolvers as those of `Term`.
LIKE_TERMS = {"Channel.name", "Channel.aliases", "Channel.description"}


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("en", "en"),
        ("en-GB", "en"),
        ("en_US", "en"),
        ("EN", "en"),
        ("zh", "zh-hans"),
        ("zh-CN", "zh-hans"),
        ("zh_CN", "zh-hans"),
        ("zh-SG", "zh-hans"),
        ("zh-Hans", "zh-hans"),
        ("zh-Hans-CN", "zh-hans"),
        ("zh-TW", "zh-TW"),
        ("zh-Hant", "zh-Hant"),
        ("fr", "fr"),
        ("english", "english"),
        ("e", "e"),
        ("", ""),
        ("-", "-"),
        ("zh\0", "zh\ufffd"),
    ],
)
def test_a_language_is_looked_up(settings, tag, code):
    settings.LANGUAGES = TWO
    assert known_as(tag) == code


def test_a_language_alone_means_any_region_of_it_that_the_hub_has(settings):
    settings.LANGUAGES = [("de-at", "Deutsch"), ("zh-hant", "繁體中文")]
    assert (known_as("de"), known_as("zh-TW")) == ("de-at", "zh-hant")
    assert known_as("de-CH") == "de-CH"


def test_what_is_too_long_is_no_language():
    assert known_as("en-" * 10_000) == "en-" * 10_000


@pytest.fixture
def pool(db):
    home = factories.home("zh-hans")
    home.translation_key = factories.home().translation_key
    home.save()
    site = factories.site()
    buyer = factories.term(Persona, "buyer", en="Buyer", zh_hans="买方")
    for name in buyer.names.all():
        name.aliases, name.description = f"{name.name} alias", f"{name.name} described"
        name.save()
    factories.asset(slug="english", personas=[buyer])
    factories.asset(slug="chinese", parent=home, lang="zh-hans", personas=[buyer])
    factories.landing_page(parent=home, lang="zh-hans", slug="landing")
    Brand.objects.create(name="Kestrel", name_zh="红隼")
    items = [("item", {"label": "首页", "address": "/zh-hans/", "children": []})]
    Menu.objects.create(site=site, name="main", locale=factories.locale("zh-hans"), items=items)
    indexing.drain()


@pytest.mark.parametrize("place", ASKED)
def test_wherever_one_is_asked_for(data, pool, place):
    required = "!" if place in ("AssetFilter.locales", "Site.menu") else ""
    query = f"query ($tag: String{required}) {{ {ASKED[place]} }}"
    ours = data(query, {"tag": "zh-hans"})
    assert data(query, {"tag": "zh-CN"}) == ours
    assert data(query, {"tag": "en"}) != ours


def test_there_is_no_other_place():
    found, described = set(), []
    for type_ in schema.graphql_schema.type_map.values():
        if isinstance(type_, GraphQLInputObjectType) and "locales" in type_.fields:
            found.add(f"{type_.name}.locales")
            described.append(type_.fields["locales"].description)
        if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
            for name, field in type_.fields.items():
                if "locale" in field.args:
                    found.add(f"{type_.name}.{name}")
                    described.append(field.args["locale"].description)
    assert found - LIKE_TERMS == set(ASKED)
    assert all(text.endswith(AS_WRITTEN) for text in described)
