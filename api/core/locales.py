"""Languages as callers name them, who mostly have them from their frameworks: `zh-CN`, `zh_CN`, `en-GB`."""

from collections.abc import Iterator

import graphene
from django.conf import settings
from django.conf.locale import LANG_INFO

from .inputs import without_nul

# The longest tag that BCP 47 knows of a language with script, region and variants.
_LONGEST = 35

AS_WRITTEN = "Looked up as BCP 47 has it: `en-GB` finds `en`, `zh-CN` and `zh` find `zh-hans`, `zh-TW` finds neither."


def locale_argument(description: str, *, required: bool = False) -> graphene.String:
    return graphene.String(required=required, description=f"{description} {AS_WRITTEN}")


def known_as(tag: str) -> str:
    """The hub's code of the language, by lookup as RFC 4647 has it. What the hub has not stays as it is written, and
    matches nothing."""
    ours = {code.lower(): code for code, _name in settings.LANGUAGES}
    found = (ours[one] for one in _looked_up(tag, ours) if one in ours)
    return next(found, without_nul(tag))


def _looked_up(tag: str, ours: dict[str, str]) -> Iterator[str]:
    """From the narrowest: what is written, then without its end. A region stands for the script that is written there
    (`zh-cn` for `zh-hans`), a language alone for any script or region of it."""
    if len(tag) > _LONGEST:
        return
    parts = tag.lower().replace("_", "-").split("-")
    for length in range(len(parts), 0, -1):
        range_ = "-".join(parts[:length])
        yield range_
        yield from LANG_INFO.get(range_, {}).get("fallback", ())
    if len(parts) == 1:
        yield from (code for code in ours if code.startswith(f"{parts[0]}-"))
