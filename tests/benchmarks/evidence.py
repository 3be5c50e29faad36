"""Whether the sentence that is quoted answers: how often it holds the answer that people marked in the text."""

import hashlib
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from search.encoder.base import Vectors, get_encoder
from search.engines.embedded import View
from search.engines.segments import DocumentEntry, Floats, PassageEntry
from search.evidence import Candidate, Quote, quotes, scored
from search.filters import NO_FILTERS
from search.ranking import WEIGHTS, Question, Ranking, rank
from search.sentences import pack, unpack
from search.text import query_tokens, rough_token_count, sentences, tokens
from tests.conftest import CORPUS

from .machine import table
from .run import Skipped
from .vectors import document_vectors, query_vectors

# Of CMRC 2018, which has 848 paragraphs of a dozen sentences.
CMRC_PARAGRAPHS = 240
# Passages of a document that evidence is looked for in.
BEST = 3


@dataclass(frozen=True)
class Asked:
    """`answers`: the spans `[start, end)` of the paragraph that answer it."""

    text: str
    paragraph: int
    answers: Sequence[tuple[int, int]]


@dataclass(frozen=True)
class Corpus:
    """Paragraphs as passages of documents: `documents[n]` is the key of the one that paragraph n is of, and
    `titles[n]` its title."""

    locale: str
    paragraphs: Sequence[str]
    titles: Sequence[str]
    documents: Sequence[str]
    questions: Sequence[Asked]

    @cached_property
    def view(self) -> View:
        vectors = document_vectors(self.paragraphs)
        entries = [
            DocumentEntry(key, self.locale, "", {}, 0.0, tuple(self._passages(key, vectors)))
            for key in dict.fromkeys(self.documents)
        ]
        return View(get_encoder().dimensions).with_changes(entries, [])

    def _passages(self, document: str, vectors: Vectors) -> Iterator[PassageEntry]:
        for number, (key, text) in enumerate(zip(self.documents, self.paragraphs, strict=True)):
            if key == document:
                found, counts = np.unique(tokens(text), return_counts=True)
                bag = dict(zip(found.tolist(), counts.tolist(), strict=True))
                yield PassageEntry(number, bag, vectors[number])

    @cached_property
    def sentences(self) -> Sequence[Vectors]:
        """Of each paragraph, as the index keeps them."""
        texts = [[text[a:b] for a, b in sentences(text)] for text in self.paragraphs]
        vectors = document_vectors([text for of_paragraph in texts for text in of_paragraph])
        bounds = np.cumsum([len(of_paragraph) for of_paragraph in texts])[:-1]
        parts = np.split(vectors, bounds)
        return [_kept(part) for part in parts]


def _kept(vectors: Vectors) -> Vectors:
    kept = unpack(pack(vectors), *vectors.shape)
    assert kept is not None
    return kept


@dataclass(frozen=True)
class Tried:
    """A question whose paragraph came first: whether the first sentence, the best one by words, the best one by
    words and meaning, and all that is quoted hold the answer; and how long that is, in tokens."""

    first: bool
    by_words: bool
    best: bool
    quoted: bool
    length: int


def measure() -> Iterator[str]:
    if not CORPUS.is_dir():
        raise Skipped(f"there is no development data at {CORPUS}")
    yield "How often what is quoted holds the answer, of the questions whose paragraph comes first, and"
    yield "how long the quotation is, in tokens. The constants of `search/evidence.py` were chosen on the"
    yield "other half of the questions. *articles*: a document is an article of some five paragraphs,"
    yield "and what is quoted may come from any of its best three."
    yield ""
    headings = [
        "",
        "questions",
        "first sentence",
        "best by words",
        "best by words and meaning",
        "quoted (two at most)",
        "tokens",
    ]
    yield from table(headings, (_row(name, corpus) for name, corpus in corpora().items()))


def corpora() -> Mapping[str, Corpus]:
    english, chinese = _xquad("en"), _xquad("zh")
    return {
        "XQuAD en": _paragraphs_alone(english),
        "XQuAD zh": _paragraphs_alone(chinese),
        "CMRC 2018": _paragraphs_alone(_cmrc()),
        "XQuAD zh on en": _paragraphs_alone(_asked_by(chinese, english)),
        "XQuAD en on zh": _paragraphs_alone(_asked_by(english, chinese)),
        "XQuAD en, articles": english,
        "XQuAD zh, articles": chinese,
        "XQuAD zh on en, articles": _asked_by(chinese, english),
        "XQuAD en on zh, articles": _asked_by(english, chinese),
    }


