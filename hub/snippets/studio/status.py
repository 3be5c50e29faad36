"""What is to be said of an asset whose snippets are still to be looked for, or where none were found."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from hub.assets.keys import key_of
from hub.assets.models import Asset
from search import sentences
from search.models import Change, IndexedPassage

from ..models import Suggested
from ..wording import why_empty


@dataclass(frozen=True)
class Status:
    """`done` of `total` passages are read; no total where nothing is going on."""

    message: str = ""
    hint: str = ""
    done: int = 0
    total: int = 0


def status_of(asset: Asset, text_hash: str) -> Status:
    """Nothing to be said where the text that readers get now was looked through, and something found."""
    suggested = Suggested.objects.filter(asset=asset).first()
    if suggested and suggested.text_hash == text_hash:
        if not suggested.why_empty:
            return Status()
        return Status(
            why_empty(suggested.why_empty), _("Select a part of the text to make a snippet of it.")
        )
    return _awaited(key_of(asset.pk))


def _awaited(key: str) -> Status:
    if Change.objects.filter(key=key).exists():
        return Status(_("The worker has still to read this text; then it looks for snippets."))
    passages = IndexedPassage.objects.filter(document__key=key)
    total = passages.count()
    done = total - sentences.missing().filter(document__key=key).count()
    if done < total:
        return Status(
            _("The worker is reading the text: %(done)d of %(total)d passages.")
            % {"done": done, "total": total},
            _("It looks for snippets as soon as it has read them all."),
            done,
            total,
        )
    return Status(_("The worker has not looked for snippets in this text yet."))
