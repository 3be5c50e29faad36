import pytest

from hub.assets.models import CaseStudy
from hub.brand.models import Brand
from hub.snippets.cards.deck import card_of, cards_of
from hub.snippets.models import Snippet
from search.snippets import SnippetType
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_statistic_shows_its_figure():
    assert card_of(factories.snippet(factories.asset())).figure == "59%"


def test_a_claim_with_a_figure_does_not():
    assert card_of(factories.snippet(factories.asset(), type=SnippetType.CLAIM)).figure == ""


def test_a_case_studys_quote_is_its_customers():
    asset = factories.asset(
        CaseStudy, quote_text="It held.", quote_speaker="李娜", quote_role="CFO"
    )
    snippet = factories.snippet(asset, "It held.", type=SnippetType.QUOTE, block="quote_text")
    card = card_of(Snippet.objects.get(pk=snippet.pk))
    assert (card.quote, card.speaker, card.role) == (True, "李娜", "CFO")


def test_a_quote_in_the_body_has_its_own_speaker():
    body = [
        {"type": "quote", "id": "7", "value": {"text": "It held.", "speaker": "Anna", "role": ""}}
    ]
    asset = factories.asset(body=body)
    snippet = factories.snippet(asset, "It held.", type=SnippetType.QUOTE, block="7")
    assert card_of(Snippet.objects.get(pk=snippet.pk)).speaker == "Anna"


def test_the_brand_speaks_the_assets_language():
    Brand.objects.create(name="Kestrel", name_zh="红隼")
    snippets = [factories.snippet(factories.asset(lang=lang)) for lang in ("en", "zh-hans")]
    cards = cards_of(snippets)
    assert [cards[snippet.pk].look.name for snippet in snippets] == ["Kestrel", "红隼"]


@pytest.mark.parametrize("number", [1, 5])
def test_as_many_queries_for_many_as_for_one(number, django_assert_num_queries):
    for _ in range(number):
        asset = factories.asset(CaseStudy, quote_text="It held.")
        factories.snippet(asset, "It held.", type=SnippetType.QUOTE, block="quote_text")
    snippets = list(Snippet.objects.all())
    with django_assert_num_queries(4):  # brand, assets, locales, speakers
        assert len(cards_of(snippets)) == number
