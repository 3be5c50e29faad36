"""Texts as the index sees them: language, sentences, tokens. Chinese and English alike; pure functions."""

import re
import threading
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import opencc
import rjieba
import Stemmer

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufeff]")
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
_LETTER = re.compile(r"[^\W\d_]")

# A run of letters and digits, with what joins the parts of a name: v3.1, CVE-2021-44228, AT&T, C++.
_WORD = re.compile(r"[^\W_]+(?:[.\-_/&'’][^\W_]+)*(?:\+\+|#)?")
_PART = re.compile(r"[^\W_]+")
_DIGIT = re.compile(r"\d")

_simplified = opencc.OpenCC("t2s")
_local = threading.local()  # a stemmer keeps state, so each thread has its own


def clean(text: str) -> str:
    """Without what no encoder, database or screen can take: control characters, lone surrogates."""
    return _CONTROL.sub(" ", text)


def normalized(text: str) -> str:
    """One spelling for all: half-width, lower case, simplified characters."""
    return _simplified.convert(unicodedata.normalize("NFKC", clean(text))).lower()


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

    Chinese is cut by jieba in search mode (long words also by their parts); Latin words are stemmed;
    names with digits or joints inside (`cve-2021-44228`, `v3.1`) are kept whole beside their parts, so
    that an exact mention weighs more than its pieces.
    """
    return list(_tokens(normalized(text)))


def spelled_tokens(text: str) -> dict[str, str]:
    """The distinct tokens of a text, in order, each with the first word it came from as the text spells it."""
    spelled: dict[str, str] = {}
    for word in _WORD.finditer(clean(text)):
        for piece, spelling in _pieces(word.group()):
            for token in _tokens(piece):
                spelled.setdefault(token, spelling)
    for token in tokens(text):
        spelled.setdefault(token, token)
    return {token: spelled[token] for token in dict.fromkeys(tokens(text))}


def query_tokens(question: str) -> dict[str, str]:
    """What to look for in a question: its `spelled_tokens` without function words, unless it has no others.

    Inverse document frequency cannot be left to sort these out: in a small pool, or one half in another
    language, `the` is rare enough to make any English text an answer to any English question.
    """
    spelled = spelled_tokens(question)
    telling = {token: word for token, word in spelled.items() if token not in _function_words()}
    return telling or spelled


@lru_cache(maxsize=1)
def _function_words() -> frozenset[str]:
    text = (Path(__file__).parent / "data" / "function_words.txt").read_text(encoding="utf-8")
    return frozenset(token for word in text.split() for token in (word, *tokens(word)))


def _pieces(run: str) -> Iterator[tuple[str, str]]:
    """The words of a run of letters, normalized (jieba knows simplified characters only) and as spelled."""
    folded = normalized(run)
    place = 0
    for piece in rjieba.cut(folded) if HAN.search(folded) else [folded]:
        end = place + len(piece)
        yield piece, run[place:end] if len(folded) == len(run) else piece
        place = end


def _tokens(text: str) -> Iterator[str]:
    for word in _WORD.finditer(text):
        if HAN.search(word.group()):
            yield from _mixed_tokens(word.group())
        else:
            yield from _latin_tokens(word.group())


def _mixed_tokens(text: str) -> Iterator[str]:
    for piece in rjieba.cut_for_search(text):
        if HAN.search(piece):
            yield piece
        else:
            for word in _WORD.findall(piece):
                yield from _latin_tokens(word)


def _latin_tokens(word: str) -> Iterator[str]:
    parts = _PART.findall(word)
    if (len(parts) > 1 and _DIGIT.search(word)) or word[-1] in "+#":
        yield word
    for part in parts:
        if len(part) > 1 or part.isdigit() or len(parts) == 1:
            yield part if _DIGIT.search(part) else _stem(part)


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
