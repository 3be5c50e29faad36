"""What a question does not want. Careful: a negation that is not sure stays a part of the question, and is told."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import rjieba

from ..text import HAN, is_function_word
from .cues import CHINESE_GAP, CLAUSE_END, CUES, FILLERS, JOINT, SECTOR, SUBJECT, TAIL, Cue
from .terms import Folded, Mention

# What "other than X" and "no X" may leave out: a piece is of one sector or about one product, but speaks of several
# topics, to several readers.
EXCLUSIVE = frozenset({"industry", "product", "campaign", "format", "content_type"})

_LATIN_WORD = re.compile(r"[a-z][a-z0-9_+#]*(?:[.\-&/'’][a-z0-9_+#]+)*")
_WORDS = re.compile(
    r"[\u3400-\u9fff]{2,6}?(?=$|[^\u3400-\u9fff]|的|行业|客户|企业|公司|机构|以外|之外)"
    r"|[a-z][a-z0-9'’-]*(?: [a-z][a-z0-9'’-]*)?"
)
# What may stand before a negation in a clause that is nothing else.
_LEADING = frozenset(["and", "so", "please", "或", "也", "请", "并且", "而且", "可是"])
_LOOK_BACK = 30
_SPACE = re.compile(r"\s*")
_WISH = re.compile(r"(?:要|用|用过|want|use|using)$")
# Cues that deny all sorts of things (not good, 不是问题), not only what is to be left out.
_LOOSE = re.compile(r"(?:not|n['’]?t|是|non[-\s]|非)$")
_QUESTIONING = re.compile(r"(?:is|are|was|were|do|does|did)n")


@dataclass(frozen=True)
class Negation:
    """Spans are of `Folded.text`. `terms`: those that are not wanted; `words`: the spans of names and words that are
    not wanted and name no term. Neither: recognised, but left alone."""

    start: int
    end: int
    terms: tuple[Mention, ...] = ()
    words: tuple[tuple[int, int], ...] = ()

    @property
    def applied(self) -> bool:
        return bool(self.terms or self.words)


def find_negations(text: Folded, mentions: Sequence[Mention]) -> list[Negation]:
    """In order, none overlapping another. `mentions`: of all terms in the text, in order."""
    reader = _Reader(text, mentions)
    cues = [
        (*found.span(), cue) for cue, words in CUES.items() for found in words.finditer(text.text)
    ]
    negations: list[Negation] = []
    for start, end, cue in sorted(cues, key=lambda found: (found[0], -found[1])):
        if negations and start < negations[-1].end:
            continue
        if negation := reader.read(start, end, cue):
            negations.append(negation)
    return negations


def is_denied(text: Folded, place: int) -> bool:
    """Whether a negation stands right before `place`."""
    start = max(0, place - _LOOK_BACK)
    cues = (
        found
        for cue in (Cue.EXCLUDE, Cue.BESIDE)
        for found in CUES[cue].finditer(text.text, start, place)
    )
    return any(FILLERS.fullmatch(text.text, found.end(), place) for found in cues)


class _Reader:
    def __init__(self, text: Folded, mentions: Sequence[Mention]):
        self._folded = text
        self._text = text.text
        self._mentions: dict[int, list[Mention]] = {}
        for mention in mentions:
            self._mentions.setdefault(mention.start, []).append(mention)
        self._inside = {n for m in mentions for n in range(m.start, m.end)}
        ends = [
            found.span()
            for ending in (CLAUSE_END, CHINESE_GAP)
            for found in ending.finditer(self._text)
        ]
        self._clause_ends = [-1, *sorted(start for start, _ in ends), len(self._text)]
        self._clause_starts = [0, *sorted(end for _, end in ends)]
        self._capitals_tell = _capitals_tell(text.original)

    def read(self, start: int, end: int, cue: Cue) -> Negation | None:
        """None where the cue at this span denies nothing that can be told from other words."""
        if start in self._inside:  # 非计划停机, a topic
            return None
        chinese = bool(HAN.search(self._text, start, end))
        first = self._skip(FILLERS, end)
        terms, names, last = self._listed(first, chinese)
        tail = self._skip(TAIL, last)
        if not terms and not names:
            return self._of_words(start, end, cue, first)
        left_alone = Negation(start, last)
        over = self._ends(tail) or (tail > last if chinese else self._breaks(tail, cue))
        if self._is_question(start) or not over:
            return left_alone
        whole = self._begins(start) and self._ends(tail)
        about = SUBJECT.search(self._text, last, tail)
        match cue:
            case Cue.ABSENT if not whole or names:
                return left_alone
            case Cue.EXCLUDE:
                # "Do not want downtime" wishes for less of it; "do not want downtime stories" does not.
                if _WISH.search(self._text, start, end) and not about and _of_topic(terms):
                    return left_alone
            case _ if any(term.kind not in EXCLUSIVE for term in terms):
                return left_alone
        return Negation(start, tail, tuple(terms), tuple(names))

    def _listed(
        self, place: int, chinese: bool
    ) -> tuple[list[Mention], list[tuple[int, int]], int]:
        """The terms and names that stand at `place`, joined by "or" and the like, and where they end."""
        terms: list[Mention] = []
        names: list[tuple[int, int]] = []
        end = place
        while True:
            if found := self._mentions.get(place):
                if terms and found[0].kind != terms[0].kind:
                    break
                terms += found
                end = found[0].end
            elif (name_end := self._name(place, chinese)) > place:
                names.append((place, name_end))
                end = name_end
            else:
                break
            joint = JOINT.match(self._text, self._skip(TAIL, end)) or JOINT.match(self._text, end)
            if not joint:
                break
            place = self._skip(FILLERS, joint.end())
        return terms, names, end

    def _name(self, place: int, chinese: bool) -> int:
        """Where the name that stands at `place` ends: Latin words in a Chinese question, else words in capitals."""
        end = place
        while (word := _LATIN_WORD.match(self._text, place)) and word.end() - place > 1:
            capital = self._folded.verbatim(place, place + 1).isupper() and self._capitals_tell
            if is_function_word(word.group()) or not (chinese or capital):
                break
            end = word.end()
            place = end + 1 if self._text[end : end + 1] == " " else len(self._text)
        return end

    def _of_words(self, start: int, end: int, cue: Cue, first: int) -> Negation | None:
        """Words that are no name and name no term: only where the negation is a clause of its own."""
        words = _WORDS.match(self._text, first)
        if cue is Cue.ABSENT or not words or not _telling(words.group()):
            return None
        tail = self._skip(TAIL, words.end())
        of_sector = SECTOR.search(self._text, words.end(), tail)
        over = self._ends(tail) or (cue is Cue.PREFIX and tail > words.end())
        if not over or (_LOOSE.search(self._text, start, end) and not self._begins(start)):
            return None
        if self._is_question(start) or (cue is not Cue.EXCLUDE and not of_sector):
            return Negation(start, words.end())
        return Negation(start, tail, words=(words.span(),))

    def _is_question(self, start: int) -> bool:
        """Whether the negation only asks: isn't it …? 不是……吗？"""
        end = self._clause_ends[bisect_left(self._clause_ends, start)]
        asking = _QUESTIONING.match(self._text, start) and not self._before(start)
        return bool(asking) or self._text[:end].endswith(("吗", "么", "嘛"))

    def _begins(self, place: int) -> bool:
        """Whether a clause begins here."""
        before = self._before(place)
        return _LEADING.issuperset(before) or before[-1] in ("who", "that", "which")

    def _before(self, place: int) -> list[str]:
        """The words of the clause before `place`."""
        start = self._clause_starts[bisect_right(self._clause_starts, place) - 1]
        return self._text[start:place].split()

    def _ends(self, place: int) -> bool:
        """Whether a clause ends here."""
        end = self._clause_ends[bisect_left(self._clause_ends, place)]
        return not self._text[place:end].strip()

    def _breaks(self, place: int, cue: Cue) -> bool:
        """Whether what was named is over: the next word begins something else (customers *who* …)."""
        if cue is Cue.PREFIX:
            return True
        word = _LATIN_WORD.match(self._text, self._skip(_SPACE, place))
        return word is not None and is_function_word(word.group())

    def _skip(self, what: re.Pattern[str], place: int) -> int:
        found = what.match(self._text, place)
        return found.end() if found else place


def _of_topic(terms: Sequence[Mention]) -> bool:
    return any(term.kind == "topic" for term in terms)


def _telling(words: str) -> bool:
    pieces = rjieba.cut(words) if HAN.search(words) else words.split()
    return len(pieces) <= 2 and not any(is_function_word(piece) for piece in pieces)


def _capitals_tell(text: str) -> bool:
    """Whether a capital marks a name: not where every other word has one."""
    words = re.findall(r"[A-Za-z][\w'’-]*", text)
    return 2 * sum(word[0].isupper() for word in words[1:]) <= len(words)
