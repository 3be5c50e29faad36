"""How long a post is, as its channel counts. Pure.

X: twitter-text's configuration 3 (maxWeightedTweetLength 280, scale 100, defaultWeight 200, transformedURLLength 23,
emojiParsingEnabled; four ranges of weight 100). Others: UTF-16 units, what browsers call a text's length; no channel's
own counter is known to find more in a text. Sources: docs/decisions/channels.md.
"""

import re
import unicodedata

X_URL = 23
# Weight 1; all other characters weigh 2.
_LIGHT = re.compile(r"[\u0000-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]")

# An emoji weighs 2, however many code points it is of. Each symbol of these ranges weighs 2 alone, emoji or not, so
# only what joins them must be exact: modifiers, joiners, tags, U+FE0F; after U+FE0E it is no emoji.
_SYMBOL = r"[\u203c-\u3299\U0001f000-\U0001faff]"
_EMOJI = re.compile(
    r"[\U0001f1e6-\U0001f1ff]{2}|[0-9#*]\ufe0f?\u20e3|[©®]\ufe0f"
    rf"|{_SYMBOL}(?!\ufe0e)[\U0001f3fb-\U0001f3ff\ufe0f]?[\U000e0020-\U000e007f]*"
    rf"(?:\u200d{_SYMBOL}[\U0001f3fb-\U0001f3ff\ufe0f]?)*"
)

# Whatever begins with https:// is taken for an address, though X makes none of a host without a top-level domain: such
# are met in development only. X takes a bare domain for one where its last part is a top-level domain. There are 1,400
# of those; these are all of countries, and the others that people write without https://.
_TOP_LEVEL = (
    "com|org|net|edu|gov|mil|int|info|biz|name|pro|mobi|jobs|travel|museum|asia|cat|tel|post|coop|aero|"
    "app|dev|tech|online|site|store|shop|blog|cloud|page|xyz|top|club|news|link|live|wiki|design|agency|company|"
    "digital|global|group|media|network|solutions|software|systems|team|today|tools|works|world|space|website|"
    "a[cdefgilmoqrstuwxz]|b[abdefghijmnorstvwyz]|c[acdfghiklmnoruvwxyz]|d[ejkmoz]|e[cegrstu]|f[ijkmor]|"
    "g[abdefghilmnpqrstuwy]|h[kmnrtu]|i[delmnoqrst]|j[emop]|k[eghimnprwyz]|l[abcikrstuvy]|m[acdeghklmnopqrstuvwxyz]|"
    "n[acefgilopruz]|om|p[aefghklmnrstwy]|qa|r[eosuw]|s[abcdeghijklmnorstuvxyz]|t[cdfghjklmnortvwz]|u[agksyz]|"
    "v[aceginu]|w[fs]|y[et]|z[amw]"
)
_LABEL = r"[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?"
_HOST = r"(?:[a-z0-9._\-]*[a-z0-9]|(?:[^\W_][\w-]*\.)+(?:[a-z]+|[^\W\d_a-z]+))"
_URL_CHARS = r"[a-z0-9!*';:=+,.$/%#\[\]‐_~@|&?\-\u00c0-\u024f\u0400-\u04ff]"
_URL_END = r"[a-z0-9=_#/+\-&\u00c0-\u024f\u0400-\u04ff]"
_BRACKETS = rf"\({_URL_CHARS}+\)"
_REST = rf"(?::\d+)?(?:[/?](?:(?:{_URL_CHARS}|{_BRACKETS})*(?:{_URL_END}|{_BRACKETS}))?)?"
URL = re.compile(
    rf"(?<![a-z0-9@＠$#＃])https?://{_HOST}{_REST}"
    rf"|(?<![a-z0-9@＠$#＃\-_./])(?:{_LABEL}\.)+(?:{_TOP_LEVEL})(?![a-z0-9@+\-]){_REST}",
    re.IGNORECASE,
)


def count(text: str, counting: str) -> int:
    """The length of `text` as `hub.taxonomy.models.Counting` names the ways."""
    return _weight(text) if counting == "x" else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _weight(text: str) -> int:
    text = unicodedata.normalize("NFC", text)
    # A character stands for each, so that what stood around it does not come together.
    text, urls = URL.subn("\0", text)
    text, emoji = _EMOJI.subn("\0", text)
    return (X_URL - 1) * urls + emoji + 2 * len(text) - len(_LIGHT.findall(text))
