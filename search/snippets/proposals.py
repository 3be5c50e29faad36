"""What is proposed: spans of a document's text, each with why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class SnippetType(StrEnum):
    STATISTIC = "statistic"
    QUOTE = "quote"
    CLAIM = "claim"
    TIP = "tip"
    DEFINITION = "definition"
    STORY = "story"
    QUESTION = "question"


# What a span is judged on, each 0 to 1. How they are told: `Reason`.
SIGNALS = ("centrality", "weight", "alone", "length", "one_idea", "novelty")

# What a signal's reasons say. Those of `alone` but the first speak against a span; the last row rules it out, so no
# proposal has them.
CODES: Mapping[str, tuple[str, ...]] = {
    "centrality": ("gist", "part", "aside"),
    "weight": (
        *("percent", "money", "figure", "change", "quote", "contrast", "stance"),
        *("step", "definition", "story", "plain"),
    ),
    "alone": (
        *(
            "stands_alone",
            "opens_text",
            "opens_section",
            "midway",
            "after_question",
            "of_list",
            "unnamed",
            "unfinished",
            "unanswered",
            "fragment",
            "dated",
        ),
        *("dangling", "elsewhere", "promise", "unbalanced"),
    ),
    "length": ("brief", "readable", "long"),
    "one_idea": ("one_idea", "several_ideas"),
    "novelty": ("new", "alike"),
}

# Why nothing is proposed: there is no text; no sentence in it that could be read at a glance (tables, code, single
# words, text without a stop); none that can stand alone; none that says enough.
EMPTY = ("no_text", "no_sentence", "none_alone", "none_telling")


@dataclass(frozen=True)
class Reason:
    """One thing that speaks for a span, or against it.

    `code` is one of CODES[signal], `found` the words of the span that it was seen in, where there are such. Whoever
    shows it words it.
    """

    signal: str
    code: str
    found: str = ""


@dataclass(frozen=True)
class Proposal:
    """The span `[start, end)` of a document's text, in code points, on sentence bounds.

    `score` is 0 to 1: the higher, the more worth sharing, alike for every document. `signals` maps each of SIGNALS to
    0 to 1. `block`, `section_title` and `kind` are of the section it begins in.
    """

    start: int
    end: int
    text: str
    type: SnippetType
    score: float
    block: str = ""
    section_title: str = ""
    kind: str = "text"
    signals: Mapping[str, float] = field(default_factory=dict)
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Proposals:
    """In order of score, ties by place; `why_empty` is one of EMPTY where there are none."""

    proposals: tuple[Proposal, ...] = ()
    why_empty: str = ""
