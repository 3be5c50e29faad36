import pytest

from hub.preview.drafts import keep
from search import indexing
from tests import factories
from tests.hub.preview.test_staging import everything

from .test_preview import PREVIEW, editor, send


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("query", [PREVIEW, "{ nonsense", "{ assets(first: -1) { totalCount } }"])
def test_a_preview_leaves_the_database_as_it_was(query):
    asset = factories.asset(title="As published")
    asset.title = "As drafted"
    token = keep(asset, editor())
    indexing.drain()
    before = everything()
    send(query, token)
    assert everything() == before
