"""What stands beside a piece in a post (who said it, hashtags, the link to the whole), and where it is shared. Pure."""

import re
from urllib.parse import urlencode, urlsplit

from hub.taxonomy.sharing import filled

from .pieces import ChannelFacts, Piece

MOST_HASHTAGS = 3
LONGEST_HASHTAG = 40


def attribution(piece: Piece, text: str) -> str:
    """Who is quoted; else whose piece it is taken from, and its title. Empty where `text` says it itself."""
    is_chinese = piece.locale.startswith("zh")
    if piece.speaker:
        said = piece.speaker
    elif is_chinese:
        said = "、".join(piece.authors) + (f"《{piece.title}》" if piece.title else "")
    else:
        said = ", ".join(filter(None, (*piece.authors, piece.title)))
    if not said or said in text:
        return ""
    return f"——{said}" if is_chinese else f"— {said}"


def hashtags(piece: Piece, style: str) -> tuple[str, ...]:
    """Of the first topics, in the way of `taxonomy.models.HashtagStyle`; each once."""
    if style == "none":
        return ()
    tags: dict[str, str] = {}
    for topic in piece.topics:
        if tag := _hashtag(topic, style):
            tags.setdefault(tag.casefold(), tag)
    return tuple(tags.values())[:MOST_HASHTAGS]


def _hashtag(topic: str, style: str) -> str:
    """Empty where no channel would take it for one: all digits, too long."""
    words = re.findall(r"\w+", topic.replace("_", " "))
    # SupplyChain, and IoT as it is: an English hashtag has no spaces, so capitals part its words.
    name = "".join(word[:1].upper() + word[1:] for word in words)
    if not re.search(r"[^\W\d_]", name) or len(name) > LONGEST_HASHTAG:
        return ""
    return f"#{name}#" if style == "around" else f"#{name}"


def link(piece: Piece, channel: ChannelFacts) -> str:
    """The asset's address, by which web statistics tell channel, campaign and piece. Empty where it has none."""
    if not piece.url:
        return ""
    named = {
        "utm_source": channel.slug,
        "utm_medium": channel.utm_medium,
        "utm_campaign": piece.campaign,
        "utm_content": piece.reference,
    }
    joint = "&" if urlsplit(piece.url).query else "?"
    return piece.url + joint + urlencode({name: value for name, value in named.items() if value})


def share_url(channel: ChannelFacts, text: str, url: str, title: str) -> str | None:
    """Opens the channel with a post filled in; None where the channel has no such address."""
    values = {"text": text, "url": url, "title": title}
    return filled(channel.share_url, values) if channel.share_url else None
