"""Texts as the index sees them: language, sentences, tokens. Chinese and English alike; pure functions."""

import re
import threading
import unicodedata
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import opencc
import rjieba
import Stemmer

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufeff]")
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
HAN = re.compile(rf"[{_HAN}]")
_LETTER = re.compile(r"[^\W\d_]")

# A run of Chinese characters; or of letters and digits, with what joins the parts of a name: v3.1, CVE-2021-44228,
# AT&T, C++, .NET.
_OTHER = rf"[^\W_{_HAN}]"
_WORD = re.compile(
    rf"[{_HAN}]+|(?:(?<!{_OTHER})(?<!\.)\.(?=[^\W\d_]))?{_OTHER}+(?:[.\-_/&'’]{_OTHER}+)*(?:\+\+|#)?"
)
_PART = re.compile(r"[^\W_]+")
_DIGIT = re.compile(r"\d")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
# Names that end in a number, written together: iso27001, wcag2.2, v3.1.
_NUMBERED = re.compile(r"([^\W\d_]+)(\d+(?:\.\d+)*)")

_simplified = opencc.OpenCC("t2s")
_local = threading.local()  # a stemmer keeps state, so each thread has its own


def clean(text: str) -> str:
    """Without what no encoder, database or screen can take: control characters, lone surrogates."""
    return _CONTROL.sub(" ", text)


def normalized(text: str) -> str:
    """One spelling for all: half-width, lower case, simplified characters, plain dashes."""
    return _unified(text).lower()


def _unified(text: str) -> str:
    """As `normalized`, but for the case."""
    return _simplified.convert(unicodedata.normalize("NFKC", clean(text)).translate(_DASHES))


def han_share(text: str) -> float:
    """How much of the text's letters are Chinese characters, 0 to 1."""
    letters = len(_LETTER.findall(text))
    return len(HAN.findall(text)) / letters if letters else 0.0


def language(text: str) -> str:
    """`zh` or `en`: which of the two writing systems carries the text.

    A Chinese character says about as much as half an English word, and Chinese B2B prose is full of Latin
    names, so a fifth of the letters is enough.
    """
    return "zh" if han_share(text) >= 0.2 else "en"


def rough_token_count(text: str) -> int:
    """What an encoder's tokenizer would count, about: for when there is no encoder to ask."""
    return int(len(text) * (0.25 + 0.42 * han_share(text))) + 1


def tokens(text: str) -> list[str]:
    """The words a text is found by, in order, with repeats.

    Chinese is cut by jieba in search mode (long words also by their parts); Latin words are stemmed. Names (with
    digits or joints inside, or before a number) are kept whole beside their parts, whatever joins these, so that
    an exact mention weighs more than its pieces: `ISO 27001`, `ISO-27001` and `ISO27001` are alike.
    """
    return [token for word in _words(_unified(text)) for token in word.tokens]


def spelled_tokens(text: str) -> dict[str, str]:
    """The distinct tokens of a text, in order, each with the first word it came from as the text spells it."""
    unified, places = _placed(text)
    if places is None:
        places, text = list(range(len(unified))), unified
    spelled: dict[str, str] = {}
    for word in _words(unified):
        for token in word.tokens:
            spelled.setdefault(token, text[places[word.start] : places[word.end - 1] + 1])
    return spelled


def spans_of(text: str, wanted: Set[str]) -> list[tuple[int, int]]:
    """Where the words stand that have one of these tokens, in code points and in order; words that touch are one span.
    None are told of a text whose letters cannot be followed through to their unified spelling."""
    unified, places = _placed(text)
    if places is None:
        return []
    spans: list[tuple[int, int]] = []
    found = (word for word in _words(unified) if not wanted.isdisjoint(word.tokens))
    for start, end in sorted((places[word.start], places[word.end - 1] + 1) for word in found):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _placed(text: str) -> tuple[str, list[int] | None]:
    """The unified text, and where each of its characters stands in `text`: one may have become several (… is ...)."""
    unified = _unified(text)
    places = [n for n, char in enumerate(text) for _ in unicodedata.normalize("NFKC", char)]
    return unified, places if len(places) == len(unified) else None


def query_tokens(question: str) -> dict[str, str]:
    """What to look for in a question: its `spelled_tokens` without function words, unless it has no others.

    Inverse document frequency cannot be left to sort these out: in a small pool, or one half in another
    language, `the` is rare enough to make any English text an answer to any English question.
    """
    spelled = spelled_tokens(question)
    telling = {token: word for token, word in spelled.items() if token not in _function_words()}
    return telling or spelled


def is_function_word(word: str) -> bool:
    """`word` in the spelling of `normalized`."""
    return word in _function_words()


