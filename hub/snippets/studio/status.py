"""What is to be said of an asset whose snippets are still to be looked for, or where none were found."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from hub.assets.keys import key_of
from hub.assets.models import Asset
from search import sentences
from search.models import Change, IndexedPassage

from .. import suggesting
from ..models import Suggested
from ..wording import why_empty


@dataclass(frozen=True)
class Status:
    """`waits`: the worker will still look for some; `done` of `total` passages are read, where it has begun."""

    message: str = ""
    hint: str = ""
    waits: bool = False
    done: int = 0
    total: int = 0


def status_of(asset: Asset, text_hash: str) -> Status:
    """Nothing to be said where the text that readers get now was looked through, and something found."""
    suggested = Suggested.objects.filter(asset=asset).first()
    if suggested and suggested.text_hash == text_hash:
        return Status(why_empty(suggested.why_empty), _hint(suggested.why_empty))
    return _awaited(key_of(asset.pk))


def _hint(why: str) -> str:
    match why:
        case "":
            return ""
        case suggesting.SHORT | suggesting.FAILED:
            return _("Press “Suggest again” to have it looked through now.")
        case _other:
            return _("Select a part of the text to make a snippet of it.")


def _awaited(key: str) -> Status:
    if Change.objects.filter(key=key).exists():
        told = _("The worker has still to read this text; then it looks for snippets.")
        return Status(told, waits=True)
    passages = IndexedPassage.objects.filter(document__key=key)
    total = passages.count()
    done = total - sentences.missing().filter(document__key=key).count()
    if done < total:
        told = _("The worker is reading the text: %(done)d of %(total)d passages.")
        hint = _("It looks for snippets as soon as it has read them all.")
        return Status(told % {"done": done, "total": total}, hint, True, done, total)
    return Status(_("The worker has not looked for snippets in this text yet."), waits=True)
