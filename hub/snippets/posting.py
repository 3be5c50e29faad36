"""A piece as it is posted on a channel: word for word, with what stands beside it as far as there is room. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from .counting import count
from .cutting import cut
from .pieces import ChannelFacts, Piece
from .sharing import attribution, hashtags, link, share_url


class Beside(StrEnum):
    """What stands beside the text of a post; what comes first here is left out last."""

    LINK = "link"
    ATTRIBUTION = "attribution"
    HASHTAGS = "hashtags"


class Problem(StrEnum):
    """Why a variant is not to be posted."""

    TOO_LONG = "too_long"
    NOT_PUBLIC = "not_public"


@dataclass(frozen=True)
class Variant:
    """`post` is all that is pasted; `text` the span in it, and `full_text` the span where `text` is cut or rewritten.

    `attribution`, `hashtags` and `link` are given whether or not they stand in the post; `left_out` are those that the
    channel would carry and has no room for. `character_count` is the post's, as the channel counts. `folded`: readers
    see the end of the text only after a click. `share_url` is None where the channel has none.
    """

    channel: str
    text: str
    full_text: str
    post: str
    character_count: int
    limit: int | None
    fold: int | None
    folded: bool
    attribution: str
    hashtags: tuple[str, ...]
    link: str
    left_out: tuple[Beside, ...]
    share_url: str | None
    cut: bool = False
    rewritten: bool = False
    problems: tuple[Problem, ...] = ()


def variant(piece: Piece, channel: ChannelFacts) -> Variant:
    """The text whole comes first, then the link, who said it, the hashtags. It is cut only where it does not fit alone,
    and then so that the link to the rest has room, if that can be."""
    tags = hashtags(piece, channel.hashtags)
    address = link(piece, channel)
    rewrite = piece.rewrites.get(channel.slug, "")
    rewritten = rewrite != "" and _fits(rewrite, channel)
    text, was_cut = (rewrite, False) if rewritten else _text(piece.text, address, channel)
    beside = _Beside(attribution(piece, text), tags, address)
    # Who is quoted is said everywhere.
    carried = _Beside(
        beside.attribution if channel.attribution or piece.speaker else "",
        tags,
        address if channel.link else "",
    )
    shown = _fitting(text, carried, channel)
    post = shown.around(text)
    length = count(post, channel.counting)
    return Variant(
        channel=channel.slug,
        text=text,
        full_text=piece.text,
        post=post,
        character_count=length,
        limit=channel.limit,
        fold=channel.fold,
        folded=channel.fold is not None and count(text, channel.counting) > channel.fold,
        attribution=beside.attribution,
        hashtags=tags,
        link=address,
        left_out=tuple(one for one in Beside if getattr(shown, one) != getattr(carried, one)),
        share_url=_share_url(piece, text, address, shown, channel),
        cut=was_cut,
        rewritten=rewritten,
        problems=tuple(_problems(piece, channel, length)),
    )


def _problems(piece: Piece, channel: ChannelFacts, length: int) -> Iterator[Problem]:
    if not piece.url and not channel.internal:
        yield Problem.NOT_PUBLIC
    if not _is_within(channel, length):
        yield Problem.TOO_LONG


@dataclass(frozen=True)
class _Beside:
    attribution: str = ""
    hashtags: tuple[str, ...] = ()
    link: str = ""

    def growing(self) -> "Iterator[_Beside]":
        """With each part alone, the one that is left out last first; of the hashtags each is one."""
        yield _Beside(link=self.link)
        yield _Beside(attribution=self.attribution)
        for number in range(len(self.hashtags)):
            yield _Beside(hashtags=self.hashtags[: number + 1])

    def and_(self, other: "_Beside") -> "_Beside":
        return _Beside(
            other.attribution or self.attribution,
            other.hashtags or self.hashtags,
            other.link or self.link,
        )

    def around(self, text: str) -> str:
        lines = "\n".join(filter(None, (self.link, " ".join(self.hashtags))))
        return "\n\n".join(filter(None, ("\n".join(filter(None, (text, self.attribution))), lines)))


def _text(text: str, address: str, channel: ChannelFacts) -> tuple[str, bool]:
    """`text`, cut where it does not fit alone and can be cut; and whether it was."""
    link = _Beside(link=address if channel.link else "")

    def fits_alone(text: str) -> bool:
        return _fits(text, channel)

    def fits_linked(text: str) -> bool:
        return _fits(link.around(text), channel)

    if fits_alone(text):
        return text, False
    return cut(text, fits_linked) or cut(text, fits_alone) or (text, False)


def _fitting(text: str, carried: _Beside, channel: ChannelFacts) -> _Beside:
    """As much of what the channel carries as there is room for beside `text`."""
    shown = _Beside()
    for part in carried.growing():
        more = shown.and_(part)
        if _fits(more.around(text), channel):
            shown = more
    return shown


def _fits(post: str, channel: ChannelFacts) -> bool:
    return _is_within(channel, count(post, channel.counting))


def _is_within(channel: ChannelFacts, length: int) -> bool:
    return channel.limit is None or length <= channel.limit


def _share_url(
    piece: Piece, text: str, address: str, shown: _Beside, channel: ChannelFacts
) -> str | None:
    """None also where nobody outside may read the asset: then there is nothing to share."""
    if not address:
        return None
    without_link = _Beside(shown.attribution, shown.hashtags).around(text)
    # A channel that is given text and address puts both into the post, which may have no room for the address.
    url = shown.link if "{text}" in channel.share_url else address
    return share_url(channel, without_link, url, piece.title)
