"""Pools of any size: words by Zipf's law in two languages, vectors with the mean and spread of real ones."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from search.engines.moments import of_locales
from search.engines.parts import Part
from search.engines.segments import Facets, Floats, Postings, Segment
from search.engines.texts import Texts
from search.text import tokens

LOCALES = ("en", "zh-hans")
PASSAGES_A_DOCUMENT = 10
WORDS_A_PASSAGE = 120
VOCABULARY = 100_000  # of each language
# Passages laid out at once, as a segment.
BLOCK = 50_000

# Facet -> how many values it has. One document in a hundred has a given slice: the narrow filter.
FACETS = {"kind": 8, "audience": 2, "industry": 20, "topic": 30, "stage": 5, "slice": 100}

# How far a made vector lies from the real one it began as, in deviations of the real ones.
SPREAD = 0.5


@dataclass(frozen=True)
class Likeness:
    """What is made is to be like this: `words` and `vectors` (rows, dimensions) by locale, both of real texts."""

    words: Mapping[str, Sequence[str]]
    vectors: Mapping[str, Floats]


def likeness(texts: Mapping[str, Sequence[str]], vectors: Mapping[str, Floats]) -> Likeness:
    """Words by falling frequency, made-up ones after the real ones."""
    words = {}
    for locale, of_locale in texts.items():
        counted = Counter(token for text in of_locale for token in tokens(text))
        real = [token for token, _ in counted.most_common(VOCABULARY)]
        words[locale] = [*real, *_made_up(locale, VOCABULARY - len(real))]
    return Likeness(words, vectors)


def parts(like: Likeness, passages: int, row_ids: int, seed: int = 1) -> Iterator[Part]:
    """A pool of so many passages, in segments. Their rows' ids repeat after `row_ids`."""
    random = np.random.default_rng(seed)
    vocabulary, order = _vocabulary(like)
    for start in range(0, passages, BLOCK):
        yield _part(like, vocabulary, order, start, min(BLOCK, passages - start), row_ids, random)


def words(like: Likeness, locale: str, random: np.random.Generator) -> list[str]:
    """A passage's."""
    return [like.words[locale][rank] for rank in _ranks(random, WORDS_A_PASSAGE).tolist()]


def text(like: Likeness, locale: str, random: np.random.Generator) -> str:
    """A passage's text, in sentences of twelve words."""
    chosen = words(like, locale, random)
    sentences = [chosen[start : start + 12] for start in range(0, len(chosen), 12)]
    joint, stop = ("", "。") if locale.startswith("zh") else (" ", ". ")
    return stop.join(joint.join(sentence) for sentence in sentences) + stop


