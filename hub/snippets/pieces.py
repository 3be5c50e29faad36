"""What posts are made of: a piece of an asset, and a channel. Plain data."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Piece:
    """A span of an asset's text, and what is known of the asset that posts say.

    `speaker` is who is quoted, `topics` the topics' names in the asset's language. `url` is where everybody may read
    the asset; empty where they may not. `rewrites` maps a channel's slug to the approved text that stands for the span
    there; `reference` is the piece's own short name in web statistics.
    """

    text: str
    locale: str = "en"
    title: str = ""
    authors: tuple[str, ...] = ()
    speaker: str = ""
    topics: tuple[str, ...] = ()
    url: str = ""
    campaign: str = ""
    reference: str = ""
    rewrites: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ChannelFacts:
    """`limit` and `fold` in characters as `counting` has them, None for none; the rest as `taxonomy.models.Channel`."""

    slug: str
    name: str = ""
    limit: int | None = None
    fold: int | None = None
    counting: str = "characters"
    internal: bool = False
    link: bool = True
    attribution: bool = True
    hashtags: str = "none"
    utm_medium: str = ""
    share_url: str = ""
