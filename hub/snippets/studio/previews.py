"""How snippets look on each channel."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext_lazy

from ..counting import count
from ..models import Snippet
from ..posting import Beside
from ..variants import ChannelFacts, Piece, Variant, channels, piece_of, pieces_of, refusal, variant

# What a post stands in, for the channels that come with the hub; one that editors add looks like a post.
LAYOUTS = {
    "wechat-digest": "digest",
    "email": "mail",
    "web": "teaser",
    "sales": "line",
}


_LEFT_OUT = {
    Beside.LINK: gettext_lazy("No room for the link"),
    Beside.ATTRIBUTION: gettext_lazy("No room for who said it"),
    Beside.HASHTAGS: gettext_lazy("No room for hashtags"),
}


class Fit(NamedTuple):
    channel: ChannelFacts
    is_whole: bool
    is_cut: bool


class Words(NamedTuple):
    """`kind` is link, hashtag or text."""

    kind: str
    text: str


@dataclass(frozen=True)
class Preview:
    """`before` is what people see of the post at once, `after` what they see once they ask for more."""

    channel: ChannelFacts
    variant: Variant
    title: str
    layout: str
    before: Sequence[Words]
    after: Sequence[Words]
    left_out: Sequence[str]
    refusal: str


def fits_of(snippets: Sequence[Snippet]) -> Mapping[int, Sequence[Fit]]:
    """By snippet's id."""
    facts = channels()
    pieces = pieces_of(snippets) if snippets else {}
    return {pk: [_fit(piece, channel) for channel in facts] for pk, piece in pieces.items()}


def previews(snippet: Snippet) -> list[Preview]:
    piece = piece_of(snippet)
    return [_preview(piece, channel) for channel in channels()]


def _fit(piece: Piece, channel: ChannelFacts) -> Fit:
    made = variant(piece, channel)
    return Fit(channel, not made.cut and not made.problems, made.cut)


def _preview(piece: Piece, channel: ChannelFacts) -> Preview:
    made = variant(piece, channel)
    at = _between_words(made.post, fold_at(made.post, channel))
    before, after = _split(_words(made), at)
    return Preview(
        channel,
        made,
        piece.title,
        LAYOUTS.get(channel.slug, "post"),
        before,
        after,
        [str(_LEFT_OUT[beside]) for beside in made.left_out],
        refusal(made, channel),
    )


def fold_at(post: str, channel: ChannelFacts) -> int:
    """How much of the post stands before “more”."""
    if channel.fold is None or count(post, channel.counting) <= channel.fold:
        return len(post)
    lengths = range(len(post) + 1)
    return bisect_right(lengths, channel.fold, key=lambda n: count(post[:n], channel.counting)) - 1


def _between_words(post: str, at: int) -> int:
    """Where channels break, if there are spaces: not inside a word."""
    is_inside = post[at : at + 1].isascii() and post[at : at + 1].isalnum()
    space = post.rfind(" ", max(at - 20, 0), at) if is_inside else -1
    return at if space < 0 else space


def _words(made: Variant) -> list[Words]:
    told = {made.link: "link", **dict.fromkeys(made.hashtags, "hashtag")}
    known = sorted(filter(None, told), key=len, reverse=True)
    if not known:
        return [Words("text", made.post)]
    parts = re.split(f"({'|'.join(map(re.escape, known))})", made.post)
    return [Words(told.get(part, "text"), part) for part in parts if part]


def _split(words: Sequence[Words], at: int) -> tuple[list[Words], list[Words]]:
    """Those before and after the character `at`."""
    before: list[Words] = []
    after: list[Words] = []
    for kind, text in words:
        if text[:at]:
            before.append(Words(kind, text[:at]))
        if text[at:]:
            after.append(Words(kind, text[at:]))
        at = max(at - len(text), 0)
    return before, after
