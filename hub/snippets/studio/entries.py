"""A snippet as the studio's list shows it."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import Decision, Hold, Snippet, hash_of
from ..wording import reasons_of
from .differences import Run, differences
from .previews import Fit, fits_of

_STRENGTHS = (
    gettext_lazy("Fair"),
    gettext_lazy("Good"),
    gettext_lazy("Very good"),
    gettext_lazy("Excellent"),
)
# Where each but the first begins: the quartiles of what is proposed for the demo's assets.
_BOUNDS = (0.69, 0.79, 0.86)


@dataclass(frozen=True)
class Entry:
    """`runs` is what an edit made of the words, where the text has others in their place now."""

    snippet: Snippet
    fits: Sequence[Fit]
    runs: Sequence[Run] = ()

    @property
    def seen(self) -> str:
        return seen(self.snippet)

    @property
    def state(self) -> str:
        is_kept = self.snippet.decision != Decision.REJECTED
        return "changed" if is_kept and not self._is_held else self.snippet.decision

    @property
    def state_name(self) -> str:
        is_changed = self.state == "changed"
        return (
            self.snippet.get_hold_display() if is_changed else self.snippet.get_decision_display()
        )

    @property
    def warning(self) -> str:
        if self.state != "changed":
            return ""
        if self.snippet.decision == Decision.APPROVED:
            if self.runs:
                return _("The text was edited, so this is given out to nobody until you decide.")
            return _("The text no longer says this, so it is given out to nobody.")
        return _("The text was edited since this was proposed.")

    @cached_property
    def reasons(self) -> list:
        return reasons_of(self.snippet)

    @property
    def strength(self) -> int:
        """1 to 4."""
        return bisect_right(_BOUNDS, self.snippet.score) + 1

    @property
    def strength_name(self) -> str:
        return str(_STRENGTHS[self.strength - 1])

    @property
    def whole(self) -> list[str]:
        return [fit.channel.slug for fit in self.fits if fit.is_whole]

    @property
    def cut(self) -> list[str]:
        return [fit.channel.slug for fit in self.fits if fit.is_cut]

    @property
    def may_accept(self) -> bool:
        return self._is_held and self.snippet.decision != Decision.APPROVED

    @property
    def may_trim(self) -> bool:
        return self._is_held and self.snippet.decision != Decision.REJECTED

    @property
    def may_pin(self) -> bool:
        return self._is_held and self.snippet.decision == Decision.APPROVED

    @property
    def may_take(self) -> bool:
        return bool(self.runs)

    @property
    def _is_held(self) -> bool:
        return self.snippet.hold == Hold.HELD


def entries(snippets: Iterable[Snippet]) -> list[Entry]:
    """In the order of `snippets`."""
    found = list(snippets)
    fits = fits_of(found)
    return [Entry(snippet, fits[snippet.pk], _runs(snippet)) for snippet in found]


def seen(snippet: Snippet) -> str:
    """Another one as soon as there is something else to decide."""
    return hash_of("\n".join((snippet.text_hash, snippet.hold, snippet.successor_text)))[:16]


def _runs(snippet: Snippet) -> list[Run]:
    is_changed = snippet.hold == Hold.CHANGED and snippet.decision != Decision.REJECTED
    if not is_changed or not snippet.successor_text:
        return []
    return list(differences(snippet.text, snippet.successor_text))
