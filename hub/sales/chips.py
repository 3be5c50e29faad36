"""What was understood in a question, as chips that a click sets to the next use."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, gettext_lazy, pgettext

from hub.taxonomy.models import TermKind
from hub.taxonomy.vocabulary import Vocabulary
from search.understanding import TIME, WORDS, Understood, Use

# In the address: ?only=industry:automotive&off=persona:finance
PARAMETERS = {"boost": Use.BOOST, "only": Use.FILTER, "off": Use.OFF}
_PARAMETER_OF = {use: name for name, use in PARAMETERS.items()}
# Kinds of terms that assets are found by.
FACETS = frozenset(TermKind.values) - {TermKind.CHANNEL, TermKind.CONTENT_FAMILY}

_NEXT = {Use.BOOST: Use.FILTER, Use.FILTER: Use.OFF, Use.OFF: Use.BOOST}
# Whether it is what is not wanted, and the use.
_STATES = {
    (False, Use.BOOST): gettext_lazy("comes first"),
    (False, Use.FILTER): gettext_lazy("only these"),
    (False, Use.OFF): gettext_lazy("ignored"),
    (True, Use.BOOST): gettext_lazy("comes last"),
    (True, Use.FILTER): gettext_lazy("left out"),
    (True, Use.OFF): gettext_lazy("ignored"),
}

Uses = Mapping[tuple[str, str], Use]


@dataclass(frozen=True)
class Chip:
    """`words`: of the question, by which it was understood. `parameter` and `value`: as it stands in the address.
    `query`: the address with the next use, whose state is `then`."""

    kind: str
    name: str
    words: str
    use: Use
    state: str
    then: str
    parameter: str
    value: str
    query: str


@dataclass(frozen=True)
class Note:
    """Words of the question that were recognised, and why nothing is made of them."""

    words: str
    text: str


def uses(params: QueryDict) -> Uses:
    """What someone wants made of things, as the address has it. Other kinds of things are left out."""
    found = {}
    for parameter, use in PARAMETERS.items():
        for value in params.getlist(parameter):
            kind, _, slug = value.partition(":")
            if kind in FACETS or kind in (TIME, WORDS):
                found[kind, slug] = use
    return found


def kept(params: QueryDict) -> list[tuple[str, str]]:
    """What of the address goes along with the next question: names and values."""
    return [(name, value) for name in PARAMETERS for value in params.getlist(name)]


def chips(
    params: QueryDict, understood: Iterable[Understood], vocabulary: Vocabulary
) -> list[Chip]:
    return [
        _chip(params, one, name, kind)
        for one in understood
        if not one.note
        for kind, name in _named(one, vocabulary)
    ]


def notes(understood: Iterable[Understood]) -> list[Note]:
    return [Note(one.matched_text, one.note) for one in understood if one.note]


def _named(one: Understood, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """Its kind and name for people; none of a kind that assets are not found by."""
    if one.kind == TIME:
        return [(gettext("When"), _period(one.after, one.before))]
    if one.kind == WORDS:
        return [(gettext("Words"), one.matched_text)]
    term = vocabulary.term(one.kind, one.slug)
    if term is None or one.kind not in FACETS:
        return []
    return [(str(TermKind(one.kind).label), term.name_in(get_language() or ""))]


def _chip(params: QueryDict, one: Understood, name: str, kind: str) -> Chip:
    value = ":".join(one.key)
    following = _NEXT[one.use]
    return Chip(
        kind=kind,
        name=pgettext("what is not wanted", "not %(name)s") % {"name": name}
        if one.negated
        else name,
        words="" if one.matched_text.lower() == name.lower() else one.matched_text,
        use=one.use,
        state=str(_STATES[one.negated, one.use]),
        then=str(_STATES[one.negated, following]),
        parameter=_PARAMETER_OF[one.use],
        value=value,
        query=_query(params, value, following),
    )


def _query(params: QueryDict, value: str, use: Use) -> str:
    params = params.copy()
    for parameter in PARAMETERS:
        params.setlist(parameter, [v for v in params.getlist(parameter) if v != value])
    params.appendlist(_PARAMETER_OF[use], value)
    return params.urlencode()


def _period(after: datetime | None, before: datetime | None) -> str:
    """In months: `before` is the first moment that is out."""
    first = after and date_format(after, "YEAR_MONTH_FORMAT")
    if before is None:
        return gettext("since %(month)s") % {"month": first}
    if after is None:
        return gettext("before %(month)s") % {"month": date_format(before, "YEAR_MONTH_FORMAT")}
    last = date_format(before - timedelta(days=1), "YEAR_MONTH_FORMAT")
    return str(first) if first == last else f"{first} – {last}"
