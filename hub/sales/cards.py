"""Matches as people read them: the asset, why it fits, and the sentence that shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext
from wagtail.query import PageQuerySet

from hub.assets.documents import without_facets
from hub.assets.keys import pk_of
from hub.assets.models import Asset, CaseStudy
from hub.assets.terms import CHOICES, TAGS
from hub.taxonomy.models import TermKind
from hub.taxonomy.vocabulary import Vocabulary
from hub.visibility import Viewer, visible
from search.documents import Document
from search.matches import Evidence, Match, Reason
from search.text import normalized

from .excerpts import Excerpt, excerpt

FIGURES = 3


@dataclass(frozen=True)
class Card:
    asset: Asset
    url: str
    strength: int  # of 4
    strength_label: str
    figures: list[str]
    excerpts: list[Excerpt]
    reasons: list[str]
    missing: str  # what was asked for and is not in it
    meaning: int  # how much of the match came from meaning, and how much from words, in percent; both 0 where unknown
    words: int


def cards(matches: Sequence[Match], viewer: Viewer, vocabulary: Vocabulary) -> list[Card]:
    """In the order of `matches`; those that the viewer may not see (any more) are left out."""
    assets = _assets(matches, viewer)
    return [
        _card(match, assets[pk], vocabulary)
        for match in matches
        if (pk := pk_of(match.key)) in assets
    ]


def _assets(matches: Sequence[Match], viewer: Viewer) -> dict[int, Asset]:
    wanted = Asset.objects.filter(pk__in=[pk_of(match.key) for match in matches])
    assets = list(cast(PageQuerySet, visible(viewer, wanted)).specific())
    # All that a document and a card are made of, in one query each whatever the number of matches.
    prefetch_related_objects(assets, "locale", *TAGS, *CHOICES)
    prefetch_related_objects([a for a in assets if isinstance(a, CaseStudy)], "results")
    return {asset.pk: asset for asset in assets}


def _card(match: Match, asset: Asset, vocabulary: Vocabulary) -> Card:
    document = without_facets(asset)
    url = reverse("sales_read", args=[asset.pk])
    strength, label = _strength(match.score)
    results = asset.results.all() if isinstance(asset, CaseStudy) else []
    return Card(
        asset=asset,
        url=_evidence_url(url, match.evidence[0]) if match.evidence else url,
        strength=strength,
        strength_label=label,
        figures=[result.sentence for result in results][:FIGURES],
        excerpts=[_excerpt(document, evidence, url) for evidence in match.evidence],
        reasons=[_reason(r, vocabulary) for r in match.reasons if r.kind != "missing"],
        missing="".join(reason.text for reason in match.reasons if reason.kind == "missing"),
        meaning=round(100 * match.meaning_share),
        words=round(100 * match.words_share),
    )


def _excerpt(document: Document, evidence: Evidence, url: str) -> Excerpt:
    return excerpt(document, evidence, _evidence_url(url, evidence))


def _evidence_url(url: str, evidence: Evidence) -> str:
    return f"{url}?{urlencode({'start': evidence.start, 'end': evidence.end})}"


def _strength(score: float) -> tuple[int, str]:
    """A score is a likelihood. Shown in four steps: finer ones would say more than is known."""
    if score >= 0.85:
        return 4, gettext("Fits very well")
    if score >= 0.65:
        return 3, gettext("Fits well")
    if score >= 0.5:
        return 2, gettext("Fits in part")
    return 1, gettext("Does not quite fit")


def _reason(reason: Reason, vocabulary: Vocabulary) -> str:
    if reason.kind == "words":
        return gettext("Says: %(words)s") % {"words": reason.text}
    if reason.kind not in TermKind.values:
        return reason.text
    term = vocabulary.term(reason.kind, reason.text)
    name = term.name_in(get_language() or "") if term else reason.text
    shown = f"{TermKind(reason.kind).label}: {name}"
    return (
        f"{shown} ({reason.asked})" if normalized(reason.asked) not in normalized(name) else shown
    )
