"""Decisions on snippets, as an asset's history tells them."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter

_ACTIONS = {
    "accept": (_("Accept a snippet"), _("Accepted the snippet “%(text)s”")),
    "reject": (_("Reject a snippet"), _("Rejected the snippet “%(text)s”")),
    "undo": (
        _("Take back a decision on a snippet"),
        _("To be decided again: the snippet “%(text)s”"),
    ),
    "pin": (_("Pin a snippet"), _("Pinned the snippet “%(text)s”")),
    "unpin": (_("Unpin a snippet"), _("No longer pinned: the snippet “%(text)s”")),
    "trim": (_("Trim a snippet"), _("Trimmed a snippet to “%(text)s”")),
    "select": (_("Make a snippet"), _("Made the snippet “%(text)s”")),
    "take_successor": (
        _("Take over a snippet's new wording"),
        _("Took over the new wording of a snippet: “%(text)s”"),
    ),
}


@hooks.register("register_log_actions")
def register(actions: LogActionRegistry) -> None:
    for action, (label, message) in _ACTIONS.items():
        formatter = type("_Formatter", (_Telling,), {"label": label, "message": message})
        actions.register_action(f"snippets.{action}")(formatter)


class _Telling(LogFormatter):
    def format_message(self, log_entry: Any) -> str:
        return self.message % {"text": log_entry.data["text"]}
