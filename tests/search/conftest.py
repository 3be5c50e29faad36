from collections.abc import Iterator
from typing import Any

import pytest

from search import background, documents, phrases
from search.encoder import base, queries
from search.engines import memory
from tests.search.notes import Notes


@pytest.fixture(autouse=True)
def fresh_process(settings: Any, tmp_path: Any) -> Iterator[None]:
    """As after a start: no memory of an index, no encoder, no snapshot."""
    settings.SEARCH_SNAPSHOT_DIR = tmp_path / "index"
    forget_all()
    yield
    forget_all()


def forget_all() -> None:
    memory.forget()
    background.forget()
    phrases.forget()
    queries._encoded.cache_clear()
    base._encoders.clear()
    base._failures.clear()


@pytest.fixture
def notes(db: None, monkeypatch: pytest.MonkeyPatch) -> Notes:
    """The only source there is."""
    source = Notes()
    monkeypatch.setattr(documents, "_sources", {source.prefix: source})
    return source