def _made_up(locale: str, count: int) -> list[str]:
    if locale.startswith("zh"):
        return [chr(0x3400 + n // 400) + chr(0x4E00 + n % 400) + "造" for n in range(count)]
    syllables = [c + v for c in "bdfgklmnprtvz" for v in "aou"]
    size = len(syllables)
    return [
        "x"
        + syllables[n // size**2 % size]
        + syllables[n // size % size]
        + syllables[n % size]
        + "kab" * (n // size**3)
        for n in range(count)
    ]


def _vocabulary(like: Likeness) -> tuple[Texts, dict[str, np.ndarray]]:
    """All words in ascending order, and for each locale the place of its word of each rank."""
    words = sorted({word for of_locale in like.words.values() for word in of_locale})
    place = {word: number for number, word in enumerate(words)}
    order = {
        locale: np.array([place[word] for word in of_locale])
        for locale, of_locale in like.words.items()
    }
    return Texts.of(words), order


def _ranks(random: np.random.Generator, count: int) -> np.ndarray:
    """Zipf's law: the word of rank r comes once for r times that the first comes."""
    return (VOCABULARY ** random.random(count, dtype=np.float32)).astype(np.int64) - 1


def _part(
    like: Likeness,
    vocabulary: Texts,
    order: Mapping[str, np.ndarray],
    start: int,
    passages: int,
    row_ids: int,
    random: np.random.Generator,
) -> Part:
    documents = -(-passages // PASSAGES_A_DOCUMENT)
    codes = random.integers(0, len(LOCALES), documents).astype(np.int32)
    row_codes = np.repeat(codes, PASSAGES_A_DOCUMENT)[:passages]
    first = start // PASSAGES_A_DOCUMENT
    keys = [f"note:{number}" for number in range(first, first + documents)]
    starts = np.minimum(np.arange(documents + 1) * PASSAGES_A_DOCUMENT, passages)
    matrix = _vectors(like, row_codes, random)
    segment = Segment(
        keys=Texts.of(keys),
        key_order=np.array(sorted(range(documents), key=keys.__getitem__), dtype=np.int32),
        locale_names=LOCALES,
        locale_codes=codes,
        groups=Texts.of([""] * documents),
        facets=_facets(codes, random),
        published_at=random.uniform(1.5e9, 1.8e9, documents),
        starts=starts,
        row_ids=np.arange(start, start + passages, dtype=np.int64) % row_ids + 1,
        row_length=np.full(passages, WORDS_A_PASSAGE, dtype=np.float32),
        vector_rows=np.arange(passages, dtype=np.int32),
        matrix=matrix,
        moments=of_locales(matrix, row_codes, LOCALES),
        postings=_postings(vocabulary, order, row_codes, random),
    )
    return Part.of(segment)


def _vectors(like: Likeness, codes: np.ndarray, random: np.random.Generator) -> Floats:
    """Real ones, each moved by a little of what tells real ones of its language apart."""
    made = np.empty((len(codes), next(iter(like.vectors.values())).shape[1]), dtype=np.float32)
    for code, locale in enumerate(LOCALES):
        own = np.flatnonzero(codes == code)
        real = like.vectors[locale]
        centred = real - real.mean(axis=0)
        # Σ = CᵀC/n, so a random mixture of the rows of C has that covariance.
        mixture = random.standard_normal((len(own), min(len(real), 512)), dtype=np.float32)
        rows = centred[random.choice(len(real), mixture.shape[1], replace=False)]
        moved = SPREAD * (mixture @ rows) / np.float32(np.sqrt(len(rows)))
        made[own] = real[random.integers(0, len(real), len(own))] + moved
    return made / np.linalg.norm(made, axis=1, keepdims=True)


def _postings(
    vocabulary: Texts,
    order: Mapping[str, np.ndarray],
    codes: np.ndarray,
    random: np.random.Generator,
) -> Postings:
    size = len(codes)
    ranks = _ranks(random, size * WORDS_A_PASSAGE).reshape(size, WORDS_A_PASSAGE)
    words = np.empty_like(ranks)
    for code, locale in enumerate(LOCALES):
        words[codes == code] = order[locale][ranks[codes == code]]
    pairs = words * size + np.arange(size)[:, None]
    distinct, counts = np.unique(pairs, return_counts=True)
    present, starts = np.unique(distinct // size, return_index=True)
    return Postings(
        vocabulary.taken(present),
        np.append(starts, len(distinct)).astype(np.int64),
        (distinct % size).astype(np.int32),
        counts.astype(np.uint16),
    )


def _facets(codes: np.ndarray, random: np.random.Generator) -> Facets:
    lists: dict[tuple[str, str], np.ndarray] = {
        ("locale", locale): np.flatnonzero(codes == code) for code, locale in enumerate(LOCALES)
    }
    for name, values in FACETS.items():
        chosen = random.integers(0, values, len(codes))
        lists |= {(name, str(value)): np.flatnonzero(chosen == value) for value in range(values)}
    names = sorted(name for name, numbers in lists.items() if len(numbers))
    starts = np.concatenate([[0], np.cumsum([len(lists[name]) for name in names])])
    documents = np.concatenate([lists[name] for name in names]).astype(np.int32)
    return Facets(tuple(names), starts.astype(np.int64), documents)