def held_out(question: Asked) -> bool:
    return hashlib.sha256(question.text.encode()).digest()[0] % 2 == 1


def _row(name: str, corpus: Corpus) -> list[str]:
    tried = list(tries(corpus))
    shares = [
        f"{np.mean([getattr(one, what) for one in tried]):.3f}"
        for what in ("first", "by_words", "best", "quoted")
    ]
    return [name, str(len(tried)), *shares, f"{np.mean([one.length for one in tried]):.0f}"]


def tries(corpus: Corpus) -> Iterator[Tried]:
    asked = [question for question in corpus.questions if held_out(question)]
    for question, vector in zip(asked, query_vectors([q.text for q in asked]), strict=True):
        mask = corpus.view.document_mask(NO_FILTERS)
        ranking = rank(corpus.view, Question.of(question.text, vector), mask, WEIGHTS)
        if one := _tried(corpus, question, vector, ranking):
            yield one


def _tried(corpus: Corpus, question: Asked, vector: Floats, ranking: Ranking) -> Tried | None:
    view = corpus.view
    document = int(np.argmax(ranking.fused))
    if view.keys[document] != corpus.documents[question.paragraph]:
        return None
    rows = sorted(view.rows_of(document), key=lambda row: -ranking.row_scores[row])[:BEST]
    numbers = [int(view.row_ids[row]) for row in rows]
    weights = {token: view.weight(token) for token in query_tokens(question.text)}
    candidates = [
        Candidate(
            corpus.paragraphs[number],
            set(tokens(corpus.titles[number].replace("_", " "))),
            float(ranking.row_scores[row]),
            corpus.sentences[number] @ vector,
        )
        for number, row in zip(numbers, rows, strict=True)
    ]
    without = [replace(candidate, nearness=None) for candidate in candidates]
    opening = Quote(0, *sentences(candidates[0].text)[0])
    quoted = quotes(candidates, weights)

    def holds(*given: Quote) -> bool:
        return any(
            numbers[quote.candidate] == question.paragraph
            and quote.start <= start
            and end <= quote.end
            for quote in given
            for start, end in question.answers
        )

    return Tried(
        holds(opening),
        holds(_best(without, weights)),
        holds(_best(candidates, weights)),
        holds(*quoted),
        sum(rough_token_count(candidates[q.candidate].text[q.start : q.end]) for q in quoted),
    )


def _best(candidates: Sequence[Candidate], weights: Mapping[str, float]) -> Quote:
    best = max(scored(candidates, weights), key=lambda sentence: sentence.score)
    return Quote(best.candidate, best.start, best.end)


def _paragraphs_alone(corpus: Corpus) -> Corpus:
    """Each a document; its title goes on being that of its article."""
    return replace(corpus, documents=[str(number) for number in range(len(corpus.paragraphs))])


def _asked_by(asking: Corpus, texts: Corpus) -> Corpus:
    """The questions of one language about the texts of another."""
    pairs = zip(asking.questions, texts.questions, strict=True)
    return replace(texts, questions=[replace(own, text=other.text) for other, own in pairs])


def _xquad(language: str) -> Corpus:
    content = json.loads((CORPUS / "xquad" / f"xquad.{language}.json").read_text(encoding="utf-8"))
    paragraphs = [
        (article["title"], p) for article in content["data"] for p in article["paragraphs"]
    ]
    return _corpus(language, paragraphs)


def _cmrc() -> Corpus:
    path = CORPUS / "cmrc2018" / "cmrc2018_dev.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    paragraphs = [
        (article["title"], p) for article in content["data"] for p in article["paragraphs"]
    ]
    random.Random(5).shuffle(paragraphs)
    return _corpus("zh", paragraphs[:CMRC_PARAGRAPHS])


def _corpus(locale: str, paragraphs: Sequence[tuple[str, dict]]) -> Corpus:
    """Of paragraphs and their questions as SQuAD has them."""
    questions = []
    for number, (_, paragraph) in enumerate(paragraphs):
        text = paragraph["context"]
        for item in paragraph["qas"]:
            spans = [
                (start, start + len(answer["text"]))
                for answer in item["answers"]
                # CMRC's offsets are not to be relied on.
                if (
                    start := text.find(
                        answer["text"], 0 if locale == "zh" else answer["answer_start"]
                    )
                )
                >= 0
            ]
            questions.append(Asked(item["question"], number, spans))
    titles = [title for title, _ in paragraphs]
    return Corpus(locale, [p["context"] for _, p in paragraphs], titles, titles, questions)
