"""What a reader wants that others do not: by what is said of their terms, and by what editors tagged so."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .engines.embedded import View
from .engines.segments import Bools, Floats, Ints
from .likeness import above_usual
from .phrases import phrase_vector
from .suitability import Values
from .text import query_tokens

# So many documents tagged with a term tell as much of it as what is said of it.
EXAMPLES = 5


@dataclass(frozen=True, eq=False)
class Terms:
    """All terms of a facet. `said`: value -> locale -> its name, aliases and description. `ordered`: whether they are
    steps of a way, in the order of `said`. Two of them are never equal, so make them once."""

    said: Mapping[str, Mapping[str, str]]
    ordered: bool = False

    @property
    def order(self) -> Sequence[str]:
        return list(self.said) if self.ordered else ()


def wanted(
    view: View,
    model: str,
    value: str,
    terms: Terms,
    tagged: Mapping[str, Ints],
    examples: Bools,
) -> Values | None:
    """How near each document comes to what the term stands for, in deviations above the usual of its locale. None
    where nothing is said of it.

    `tagged`: value -> numbers of the documents tagged with it; it is learned from those that are `examples`.
    """
    if not terms.said.get(value):
        return None
    meaning, words = np.zeros(len(view.keys)), np.zeros(len(view.keys))
    for place, locale in enumerate(view.locale_names):
        own = view.locale_numbers == place
        vector = _apart(model, value, terms, locale)
        # Where a locale has no statistics, its documents are but titles.
        if vector is not None and locale in view.group_statistics:
            meaning[own] = (view.document_vectors @ vector)[own]
        # The root, for a word that stands often in one document tells less than one that stands in another, too.
        words[own] = np.sqrt(view.tfidf @ _as_words(view, _text(terms, value, locale)))[own]
    said = _deviations(view, _deviations(view, meaning) + _deviations(view, words))
    share, likeness = _like_examples(view, value, tagged, examples)
    return _deviations(view, said + share * likeness)


def embedded(model: str, value: str, terms: Terms) -> bool:
    """Whether what is said of the term can be compared in meaning."""
    said = terms.said.get(value, {})
    return all(bool(model) and phrase_vector(model, text) is not None for text in said.values())


def _text(terms: Terms, value: str, locale: str) -> str:
    """In another language where it is said in none of this one."""
    said = terms.said[value]
    return said.get(locale) or next(iter(said.values()), "")


def _apart(model: str, value: str, terms: Terms, locale: str) -> Floats | None:
    """The term's vector less what all of its facet have in common: that tells no reader from another."""
    if not model:
        return None
    vectors = {one: phrase_vector(model, _text(terms, one, locale)) for one in terms.said}
    known = [vector for vector in vectors.values() if vector is not None]
    own = vectors[value]
    if own is None:
        return None
    apart = own - np.mean(known, axis=0) if len(known) > 1 else own
    return apart / max(float(np.linalg.norm(apart)), 1e-9)


def _as_words(view: View, text: str) -> Floats:
    """Of shape (vocabulary,): one for each word, for `tfidf` weighs it already."""
    found = np.zeros(len(view.vocabulary), dtype=np.float32)
    for token in set(query_tokens(text)):
        place = bisect_left(view.vocabulary, token)
        if place < len(found) and view.vocabulary[place] == token:
            found[place] = 1.0
    return found


def _like_examples(
    view: View, value: str, tagged: Mapping[str, Ints], examples: Bools
) -> tuple[float, Values]:
    """How much is known by what editors tagged with the term, 0 to 1, and how near each document comes to that rather
    than to what they tagged with others, in deviations."""
    own = np.zeros(len(view.keys), dtype=bool)
    own[tagged.get(value, [])] = True
    others = np.zeros(len(view.keys), dtype=bool)
    others[np.concatenate([*tagged.values(), np.zeros(0, dtype=np.int32)])] = True
    others &= examples & ~own
    own &= examples
    if not own.any():
        return 0.0, np.zeros(len(view.keys))
    vectors = view.document_vectors
    centre = vectors[own].mean(axis=0)
    if others.any():
        centre = centre - vectors[others].mean(axis=0)
    count = int(own.sum())
    return count / (count + EXAMPLES), _deviations(view, vectors @ centre)


def _deviations(view: View, values: Values | Floats) -> Values:
    return above_usual(values, view.alive_documents, view.locale_numbers)
