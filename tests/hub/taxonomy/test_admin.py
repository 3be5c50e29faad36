import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hub.taxonomy.models import TERM_CLASSES, Channel, ContentFamily, ContentType, Persona, TermName
from hub.taxonomy.seeding import seed
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def persona():
    term = Persona.objects.create(slug="finance")
    TermName.objects.create(term_id=term.pk, locale="en", name="Finance", aliases="CFO")
    TermName.objects.create(term_id=term.pk, locale="zh-hans", name="财务", aliases="财务总监")
    return term


def _url(view, *args, kind="persona"):
    return reverse(f"taxonomy_{kind}:{view}", args=args)


def _fields(**changes):
    parts = ("name", "aliases", "description")
    empty = {f"{part}_{locale}": "" for part in parts for locale in ("en", "zh_hans")}
    return {"slug": "quality", "sort_order": 5, **empty, **changes}


def test_a_term_is_made_with_its_names_in_both_languages(admin_client):
    fields = _fields(name_en="Quality", name_zh_hans="质量", aliases_zh_hans="品质\n质检")
    admin_client.post(_url("add"), fields)
    term = Persona.objects.get(slug="quality")
    assert term.kind == "persona"
    assert {row.locale: row.alias_list for row in term.names.all()} == {
        "en": [],
        "zh-hans": ["品质", "质检"],
    }


def test_names_are_changed_and_taken_away(admin_client, persona):
    admin_client.post(_url("edit", persona.pk), _fields(name_en="Money", slug="finance"))
    assert [(row.locale, row.name) for row in persona.names.all()] == [("en", "Money")]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({}, "__all__"),
        ({"name_en": "X", "aliases_zh_hans": "y"}, "name_zh_hans"),
        ({"name_en": "X", "slug": "finance"}, "__all__"),
        ({"name_en": "x" * 201}, "name_en"),
        ({"name_en": "X", "slug": "no spaces"}, "slug"),
    ],
)
def test_what_is_wrong_is_said_where_it_is(admin_client, persona, changes, field):
    response = admin_client.post(_url("add"), _fields(**changes))
    assert field in response.context["form"].errors
    assert Persona.objects.count() == 1


@pytest.mark.parametrize("word", ["fin", "cfo", "财务总监", "FINANCE"])
def test_terms_are_found_by_name_alias_and_slug(admin_client, persona, word):
    Persona.objects.create(slug="other")
    response = admin_client.get(_url("index"), {"q": word})
    assert list(response.context["object_list"]) == [persona]


def test_the_list_says_how_many_assets_carry_a_term(admin_client, persona):
    factories.asset(personas=[persona])
    factories.asset(personas=[persona])
    response = admin_client.get(_url("index"))
    assert [term.uses for term in response.context["object_list"]] == [2]
    assert f"{reverse('assets:index')}?personas={persona.pk}" in response.text


def test_a_used_term_is_not_deleted_and_the_reason_is_said(admin_client, persona):
    factories.asset(personas=[persona])
    response = admin_client.post(_url("delete", persona.pk), follow=True)
    assert "1 item carries it" in response.text
    assert Persona.objects.filter(pk=persona.pk).exists()


def test_an_unused_term_is_deleted(admin_client, persona):
    admin_client.post(_url("delete", persona.pk))
    assert not Persona.objects.exists()


def test_a_family_with_content_types_is_not_deleted(admin_client):
    family = ContentFamily.objects.create(slug="product")
    ContentType.objects.create(slug="tutorial", family=family)
    admin_client.post(_url("delete", family.pk, kind="content_family"))
    assert ContentFamily.objects.exists()


@pytest.mark.parametrize("kind", TERM_CLASSES)
def test_every_kind_has_its_list_and_form(admin_client, kind):
    seed()
    assert admin_client.get(_url("index", kind=kind)).status_code == 200
    assert admin_client.get(_url("add", kind=kind)).status_code == 200


def test_the_number_of_queries_does_not_grow_with_the_list(admin_client):
    counts = []
    family = ContentFamily.objects.create(slug="family")
    for size in (5, 20):
        for number in range(ContentType.objects.count(), size):
            term = ContentType.objects.create(slug=f"t{number}", family=family)
            TermName.objects.create(term_id=term.pk, locale="en", name=f"T{number}")
        admin_client.get(_url("index", kind="content_type"))
        with CaptureQueriesContext(connection) as queries:
            admin_client.get(_url("index", kind="content_type"))
        counts.append(len(queries))
    assert counts[0] == counts[1]


CHANNEL = {
    "counting": "characters",
    "hashtags": "none",
    "utm_medium": "social",
    "name_en": "Intranet",
    "slug": "intranet",
}


def test_editors_add_a_channel(admin_client):
    told = {**CHANNEL, "hard_limit": 10, "fold": 500, "hashtags": "around", "internal": "on"}
    admin_client.post(_url("add", kind="channel"), _fields(**told))
    made = Channel.objects.get(slug="intranet")
    assert (made.hard_limit, made.fold, made.hashtags) == (10, 500, "around")
    assert (made.internal, made.link, made.share_url) == (True, False, "")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"share_url": "javascript:alert('{text}')"}, "share_url"),
        ({"share_url": "https://example.com/?u={address}"}, "share_url"),
        ({"hard_limit": -1}, "hard_limit"),
        ({"counting": "bytes"}, "counting"),
        ({"utm_medium": "so cial"}, "utm_medium"),
    ],
)
def test_a_channel_that_would_not_work_is_refused(admin_client, changes, field):
    response = admin_client.post(_url("add", kind="channel"), _fields(**{**CHANNEL, **changes}))
    assert list(response.context["form"].errors) == [field]
    assert not Channel.objects.exists()
