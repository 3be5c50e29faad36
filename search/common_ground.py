"""Why two documents are alike: the terms and words they share, and the passages of each that come closest."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

import numpy as np
from django.utils.translation import gettext
from scipy.sparse import csr_matrix

from .documents import source_of
from .engines.embedded import View
from .engines.segments import Floats
from .likeness import Likeness, shared_terms
from .matches import Evidence, Reason
from .models import Change, IndexedPassage
from .text import is_function_word, spelled_tokens

# How many shared terms, and shared words, are named.
NAMED_TERMS = 4
NAMED_WORDS = 4

# From so many deviations on, two documents are said to be close in meaning.
CLOSE = 2.0


@dataclass(frozen=True)
class Pair:
    """`likeness` is that of all documents to the one with `key`."""

    key: str
    other: str
    likeness: Likeness


@dataclass(frozen=True)
class Grounds:
    """`evidence` is the passage of the other document, `own_evidence` that of the one asked about."""

    reasons: tuple[Reason, ...]
    evidence: tuple[Evidence, ...]
    own_evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Text:
    """A document's passages in order; `vectors` are of those in `embedded` (positions)."""

    passages: Sequence[IndexedPassage]
    embedded: Sequence[int]
    vectors: Floats
    _spelled: dict[str, str] = field(default_factory=dict)
    _unread: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, passages: Sequence[IndexedPassage], dimensions: int) -> "Text":
        rows = [
            (place, np.frombuffer(p.vector, "<f4"))
            for place, p in enumerate(passages)
            if p.vector and len(p.vector) == 4 * dimensions
        ]
        vectors = np.array([row for _, row in rows], dtype=np.float32).reshape(-1, dimensions)
        title = [passages[0].document.title] if passages else []
        unread = [part for p in reversed(passages) for part in (p.text, p.section_title)] + title
        return cls(passages, [place for place, _ in rows], vectors, {}, unread)

    def spelled(self, token: str) -> str:
        """The token as the text first spells it. Read no further than it takes."""
        while token not in self._spelled and self._unread:
            for found, spelling in spelled_tokens(self._unread.pop()).items():
                self._spelled.setdefault(found, spelling)
        return self._spelled.get(token, token)


def read(keys: Collection[str], model: str, dimensions: int) -> dict[str, Text]:
    """The texts of documents as they are indexed. One query."""
    rows = (
        IndexedPassage.objects.filter(document__key__in=keys, model=model)
        .select_related("document")
        .defer("tokens")
        .order_by("document_id", "position")
    )
    found = {
        passages[0].document.key: Text.of(passages, dimensions)
        for passages in (list(group) for _, group in groupby(rows, lambda row: row.document_id))
    }
    return {key: found.get(key) or Text.of((), dimensions) for key in keys}


def explained(
    view: View, model: str, pairs: Sequence[Pair], texts: Mapping[str, Text]
) -> Iterator[Grounds]:
    """The grounds of each pair, in order; `texts` are those of the documents asked about."""
    others = read(dict.fromkeys(pair.other for pair in pairs), model, view.dimensions)
    keys = {key for pair in pairs for key in (pair.key, pair.other)}
    changed = set(Change.objects.filter(key__in=keys).values_list("key", flat=True))
    for pair in pairs:
        own, other = texts[pair.key], others[pair.other]
        evidence, own_evidence = _closest(view, pair, own, other, changed)
        yield Grounds(tuple(_reasons(view, pair, own)), evidence, own_evidence)


def _reasons(view: View, pair: Pair, own: Text) -> Iterator[Reason]:
    number, other = view.number_of[pair.key], view.number_of[pair.other]
    for facet, value in shared_terms(view, number, other)[:NAMED_TERMS]:
        yield Reason(facet, value)
    words = _shared_words(view, number, other, own)
    if words:
        yield Reason("words", " · ".join(words))
    if not words or pair.likeness.meaning_above[other] >= CLOSE:
        yield Reason("meaning", gettext("close in meaning"))


def _shared_words(view: View, number: int, other: int, own: Text) -> list[str]:
    """What makes them most alike, as the document asked about spells it; no word beside one that holds it."""
    shared: csr_matrix = view.tfidf[number].multiply(view.tfidf[other]).tocsr()
    words: list[str] = []
    for place in np.argsort(-shared.data, kind="stable"):
        token = view.vocabulary[shared.indices[place]]
        if not _names_something(token):
            continue
        word = own.spelled(token)
        folded = word.casefold()
        if not any(folded in said.casefold() or said.casefold() in folded for said in words):
            words.append(word)
        if len(words) == NAMED_WORDS:
            break
    return words


def _names_something(token: str) -> bool:
    """Not a function word, a bare number or a single letter."""
    if is_function_word(token) or (len(token) == 1 and token.isascii()):
        return False
    return any(character.isalpha() for character in token)


def _closest(
    view: View, pair: Pair, own: Text, other: Text, changed: Collection[str]
) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]]:
    """The passages of the other and of the own document that come closest in meaning; of neither where there are
    no vectors, or a document no longer says so."""
    if not len(own.vectors) or not len(other.vectors):
        return (), ()
    cosines = _centred(view, pair.key, own.vectors) @ _centred(view, pair.other, other.vectors).T
    place, other_place = divmod(int(np.argmax(cosines)), cosines.shape[1])
    passage = own.passages[own.embedded[place]]
    other_passage = other.passages[other.embedded[other_place]]
    for key, quoted in ((pair.key, passage), (pair.other, other_passage)):
        if key in changed and not _still_says(key, quoted):
            return (), ()
    return (_quoted(other_passage),), (_quoted(passage),)


def _centred(view: View, key: str, vectors: Floats) -> Floats:
    """Less what is usual in the document's locale, so that no passage is close for being of no subject."""
    usual = view.group_statistics.get(view.locales[view.number_of[key]])
    centred = vectors - usual.mean if usual else vectors
    return centred / np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-9)


def _quoted(passage: IndexedPassage) -> Evidence:
    return Evidence(passage.text, passage.section_title, passage.start, passage.end)


def _still_says(key: str, passage: IndexedPassage) -> bool:
    document = source_of(key).document(key)
    return document is not None and document.text[passage.start : passage.end] == passage.text
