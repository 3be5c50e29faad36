"""Snippets as they are posted on the channels: the door to it, and what is read for it."""

import re
from collections.abc import Collection, Iterable, Mapping

from django.db.models import QuerySet
from django.utils.translation import gettext

from hub.assets.models import Asset, CaseStudy
from hub.assets.terms import term_ids
from hub.taxonomy.models import Channel
from hub.taxonomy.vocabulary import Vocabulary, vocabulary
from hub.visibility import anonymous, visible
from hub.website.sites import Websites, websites

from .models import Hold, Rewrite, Snippet
from .pieces import ChannelFacts, Piece
from .posting import Problem, Variant, variant

__all__ = [
    "ChannelFacts",
    "Piece",
    "Problem",
    "Variant",
    "channels",
    "piece_of",
    "pieces_of",
    "refusal",
    "variant",
    "variants_of",
]


def channels() -> list[ChannelFacts]:
    """All of them, in the editors' order, named in the language of whoever looks. Two queries: ask once per request."""
    return [
        ChannelFacts(
            slug=row.slug,
            name=str(row),
            limit=row.hard_limit,
            fold=row.fold,
            counting=row.counting,
            internal=row.internal,
            link=row.link,
            attribution=row.attribution,
            hashtags=row.hashtags,
            utm_medium=row.utm_medium,
            share_url=row.share_url,
        )
        for row in Channel.objects.all()
    ]


def variants_of(snippet: Snippet) -> list[Variant]:
    """One for each channel, in the editors' order. For more snippets than one: `pieces_of`, `channels`, `variant`."""
    piece = piece_of(snippet)
    return [variant(piece, channel) for channel in channels()]


def refusal(posted: Variant, channel: ChannelFacts) -> str:
    """Why the variant is not to be posted, with the count, for people; empty where it may be."""
    if Problem.NOT_PUBLIC in posted.problems:
        return gettext("The public may not read this piece.")
    if Problem.TOO_LONG not in posted.problems:
        return ""
    return gettext("%(count)d characters, and %(channel)s takes %(limit)d. Trim the snippet.") % {
        "count": posted.character_count,
        "channel": channel.name,
        "limit": posted.limit,
    }


def piece_of(snippet: Snippet) -> Piece:
    return pieces_of([snippet])[snippet.pk]


def pieces_of(
    snippets: Iterable[Snippet], words: Vocabulary | None = None, sites: Websites | None = None
) -> dict[int, Piece]:
    """By the snippets' ids, in a number of queries that does not grow with them. `words` and `sites` where they are at
    hand."""
    snippets = list(snippets)
    ids = {snippet.asset_id for snippet in snippets}
    assets = Asset.objects.filter(pk__in=ids).select_related("locale", "campaign")
    by_id = assets.defer("source_metadata").in_bulk()
    open_to_all = set(
        visible(anonymous(), Asset.objects.filter(pk__in=ids)).values_list("pk", flat=True)
    )
    topics = _topics(by_id.values(), words or vocabulary())
    sites = sites or websites()
    speakers = _speakers(snippets, by_id)
    rewrites = _rewrites(snippets)
    return {
        snippet.pk: _piece(
            snippet,
            by_id[snippet.asset_id],
            url=_address(by_id[snippet.asset_id], sites) if snippet.asset_id in open_to_all else "",
            topics=topics[snippet.asset_id],
            speaker=speakers.get(snippet.pk, ""),
            rewrites=rewrites.get(snippet.pk, {}),
        )
        for snippet in snippets
    }


def _piece(
    snippet: Snippet,
    asset: Asset,
    *,
    url: str,
    topics: tuple[str, ...],
    speaker: str,
    rewrites: Mapping[str, str],
) -> Piece:
    locale = asset.locale.language_code
    return Piece(
        text=snippet.text,
        locale=locale,
        title=asset.title,
        authors=tuple(asset.author_list),
        speaker=speaker,
        topics=topics,
        url=url,
        campaign=asset.campaign.slug if asset.campaign else asset.slug,
        reference=snippet.uuid.hex[:8],
        rewrites=rewrites,
    )


def _address(asset: Asset, sites: Websites) -> str:
    return sites.url(asset.path, asset.path_at(asset.locale.language_code, asset.slug))


def _rewrites(snippets: Iterable[Snippet]) -> Mapping[int, Mapping[str, str]]:
    """Snippet id -> channel -> the approved text; none where the snippet is not what that was made of."""
    sources = {snippet.pk: snippet.text_hash for snippet in snippets if snippet.hold == Hold.HELD}
    approved = Rewrite.objects.filter(approved=True, snippet__in=sources)
    found: dict[int, dict[str, str]] = {}
    for pk, source, channel, text in approved.values_list(
        "snippet_id", "source_hash", "channel__slug", "text"
    ):
        if source == sources[pk]:
            found.setdefault(pk, {})[channel] = text
    return found


def _topics(assets: Collection[Asset], words: Vocabulary) -> Mapping[int, tuple[str, ...]]:
    """Asset id -> the names of its topics in its language, in the editors' order."""
    tagged = term_ids([asset.pk for asset in assets])
    named = {}
    for asset in assets:
        terms = [term for pk in tagged[asset.pk]["topics"] if (term := words.by_id(pk))]
        terms.sort(key=lambda term: (term.sort_order, term.slug))
        named[asset.pk] = tuple(term.name_in(asset.locale.language_code) for term in terms)
    return named


def _speakers(snippets: Collection[Snippet], assets: Mapping[int, Asset]) -> Mapping[int, str]:
    """Snippet id -> who says it, where the source tells: a customer's quote, a quote in the text, a transcript."""
    of_customers = {
        pk: _told(assets[pk], name, role, "" if customer in role else customer)
        for pk, name, role, customer in _customers(snippets)
    }
    found = {}
    for snippet in snippets:
        asset = assets[snippet.asset_id]
        if snippet.block == "quote_text":
            found[snippet.pk] = of_customers.get(asset.pk, "")
        elif snippet.block == "transcript":
            # Where nobody is named, a turn has its time for a title.
            found[snippet.pk] = (
                snippet.section_title if re.search(r"[^\W\d_]", snippet.section_title) else ""
            )
        else:
            found[snippet.pk] = _quoted(asset, snippet.block)
    return found


def _customers(snippets: Iterable[Snippet]) -> QuerySet:
    ids = {snippet.asset_id for snippet in snippets if snippet.block == "quote_text"}
    return CaseStudy.objects.filter(pk__in=ids).values_list(
        "pk", "quote_speaker", "quote_role", "customer"
    )


def _quoted(asset: Asset, block: str) -> str:
    for stored in asset.body.raw_data:
        if stored["type"] == "quote" and stored["id"] == block:
            value = stored["value"]
            return _told(asset, value.get("speaker", ""), value.get("role", ""))
    return ""


def _told(asset: Asset, name: str, *more: str) -> str:
    """The name with what it is of; empty where nobody is named."""
    joint = "，" if asset.locale.language_code.startswith("zh") else ", "
    return joint.join(filter(None, (name, *more))) if name else ""