@lru_cache(maxsize=1)
def _function_words() -> frozenset[str]:
    text = (Path(__file__).parent / "data" / "function_words.txt").read_text(encoding="utf-8")
    return frozenset(token for word in text.split() for token in (word, *tokens(word)))


class _Word(NamedTuple):
    start: int
    end: int
    tokens: Sequence[str]


def _words(text: str) -> Iterator[_Word]:
    """The words of a unified text, and the names that a word and the number after it make."""
    before: re.Match[str] | None = None
    for run in _WORD.finditer(text):
        if HAN.match(run.group()):
            for piece, start, end in rjieba.tokenize(run.group(), "default"):
                yield _Word(run.start() + start, run.start() + end, rjieba.cut_for_search(piece))
        else:
            yield _Word(*run.span(), _cut_latin(run.group().lower()))
            if before and _makes_name(text, before, run):
                number = run.group().lower()
                parts = _PART.findall(before.group().lower())
                yield _Word(before.start(), run.end(), [part + number for part in parts])
        before = run


def _makes_name(text: str, word: re.Match[str], number: re.Match[str]) -> bool:
    return (
        number.group()[0].isdigit()  # first, for it is seldom so
        and word.group()[0].isupper()
        and not _DIGIT.search(word.group())
        and text[word.end() : number.start()] == " "
        and word.group().lower() not in _function_words()
    )


# Texts repeat their words, so most are a look-up: some 10 MB.
@lru_cache(maxsize=65_536)
def _cut_latin(word: str) -> tuple[str, ...]:
    return tuple(_latin_tokens(word))


def _latin_tokens(word: str) -> Iterator[str]:
    if numbered := _NUMBERED.fullmatch(word):
        name, number = numbered.groups()
        yield word
        if len(name) > 1:
            yield _stem(name)
        if len(name) > 1 or name == "v":
            yield from _latin_tokens(number)
        return
    parts = _PART.findall(word)
    if word[-1] in "+#":
        yield word.rsplit("/", 1)[-1]  # C/C++ names two
    elif word[0] == "." or (len(parts) > 1 and _is_name(word, parts)):
        yield re.sub(r"[-_/]", "", word)
    for part in parts:
        if len(part) > 1 or part.isdigit() or word == part:
            yield part if _DIGIT.search(part) else _stem(part)


def _is_name(word: str, parts: Sequence[str]) -> bool:
    """Rather than two words: `3.1`, `node.js`, `at&t`, `err_reset`, `a/b`."""
    return bool(re.search(r"[\d._&]", word)) or max(map(len, parts)) == 1


def _stem(word: str) -> str:
    stemmer = getattr(_local, "stemmer", None)
    if stemmer is None:
        stemmer = _local.stemmer = Stemmer.Stemmer("english")
    return stemmer.stemWord(word)


# Where a sentence may end: Chinese stops at once, Latin ones before a space, and both take the closing
# quotes and brackets with them. A line break always ends one. A run of stops is tried once, at its start:
# from each of its places it would take quadratic time.
_STOP = re.compile(
    r"[。！？；…]+[”’」』）】》\"']*|(?<![.!?])[.!?]++[”’\"')\]]*+(?=\s|$|[\u4e00-\u9fff])|\n+"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(“\"'])(?:Mr|Mrs|Ms|Dr|Prof|Sr|Jr|St|vs|etc|e\.g|i\.e|cf|al|approx|Inc|Ltd|Co|Corp|Fig|No|Nos|Vol|pp?|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|[A-Z](?:\.[A-Z])*)\.$"
)
_LONGEST_ABBREVIATION = 20


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences' spans, in code points, without surrounding white space; together they hold every
    character that is not white space. Decimals, abbreviations, initials and URLs do not end a sentence."""
    spans: list[tuple[int, int]] = []
    start = 0
    for stop in _STOP.finditer(text):
        if stop.group().startswith(".") and _inside_sentence(text, start, stop):
            continue
        _add_span(spans, text, start, stop.end())
        start = stop.end()
    _add_span(spans, text, start, len(text))
    return spans


def _inside_sentence(text: str, start: int, stop: re.Match[str]) -> bool:
    if stop.group() != ".":
        return False
    following = text[stop.end() : stop.end() + 2].lstrip()
    if following and following[0].islower():
        return True
    # The sentence's own end, cut out: so its first word may be one, and a long sentence costs no more.
    end = text[max(start, stop.end() - _LONGEST_ABBREVIATION) : stop.end()]
    return bool(following) and _ABBREVIATION.search(end) is not None


def _add_span(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        spans.append((start, end))
