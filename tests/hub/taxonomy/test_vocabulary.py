import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hub.taxonomy.models import ContentFamily, ContentType, Persona, TermName
from hub.taxonomy.vocabulary import vocabulary

pytestmark = pytest.mark.django_db


def _persona(slug, sort_order=1000, **names):
    persona = Persona.objects.create(slug=slug, sort_order=sort_order)
    for locale, (name, aliases) in names.items():
        TermName.objects.create(
            term_id=persona.pk, locale=locale.replace("_", "-"), name=name, aliases=aliases
        )
    return persona


def test_a_term_is_found_by_kind_and_slug_with_its_names():
    row = _persona(
        "finance", en=("Finance", "CFO\n\n controller "), zh_hans=("财务负责人", "财务总监")
    )
    term = vocabulary().term("persona", "finance")
    assert term.pk == row.pk
    assert term.names["en"].aliases == ("CFO", "controller")
    assert term.name_in("zh-hans") == "财务负责人"


def test_a_term_is_found_by_id():
    row = _persona("finance", en=("Finance", ""))
    assert vocabulary().by_id(row.pk).slug == "finance"


def test_what_is_not_there_is_none():
    words = vocabulary()
    assert words.term("persona", "nobody") is None
    assert words.by_id(10**9) is None


def test_a_name_falls_back_to_another_locale_and_then_to_the_slug():
    _persona("one", en=("One", ""))
    _persona("two")
    words = vocabulary()
    assert words.term("persona", "one").name_in("zh-hans") == "One"
    assert words.term("persona", "two").name_in("zh-hans") == "two"


def test_terms_of_a_kind_come_in_the_editors_order():
    _persona("b", 1)
    _persona("a", 2)
    _persona("c", 1)
    assert [term.slug for term in vocabulary().of_kind("persona")] == ["b", "c", "a"]


def test_a_content_type_names_its_family():
    family = ContentFamily.objects.create(slug="product")
    ContentType.objects.create(slug="case-study", family=family)
    assert vocabulary().term("content_type", "case-study").family == "product"


@pytest.mark.parametrize("number", [1, 25])
def test_two_queries_whatever_the_number_of_terms(number):
    for position in range(number):
        _persona(f"p{position}", en=("P", ""), zh_hans=("人", ""))
    with CaptureQueriesContext(connection) as queries:
        assert len(vocabulary()) == number
    assert len(queries) == 2
