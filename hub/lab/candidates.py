"""What there is to judge for a question: what the hub finds for it, and what was judged before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hub.assets.keys import key_of, pk_of
from hub.assets.models import Asset
from hub.visibility import Viewer, visible
from search.related import related
from search.retrieval import Request, order, search

from .models import Question, Task

# So many are offered for judging.
SHOWN = 20


@dataclass(frozen=True)
class Candidate:
    """`rank` in the list it stands in, from 1; `grade`: None where nobody judged it."""

    rank: int
    asset: Asset
    grade: int | None


def found(question: Question, viewer: Viewer) -> list[str]:
    """Keys, in the order that counts now. BadQuestion as in `retrieval`."""
    if question.task == Task.RELATED:
        key = key_of(question.about_id or 0)
        return [match.key for match in related([key], viewer, first=SHOWN)[key]]
    request = Request(question.text, viewer)
    return order(request, is_question=question.task == Task.ASK)[:SHOWN]


def found_by(words: str, viewer: Viewer) -> list[str]:
    """Keys of what a search for other words finds. BadQuestion as there."""
    return [match.key for match in search(Request(words, viewer, first=SHOWN)).matches]


def candidates(keys: Sequence[str], grades: Mapping[int, int], viewer: Viewer) -> list[Candidate]:
    """In the order of `keys`; what the viewer may not see leaves its rank empty."""
    assets = assets_of(keys, viewer)
    return [
        Candidate(rank, assets[key], grades.get(assets[key].pk))
        for rank, key in enumerate(keys, start=1)
        if key in assets
    ]


def assets_of(keys: Sequence[str], viewer: Viewer) -> Mapping[str, Asset]:
    """By key, those that the viewer may see. Few queries, whatever their number."""
    wanted = Asset.objects.filter(pk__in=[pk_of(key) for key in keys])
    seen = visible(viewer, wanted).select_related("locale").defer("body", "source_metadata")
    return {key_of(asset.pk): asset for asset in seen}
