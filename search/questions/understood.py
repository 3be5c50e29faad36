"""What a question asks for, apart from its words: terms, what is not wanted, a time, a likeness."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Use(StrEnum):
    """What is made of it. `boost`: documents that fit come earlier (what is not wanted: later); `filter`: only
    those (what is not wanted: none of those); `off`: nothing, its words are words like any other."""

    BOOST = "boost"
    FILTER = "filter"
    OFF = "off"


class By(StrEnum):
    """How it was found: by a term's name or alias; by a phrase for a time or for what is not wanted; by a company
    of the pool that others are to be like; or it was not found: the caller gave it."""

    NAME = "name"
    PHRASE = "phrase"
    COMPANY = "company"
    CALLER = "caller"


# Kinds beside those of the taxonomy: a time of publication; words that name no term; a company that is not known.
TIME = "time"
WORDS = "words"
UNKNOWN_COMPANY = "company"


@dataclass(frozen=True)
class Understood:
    """`kind` and `slug` are the term's. What is no term has one of the kinds above, and its words, normalized, as
    its slug. `matched_text`: the words of the question, verbatim; empty where the caller gave it.

    `after` (inclusive) and `before` (exclusive): of a time. `note`: where something was recognised and nothing is
    made of it, why, for people; its `use` is `off` then.
    """

    kind: str
    slug: str
    matched_text: str
    by: By = By.NAME
    use: Use = Use.BOOST
    negated: bool = False
    after: datetime | None = None
    before: datetime | None = None
    note: str = ""

    @property
    def key(self) -> tuple[str, str]:
        return self.kind, self.slug
