"""Templates of the addresses by which a browser opens a channel with a post filled in."""

import re
from collections.abc import Mapping
from urllib.parse import quote, urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

PLACEHOLDERS = ("text", "url", "title")
_PLACEHOLDER = re.compile(r"\{(\w*)\}")


def filled(template: str, values: Mapping[str, str]) -> str:
    """`template` with each placeholder's value of `values` in it, escaped: none can break out of its place."""
    # Mail programs break lines at CR LF (RFC 6068); browsers take it as well.
    escaped = {name: quote(value.replace("\n", "\r\n"), safe="") for name, value in values.items()}
    return _PLACEHOLDER.sub(lambda found: escaped.get(found.group(1), ""), template)


def check_template(template: str) -> None:
    """ValidationError where following `template` could do anything but open a page or a mail."""
    try:
        scheme, host, *_rest = urlsplit(template)
    except ValueError as error:
        raise ValidationError(_("This is no address.")) from error
    if not re.fullmatch(r"[\x21-\x7e]+", template):
        raise ValidationError(_("An address has no spaces and no characters beyond ASCII."))
    if not (scheme == "mailto" or (scheme == "https" and host)):
        raise ValidationError(_("The address must begin with https:// or mailto:."))
    if _PLACEHOLDER.search(host) or "@" in host:
        raise ValidationError(_("The site must be written out."))
    names = _PLACEHOLDER.findall(template)
    if unknown := sorted(set(names) - set(PLACEHOLDERS)):
        raise ValidationError(
            _("“%s” is none of {text}, {url} and {title}.")
            % ", ".join(map("{{{}}}".format, unknown))
        )
    if not {"text", "url"} & set(names):
        raise ValidationError(_("Say where the post goes: {text}, {url} or both."))
