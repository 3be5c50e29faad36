"""Why something is proposed, and why nothing is, as editors read it."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from .models import Snippet
from .suggesting import FAILED, SHORT

# By signal, in the order in which they are told, and by code (see `search.snippets.CODES`).
_REASONS: Mapping[str, Mapping[str, Promise]] = {
    "weight": {
        "percent": gettext_lazy("Names a share or a change in figures: “%(found)s”"),
        "money": gettext_lazy("Names a sum of money: “%(found)s”"),
        "figure": gettext_lazy("Names a figure: “%(found)s”"),
        "change": gettext_lazy("Tells what became better or worse: “%(found)s”"),
        "quote": gettext_lazy("Quotes somebody"),
        "contrast": gettext_lazy("Says what one would not expect: “%(found)s”"),
        "stance": gettext_lazy("Takes a stance: “%(found)s”"),
        "step": gettext_lazy("Says what to do: “%(found)s”"),
        "definition": gettext_lazy("Says what something is: “%(found)s”"),
        "story": gettext_lazy("Begins a story: “%(found)s”"),
        "plain": gettext_lazy("Has no figure, quote or advice to catch the eye"),
    },
    "centrality": {
        "gist": gettext_lazy("Says what the whole piece is about"),
        "part": gettext_lazy("Says what a part of the piece is about"),
        "aside": gettext_lazy("Is beside what the piece is about"),
    },
    "alone": {
        "stands_alone": gettext_lazy("Can be understood without the rest"),
        "opens_text": gettext_lazy("Opens the text: nothing before it that it could lean on"),
        "opens_section": gettext_lazy("Opens its section"),
        "midway": gettext_lazy("Begins in the middle of a paragraph"),
        "after_question": gettext_lazy("Answers a question that it does not contain"),
        "of_list": gettext_lazy("Is an item of a list, without the line that leads in to it"),
        "unnamed": gettext_lazy("Does not say who is meant: “%(found)s”"),
        "unfinished": gettext_lazy("Ends before it is finished: “%(found)s”"),
        "unanswered": gettext_lazy("Ends with a question that it does not answer"),
        "fragment": gettext_lazy("Begins with half a line: “%(found)s”"),
        "dated": gettext_lazy("Speaks of a time that passes: “%(found)s”"),
        "dangling": gettext_lazy("Begins with “%(found)s”, which leans on what stands before it"),
        "elsewhere": gettext_lazy("Points elsewhere in the text: “%(found)s”"),
        "promise": gettext_lazy("Announces what comes only after it: “%(found)s”"),
        "unbalanced": gettext_lazy("Cuts through a quotation or a bracket: “%(found)s”"),
    },
    "one_idea": {
        "one_idea": gettext_lazy("Keeps to one idea"),
        "several_ideas": gettext_lazy("Says several things at once"),
    },
    "length": {
        "brief": gettext_lazy("Is brief"),
        "readable": gettext_lazy("Is read at a glance"),
        "long": gettext_lazy("Is rather long"),
    },
    "novelty": {
        "new": gettext_lazy("Says something that no other suggestion says"),
        "alike": gettext_lazy("Says something like another suggestion"),
    },
}

_WHY_EMPTY: Mapping[str, Promise] = {
    "no_text": gettext_lazy("There is no text in this asset."),
    "no_sentence": gettext_lazy(
        "There is no sentence in this text that could be posted: tables, code and single words cannot."
    ),
    "none_alone": gettext_lazy("No sentence of this text can be understood without the others."),
    "none_telling": gettext_lazy("No sentence of this text says enough to be posted by itself."),
    SHORT: gettext_lazy(
        "This is a short piece itself. Only long ones are looked through by themselves."
    ),
    FAILED: gettext_lazy(
        "Something went wrong when this text was looked through; the reason is in the log."
    ),
}


def reasons_of(snippet: Snippet) -> list[str]:
    """In a few words each, what tells most first; none where an editor chose the span."""
    told = {(signal, code): found for signal, code, found in snippet.reasons}
    return [
        wording % {"found": told[signal, code]}
        for signal, codes in _REASONS.items()
        for code, wording in codes.items()
        if (signal, code) in told
    ]


def why_empty(code: str) -> str:
    """`code` as of `Suggested.why_empty`; nothing where there are suggestions."""
    return str(_WHY_EMPTY[code]) if code else ""
