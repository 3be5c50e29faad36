import pytest

from hub.snippets.cards.addresses import card_urls
from hub.snippets.cards.open_graph import open_graph_images
from hub.taxonomy.models import Audience
from search.snippets import SnippetType
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def asset():
    return factories.asset()


def image_of(asset):
    return open_graph_images([asset.pk]).get(asset.pk)


def test_a_figure_goes_before_a_voice_and_a_voice_before_a_claim(asset):
    snippets = [
        factories.snippet(asset, f"{kind} 1%", type=kind, score=score)
        for score, kind in enumerate([SnippetType.STATISTIC, SnippetType.QUOTE, SnippetType.CLAIM])
    ]
    for snippet in snippets:
        assert image_of(asset) == card_urls(snippet)["1200x630"]
        snippet.delete()


def test_what_editors_pinned_goes_first(asset):
    factories.snippet(asset)
    pinned = factories.snippet(asset, "Pinned.", type=SnippetType.TIP, pinned=True)
    assert image_of(asset) == card_urls(pinned)["1200x630"]


def test_only_what_is_given_out(asset):
    factories.snippet(asset, decision="proposed")
    assert image_of(asset) is None


def test_nothing_internal():
    asset = factories.asset(audience=Audience.INTERNAL)
    factories.snippet(asset)
    assert image_of(asset) is None


@pytest.mark.parametrize("number", [1, 5])
def test_as_many_queries_for_many_as_for_one(number, django_assert_num_queries):
    assets = [factories.asset() for _ in range(number)]
    for asset in assets:
        factories.snippet(asset)
    with django_assert_num_queries(5):  # two of privacy, the best, those, the brand
        assert len(open_graph_images([asset.pk for asset in assets])) == number
