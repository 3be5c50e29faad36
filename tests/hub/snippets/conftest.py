from collections.abc import Iterator

import pytest

from hub.taxonomy.seeding import seed
from tests.hub.snippets.endpoint import Stub, choice, running


@pytest.fixture
def stub(settings) -> Iterator[Stub]:
    """A language model, set up."""
    with running() as made:
        settings.SNIPPET_REWRITE_URL = made.url
        settings.SNIPPET_REWRITE_MODEL = "small"
        settings.SNIPPET_REWRITE_KEY = "sk-very-secret"
        made.body = choice("59 % less downtime within a year.")
        yield made


@pytest.fixture(scope="module")
def channels(for_module) -> None:
    """The channels, and all other terms, that a new hub has."""
    with for_module():
        seed()
