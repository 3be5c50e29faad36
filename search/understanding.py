"""Question in, what it asks for out: terms of the taxonomy, what is not wanted, a time, a company to be like."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.utils.translation import gettext

from .questions.companies import Company, find_likenesses, named
from .questions.dates import find_periods
from .questions.negation import Negation, find_negations, is_denied
from .questions.terms import Folded, Mention, TermEntry, find_mentions
from .questions.understood import TIME, UNKNOWN_COMPANY, WORDS, By, Understood, Use
from .text import is_function_word, normalized, query_tokens

__all__ = [
    "TIME",
    "WORDS",
    "Asked",
    "By",
    "Company",
    "TermEntry",
    "Understood",
    "Use",
    "register",
    "register_companies",
    "understand",
]

Key = tuple[str, str]
Span = tuple[int, int]

Vocabulary = Callable[[], Iterable[TermEntry]]
Companies = Callable[[object], Iterable[Company]]

_vocabularies: list[Vocabulary] = []
_companies: list[Companies] = []


def register(vocabulary: Vocabulary) -> None:
    """Have questions understood by these terms; they are asked for at each question."""
    _vocabularies.append(vocabulary)


def register_companies(companies: Companies) -> None:
    """Have questions for the like of these companies understood; given a viewer, those that the viewer may know
    of. They are asked for where a question names one."""
    _companies.append(companies)


@dataclass(frozen=True)
class Asked:
    """`text`: what to look for, which is the question without what `understood` takes care of."""

    text: str
    understood: tuple[Understood, ...] = ()


def understand(
    question: str,
    now: datetime,
    viewer: object = None,
    uses: Mapping[Key, Use] | None = None,
) -> Asked:
    """`uses`: what the caller wants made of what is found, by kind and slug, in place of the usual. A term made a
    filter is one whether the question names it or not; of anything else that is not found nothing is made."""
    entries = [entry for vocabulary in _vocabularies for entry in vocabulary()]
    text = Folded(question)
    finds = _Finds(text)
    mentions = find_mentions(text, entries)
    _add_terms(finds, mentions, find_negations(text, mentions))
    _add_periods(finds, now)
    _add_companies(
        finds, mentions, lambda: [c for companies in _companies for c in companies(viewer)]
    )
    return _asked(finds, {entry.key for entry in entries}, uses or {})


@dataclass
class _Find:
    """`spans`: of `Folded.text`, what leaves the question where something is made of it."""

    place: int
    understood: Understood
    spans: Sequence[Span] = ()


@dataclass
class _Finds:
    """What was found, each thing once: at its first mention."""

    text: Folded
    by_key: dict[Key, _Find] = field(default_factory=dict)

    def add(self, understood: Understood, place: int, *spans: Span) -> None:
        if (before := self.by_key.get(understood.key)) and before.place <= place:
            return
        self.by_key[understood.key] = _Find(place, understood, spans)

    def leave_alone(self, kind: str, start: int, end: int, note: str, *, negated: bool) -> None:
        words = self.text.verbatim(start, end)
        self.add(
            Understood(kind, normalized(words), words, By.PHRASE, Use.OFF, negated, note=note),
            start,
        )


def _add_terms(finds: _Finds, mentions: Sequence[Mention], negations: Sequence[Negation]) -> None:
    denied = {mention for negation in negations for mention in negation.terms}
    wanted = [mention for mention in mentions if mention not in denied]
    for mention in wanted:
        words = finds.text.verbatim(mention.start, mention.end)
        finds.add(Understood(mention.kind, mention.slug, words), mention.start)
    wanted_keys = {mention.key for mention in wanted}
    for negation in negations:
        span = negation.start, negation.end
        # What is wanted and denied in one question is too hard to read.
        terms = [term for term in negation.terms if term.key not in wanted_keys]
        for term in terms:
            words = finds.text.verbatim(*span)
            out = Understood(*term.key, words, use=Use.FILTER, negated=True)
            finds.add(out, negation.start, span)
        for words_span in negation.words:
            words = finds.text.verbatim(*words_span)
            out = Understood(WORDS, normalized(words), words, By.PHRASE, negated=True)
            finds.add(out, negation.start, span)
        if not terms and not negation.words:
            note = gettext("Read as it stands: nothing is left out for it.")
            finds.leave_alone(WORDS, *span, note, negated=True)


def _add_periods(finds: _Finds, now: datetime) -> None:
    for period in find_periods(finds.text, now):
        span = period.start, period.end
        if is_denied(finds.text, period.start):
            note = gettext("Read as it stands: no time is left out for it.")
            finds.leave_alone(TIME, *span, note, negated=True)
        elif not period.ahead:
            words = finds.text.verbatim(*span)
            use = Use.FILTER if period.strict else Use.BOOST
            out = Understood(
                TIME,
                normalized(words),
                words,
                By.PHRASE,
                use,
                after=period.after,
                before=period.before,
            )
            finds.add(out, period.start, *([span] if period.strict else ()))
        elif period.strict:
            note = gettext("Read as it stands: nothing is published at a time to come.")
            finds.leave_alone(TIME, *span, note, negated=False)


def _add_companies(
    finds: _Finds, mentions: Sequence[Mention], companies: Callable[[], list[Company]]
) -> None:
    likenesses = find_likenesses(finds.text)
    pool = companies() if likenesses else []
    for likeness in likenesses:
        company, end = named(finds.text, likeness, pool)
        words = finds.text.verbatim(likeness.start, end)
        facets = company.facets if company else {}
        terms = [(kind, slug) for kind, slugs in facets.items() for slug in sorted(slugs)]
        for term in terms:
            like = Understood(*term, words, By.COMPANY)
            finds.add(like, likeness.start, (likeness.start, end))
        says_more = any(likeness.start < mention.start < end for mention in mentions)
        if not terms and not says_more and _telling(finds.text.verbatim(*likeness.name)):
            note = gettext(
                "The pool does not know this company's industry: it is looked for by meaning."
            )
            finds.leave_alone(UNKNOWN_COMPANY, likeness.start, end, note, negated=False)


def _asked(finds: _Finds, terms: Collection[Key], uses: Mapping[Key, Use]) -> Asked:
    in_order = sorted(finds.by_key.values(), key=lambda find: (find.place, find.understood.key))
    understood = []
    denied: list[Span] = []
    settled: list[Span] = []
    for find in in_order:
        one = find.understood
        if not one.note:
            one = replace(one, use=uses.get(one.key, one.use))
        understood.append(one)
        if one.use is not Use.OFF and (one.kind != TIME or one.use is Use.FILTER):
            (denied if one.negated else settled).extend(find.spans)
    for key, use in uses.items():
        if use is Use.FILTER and key in terms and key not in finds.by_key:
            understood.append(Understood(*key, "", By.CALLER, use))
    rest = _without(finds.text, [*denied, *settled])
    # A question that says no more than a time or a company is looked for as it stands.
    return Asked(rest if _telling(rest) else _without(finds.text, denied), tuple(understood))


def _without(text: Folded, spans: Iterable[Span]) -> str:
    """The question without some spans of `Folded.text`."""
    gone = {place for span in spans for place in range(*text.span(*span))}
    if not gone:
        return text.original
    rest = "".join(" " if n in gone else char for n, char in enumerate(text.original))
    return " ".join(rest.split()).strip(" ,，、")


def _telling(text: str) -> bool:
    return any(not is_function_word(token) for token in query_tokens(text))
