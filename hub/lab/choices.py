"""What a run can compare: the weights that count now, any version of them, and the parts alone."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext

from search.evaluation.rankers import Ranker, live_rankers, weighted
from search.models import WeightsVersion
from search.ranking import WEIGHTS
from search.weights import stored

BUILT_IN = "built-in"
ACTIVE = "active"
PARTS = ("bm25", "dense", "rrf")

_VERSION = re.compile(r"version:(\d{1,18})")


@dataclass(frozen=True)
class Setting:
    """`name`: `built-in`, `version:3` or a part. `values`: the weights; a part has none."""

    name: str
    note: str = ""
    values: Mapping[str, float] | None = None

    @property
    def label(self) -> str:
        if version := _VERSION.fullmatch(self.name):
            return gettext("Weights %(number)s: %(note)s") % {
                "number": version[1],
                "note": self.note,
            }
        return {
            BUILT_IN: gettext("Built-in weights"),
            "bm25": gettext("Words alone (BM25)"),
            "dense": gettext("Meaning alone"),
            "rrf": gettext("Reciprocal rank fusion"),
        }.get(self.name, self.name)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    def ranker(self, viewer: object) -> Ranker:
        if self.values is None:
            return live_rankers(viewer, [self.name])[self.name]
        return weighted(viewer, stored(self.values).weights)


def of_version(version: WeightsVersion | None) -> Setting:
    """None: the built-in weights."""
    if version is None:
        return Setting(BUILT_IN, values=asdict(WEIGHTS))
    return Setting(f"version:{version.pk}", version.note, asdict(stored(version.values).weights))


def choose(name: str) -> Setting | None:
    """What `name` stands for now; None where it stands for nothing."""
    if name in PARTS:
        return Setting(name)
    if name == BUILT_IN:
        return of_version(None)
    if name == ACTIVE:
        return of_version(WeightsVersion.objects.filter(active=True).first())
    wanted = _VERSION.fullmatch(name)
    version = WeightsVersion.objects.filter(pk=wanted[1]).first() if wanted else None
    return of_version(version) if version else None


def offered() -> Iterator[tuple[str, str]]:
    """Names and labels, for a form."""
    yield ACTIVE, gettext("The weights that count now")
    for version in WeightsVersion.objects.order_by("-pk"):
        setting = Setting(f"version:{version.pk}", version.note)
        yield setting.name, setting.label
    for name in (BUILT_IN, *PARTS):
        yield name, Setting(name).label
