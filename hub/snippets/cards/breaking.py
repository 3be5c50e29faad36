"""Where a line may begin, in Chinese and English: a text in atoms that no line parts."""

from collections.abc import Iterator
from dataclasses import dataclass

import regex
import rjieba

from search.text import HAN

# Written without spaces, so that a line may begin at almost any of them.
_CJK = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Bopomofo}\u3000-\u303f\u30fc\uff00-\uff9f\uffe0-\uffe6]"
_EMOJI = r"\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f|\p{Regional_Indicator}"
_SPACE = r"[^\S\u00a0\u202f\u2007\n]"
_PIECE = regex.compile(
    rf"(?P<space>{_SPACE}+)|(?P<dash>[—–]+|[…⋯]+)|(?P<ideograph>(?={_CJK}|{_EMOJI})\X)"
    rf"|(?P<word>(?:(?!{_SPACE}|[—…⋯\n]|{_CJK}|{_EMOJI})\X)+)"
)
_CLUSTER = regex.compile(r"\X")
_LINE = regex.compile(r"\s*\n\s*")
# 禁则: what no line begins with, and what none ends with.
_NO_START = frozenset(
    "，。、；：？！）】》」』〉〕”’…⋯—–～〜·・％‰℃°,.;:?!)]}%™®©ー々〻"
    "ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
)
_NO_END = frozenset("（【《「『〈〔“‘([{$¥￥£€#＃@")
_LETTER_OR_DIGIT = regex.compile(r"[\p{Latin}\p{Greek}\p{Cyrillic}\d]")
_HYPHEN = regex.compile(r"(?<=\p{L}{2}[-/])(?=\p{L}{2})")
# A name in two parts: 睿泉·听诊.
_DOTTED = regex.compile(r"\p{Han}{2}[·・‧]\p{Han}{2}")
_ADDRESS = regex.compile(r"://|@|^www\.", regex.IGNORECASE)

# A line that begins here costs as much as one that is the square root of it too long or too short, in ems.
_INSIDE_WORD = 12.0
_AFTER_HYPHEN = 12.0
_BEFORE_UNIT = 12.0
_INSIDE_NAME = 10.0  # Latin words in a Chinese text
_AFTER_SHORT_WORD = 1.0
_AFTER_LETTER = 6.0
_AFTER_PUNCTUATION = -2.0
_PUNCTUATION = frozenset("，。、；：？！…—,.;:?!”")
_PARTICLES = frozenset("的了着过吗呢吧啊地得")


@dataclass(frozen=True)
class Atom:
    """What no line parts. `space` stands before it where it does not begin a line: a space, a thin one (where Chinese
    meets Latin without one), or nothing. `cost`: of beginning a line with it, in square ems."""

    text: str
    space: str = ""
    cost: float = 0.0


THIN = "\u2009"


def paragraphs(text: str) -> list[list[Atom]]:
    """The atoms of each line that the text itself begins."""
    return [_atoms(line) for line in _LINE.split(text) if line.strip()]


def clusters(text: str) -> list[str]:
    """What readers take for one character: with its accents, or as one emoji of several."""
    return _CLUSTER.findall(text)


def _atoms(line: str) -> list[Atom]:
    atoms: list[Atom] = []
    inside = _inside_words(line)
    space = ""
    for piece in _PIECE.finditer(line):
        if piece.lastgroup == "space":
            space = " "
            continue
        for start, part in _parts(piece):
            before = atoms[-1].text if atoms else ""
            if before and _glued(before, space, part):
                atoms[-1] = Atom(before + (space and " ") + part, atoms[-1].space, atoms[-1].cost)
            else:
                hyphen = start > piece.start()
                cost = _cost(line, before, space, part, start in inside, hyphen)
                atoms.append(Atom(part, space or _thin(before, part, hyphen), cost))
            space = ""
    return atoms


def _parts(piece: regex.Match[str]) -> Iterator[tuple[int, str]]:
    """A word in the parts between its hyphens; an address stays whole."""
    text = piece.group()
    if piece.lastgroup != "word" or _ADDRESS.search(text):
        yield piece.start(), text
        return
    start = 0
    for part in _HYPHEN.split(text):
        yield piece.start() + start, part
        start += len(part)


def _glued(before: str, space: str, part: str) -> bool:
    if before[-1] in _NO_END and not space:
        return True
    return part[0] in _NO_START and (not space or part in ("%", "‰", "℃"))


def _cost(line: str, before: str, space: str, part: str, inside_word: bool, hyphen: bool) -> float:
    if not before:
        return 0.0
    if hyphen:
        return _AFTER_HYPHEN
    if before[-1] in _PUNCTUATION:
        return _AFTER_PUNCTUATION
    if before[-1].isdigit() and (len(part) <= 4 and not part[0].isdigit()):
        return _BEFORE_UNIT
    if inside_word or (part[0] in _PARTICLES and not space):
        return _INSIDE_WORD
    if HAN.search(line) and before[-1].isascii() and part[0].isascii():
        return _INSIDE_NAME
    if space and len(before) <= 3:
        return _AFTER_SHORT_WORD if len(before) > 1 else _AFTER_LETTER
    return 0.0


def _thin(before: str, part: str, hyphen: bool) -> str:
    if not before or hyphen:
        return ""
    edges = (before[-1], part[0])
    mixed = bool(HAN.match(edges[0])) != bool(HAN.match(edges[1]))
    other = edges[1] if HAN.match(edges[0]) else edges[0]
    return THIN if mixed and (_LETTER_OR_DIGIT.match(other) or other in "%+") else ""


def _inside_words(line: str) -> set[int]:
    """Where a line would begin in the middle of a Chinese word."""
    if not HAN.search(line):
        return set()
    words = [(start, end) for _, start, end in rjieba.tokenize(line, "default")]
    words += [match.span() for match in _DOTTED.finditer(line)]
    return {place for start, end in words for place in range(start + 1, end)}
