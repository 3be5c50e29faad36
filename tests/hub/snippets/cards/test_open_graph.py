import pytest

from hub.snippets.cards.addresses import card_urls
from hub.snippets.cards.open_graph import open_graph_image, open_graph_images
from hub.taxonomy.models import Audience
from hub.visibility import Viewer
from search.snippets import SnippetType
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def asset():
    return factories.asset()


def test_a_figure_goes_before_a_voice_and_a_voice_before_a_claim(asset):
    snippets = [
        factories.snippet(asset, f"{kind} 1%", type=kind, score=score)
        for score, kind in enumerate([SnippetType.STATISTIC, SnippetType.QUOTE, SnippetType.CLAIM])
    ]
    for snippet in snippets:
        assert open_graph_image(asset) == card_urls(snippet)["1200x630"]
        snippet.delete()


def test_what_editors_pinned_goes_first(asset):
    factories.snippet(asset)
    pinned = factories.snippet(asset, "Pinned.", type=SnippetType.TIP, pinned=True)
    assert open_graph_image(asset) == card_urls(pinned)["1200x630"]


def test_an_asset_with_a_picture_of_its_own_needs_none():
    asset = factories.asset(hero_image=factories.image())
    factories.snippet(asset)
    assert open_graph_image(asset) is None


def test_only_what_is_given_out(asset):
    factories.snippet(asset, decision="proposed")
    assert open_graph_image(asset) is None


def test_only_what_the_viewer_may_see():
    asset = factories.asset(audience=Audience.INTERNAL)
    factories.snippet(asset)
    assert open_graph_images([asset]) == {}
    assert open_graph_images([asset], Viewer(internal=True)).keys() == {asset.pk}


def test_addresses_begin_with_the_base(asset):
    factories.snippet(asset)
    image = open_graph_image(asset, base="https://hub.example")
    assert image and image.startswith("https://hub.example/cards/")


@pytest.mark.parametrize("number", [1, 5])
def test_as_many_queries_for_many_as_for_one(number, django_assert_num_queries):
    assets = [factories.asset() for _ in range(number)]
    for asset in assets:
        factories.snippet(asset)
    with django_assert_num_queries(5):  # two of privacy, the best, those, the brand
        assert len(open_graph_images(assets)) == number
