"""The pool that is measured: real posts and project pages, imported and indexed as anybody's would be."""

import json
import sys
from functools import cache

from django.core.management import call_command

from hub.assets.documents import AssetSource
from hub.assets.models import Asset
from search import indexing
from search.documents import Document
from search.evaluation.judgments import Judged, load, with_keys
from search.upkeep import settle
from tests.conftest import CORPUS

from .run import Skipped

POSTS = CORPUS / "18f"


@cache
def ensure() -> None:
    """Make what is missing of it. Skipped where its files are not there."""
    _ensure_imported()
    indexing.renew_if_cut_otherwise()
    if indexing.waiting():
        _say(f"embedding {indexing.waiting()} assets")
        indexing.drain(lambda done: _say(f"{indexing.waiting()} left"))
    settle()


def _ensure_imported() -> None:
    if not POSTS.is_dir():
        raise Skipped(f"there is no development data at {POSTS}")
    call_command("migrate", verbosity=0, interactive=False)
    if not Asset.objects.filter(source="jekyll").exists():
        _say("importing the pool")
        call_command("import_assets", str(POSTS), preset="jekyll", publish=True, stdout=sys.stderr)


def documents() -> dict[str, Document]:
    """By key, whether they are indexed or not."""
    _ensure_imported()
    source = AssetSource()
    found = ((key, source.document(key)) for key in source.all_keys())
    return {key: document for key, document in found if document}


def judged() -> list[Judged]:
    from hub.management.commands.evaluate import keys_by_id

    queries, unknown = with_keys(load(POSTS / "judgments.json"), keys_by_id(source="jekyll"))
    if unknown:
        _say(f"{len(unknown)} judged files are not in the pool: {sorted(unknown)[:5]}")
    return queries


def questions() -> list[str]:
    """What people would ask and type, each once."""
    content = json.loads((POSTS / "judgments.json").read_text(encoding="utf-8"))
    return [item["query"] for item in content["ask"] + content["search"]]


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
