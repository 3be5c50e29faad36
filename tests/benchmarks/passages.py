"""Ways of cutting documents, side by side; docs/decisions/passages.md has the figures.

All ways are measured on the same samples, small enough for an hour of embedding.
"""

import json
import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise

import numpy as np

from search.documents import SECTION_BREAK, Document, Section
from search.encoder.base import get_encoder
from search.engines.embedded import View
from search.engines.segments import Bools, DocumentEntry, Floats, PassageEntry
from search.evaluation.comparison import evaluate, means
from search.evaluation.judgments import Judged
from search.evaluation.rankers import best, question_arms
from search.filters import NO_FILTERS
from search.passages import TARGET_TOKENS, Outline, Passage, split
from search.ranking import WEIGHTS, Question, rank
from search.text import sentences, tokens
from tests.conftest import CORPUS

from . import pool
from .machine import table
from .vectors import document_vectors, query_vectors

SEED = 18
QUESTIONS = 30  # of the 90 asked of the posts
ARTICLES = 16  # of XQuAD's 48
DIGESTS = (10, 6)  # documents made of CMRC's paragraphs, and how many each has
READ_TOKENS = 400  # what somebody reads of what is nearest, be it in one passage or in several

Count = Callable[[str], int]


# ---- ways


@dataclass(frozen=True)
class Way:
    """`cut` gives a document's passages, with all the context there is; `context` says what of it is kept."""

    name: str
    cut: Callable[[Document, Count], list[Passage]]
    context: Callable[[Document, Passage], str] = lambda document, passage: passage.context

    def passages(self, document: Document, count: Count) -> list[Passage]:
        found = self.cut(document, count)
        return [replace(passage, context=self.context(document, passage)) for passage in found]


def _of_size(target: int) -> Callable[[Document, Count], list[Passage]]:
    return lambda document, count: split(document, count, target)


def _overlapping(document: Document, count: Count) -> list[Passage]:
    """Each with the last sentence of the one before, where that is of the same section."""
    found = split(document, count)
    longer = found[:1]
    for before, passage in pairwise(found):
        if (before.section_title, before.block) == (passage.section_title, passage.block):
            start = before.start + sentences(before.text)[-1][0]
            text = document.text[start : passage.end]
            longer.append(replace(passage, start=start, text=text))
        else:
            longer.append(passage)
    return longer


def _windows(document: Document, count: Count) -> list[Passage]:
    """As many sentences as an encoder takes (512 with its own tokens and the title), whatever the sections."""
    room = 490 - count(document.title)
    spans: list[tuple[int, int]] = []
    size = room
    for start, end in sentences(document.text):
        own = count(document.text[start:end])
        size += own
        if size > room:
            spans.append((start, end))
            size = own
        else:
            spans[-1] = spans[-1][0], end
    outline = Outline(document)
    found = [outline.passage(*span) for span in spans]
    return [replace(passage, context=document.title) for passage in found]


def _without_code(document: Document, count: Count) -> list[Passage]:
    prose = tuple(section for section in document.sections if section.kind != "code")
    return split(replace(document, sections=prose), count)


WAYS = (
    Way(f"{TARGET_TOKENS} tokens", split),
    Way("context: title", split, lambda document, passage: document.title),
    Way("context: none", split, lambda document, passage: ""),
    Way("350 tokens", _of_size(350)),
    Way("windows of 512", _windows),
    Way("90 tokens", _of_size(90)),
    Way("overlap of a sentence", _overlapping),
    Way("code left out", _without_code),
)


# ---- samples


@dataclass(frozen=True)
class Sample:
    """`answers`: by a question's id, the span that answers it in its document's text."""

    name: str
    documents: list[Document] = field(default_factory=list)
    judged: list[Judged] = field(default_factory=list)
    answers: dict[str, tuple[int, int]] = field(default_factory=dict)

    def add(self, document: Document, paragraphs: Sequence[dict]) -> None:
        """With the questions on `paragraphs`, each a section of the document."""
        self.documents.append(document)
        lengths = (len(section.text) + len(SECTION_BREAK) for section in document.sections)
        starts = accumulate(lengths, initial=0)
        for offset, paragraph in zip(starts, paragraphs, strict=False):
            for item in paragraph["qas"]:
                answer = item["answers"][0]
                start = offset + answer["answer_start"]
                self.answers[item["id"]] = start, start + len(answer["text"])
                asked = Judged(item["id"], "search", item["question"], {document.key: 1})
                self.judged.append(asked)


def samples() -> list[Sample]:
    posts = _posts()
    return [
        _articles("en", "en"),
        _articles("zh", "zh-hans"),
        _digests(),
        posts,
        _longer_half(posts),
    ]


def _posts() -> Sample:
    """A part of the questions, and what answers them directly (grade 2)."""
    documents = pool.documents()
    chance = random.Random(SEED)
    judged = []
    for query in chance.sample([q for q in pool.judged() if q.task != "related"], QUESTIONS):
        relevant = {key: 1 for key, grade in query.relevant.items() if grade == 2}
        if relevant:
            judged.append(replace(query, relevant=relevant))
    keys = {key for query in judged for key in query.relevant} & documents.keys()
    return Sample("18F", [documents[key] for key in sorted(keys)], judged)


def _longer_half(sample: Sample) -> Sample:
    lengths = {document.key: len(document.text) for document in sample.documents}
    middle = float(np.median(list(lengths.values())))
    documents = [document for document in sample.documents if lengths[document.key] >= middle]
    long = {document.key for document in documents}
    judged = [
        replace(query, relevant=relevant)
        for query in sample.judged
        if (relevant := {key: 1 for key in query.relevant if key in long})
    ]
    return Sample(f"{sample.name}, the longer half", documents, judged)


def _articles(language: str, locale: str) -> Sample:
    """XQuAD's articles as long documents: every paragraph a section without a title."""
    content = json.loads((CORPUS / "xquad" / f"xquad.{language}.json").read_text(encoding="utf-8"))
    sample = Sample(f"XQuAD articles, {language}")
    for article in content["data"][:ARTICLES]:
        title = article["title"].replace("_", " ")
        document = _document(title, locale, title, [("", p) for p in article["paragraphs"]])
        sample.add(document, article["paragraphs"])
    return sample


def _digests() -> Sample:
    """CMRC's paragraphs as round-ups: several subjects in one document, each with its title."""
    content = json.loads((CORPUS / "cmrc2018" / "cmrc2018_dev.json").read_text(encoding="utf-8"))
    sample = Sample("CMRC round-ups, zh")
    count, size = DIGESTS
    for number in range(count):
        entries = content["data"][number * size : (number + 1) * size]
        paragraphs = [(entry["title"], entry["paragraphs"][0]) for entry in entries]
        document = _document(f"{number}", "zh-hans", "", paragraphs)
        sample.add(document, [paragraph for _, paragraph in paragraphs])
    return sample


def _document(
    key: str, locale: str, title: str, paragraphs: Sequence[tuple[str, dict]]
) -> Document:
    sections = tuple(Section(p["context"], title=heading) for heading, p in paragraphs)
    return Document(f"d:{key}", locale, title, sections=sections)


# ---- measuring


@dataclass(frozen=True)
class Cut:
    """A sample cut one way: `passages` by the ids that the view's rows have."""

    view: View
    passages: Sequence[Passage]
    keys: Sequence[str]
    sizes: Sequence[int]  # in tokens


def cut(sample: Sample, way: Way) -> Cut:
    encoder = get_encoder()
    found = [(d, way.passages(d, encoder.count_tokens)) for d in sample.documents]
    passages = [passage for _, of_document in found for passage in of_document]
    vectors = document_vectors([passage.embedded_text for passage in passages])
    numbers = iter(range(len(passages)))
    entries = [
        DocumentEntry(
            document.key,
            document.locale,
            document.key,
            {},
            0.0,
            tuple(_entry(next(numbers), passage, vectors) for passage in of_document),
        )
        for document, of_document in found
    ]
    sizes = [encoder.count_tokens(passage.text) for passage in passages]
    keys = [document.key for document, of_document in found for _ in of_document]
    view = View(encoder.dimensions).with_changes(entries, [])
    return Cut(view, passages, keys, sizes)


def _entry(number: int, passage: Passage, vectors: Floats) -> PassageEntry:
    return PassageEntry(number, Counter(tokens(passage.embedded_text)), vectors[number])


def _row(sample: Sample, way: Way) -> list[str]:
    made = cut(sample, way)
    mask = made.view.document_mask(NO_FILTERS)
    vectors = query_vectors([query.text for query in sample.judged])
    of_text = dict(zip((query.text for query in sample.judged), vectors, strict=True))

    def hybrid(query: Judged) -> list[str]:
        question = Question.of(query.text, of_text[query.text])
        return best(made.view, rank(made.view, question, mask, WEIGHTS).fused)

    def alone(arm: str) -> Callable[[Judged], list[str]]:
        def ranker(query: Judged) -> list[str]:
            arms = question_arms(made.view, of_text[query.text], query.text, mask)
            return best(made.view, getattr(arms, arm))

        return ranker

    rankers = {"hybrid": hybrid, "dense": alone("dense"), "bm25": alone("bm25")}
    results = list(evaluate(sample.judged, rankers))
    row = [way.name, str(len(made.passages)), f"{np.mean(made.sizes):.0f}"]
    row += [f"{means(results, name).ndcg:.3f}" for name in rankers]
    if sample.answers:
        row += [f"{share:.1%}" for share in _answered(sample, made, mask, of_text)]
    return row


def _answered(
    sample: Sample, made: Cut, mask: Bools, vectors: Mapping[str, Floats]
) -> tuple[float, float]:
    """The shares of questions whose answer stands in its document's best passage, by the hub's order; and
    in the nearest of all passages, by meaning alone."""
    by_hub = by_meaning = 0
    for query in sample.judged:
        vector = vectors[query.text]
        ranking = rank(made.view, Question.of(query.text, vector), mask, WEIGHTS)
        (key,) = query.relevant
        best_row = int(ranking.best_row[made.view.number_of[key]])
        answer = sample.answers[query.id]
        by_hub += _holds(made, int(made.view.row_ids[best_row]), key, answer)
        by_meaning += any(_holds(made, n, key, answer) for n in _nearest(made, vector, mask))
    return by_hub / len(sample.judged), by_meaning / len(sample.judged)


def _nearest(made: Cut, vector: Floats, mask: Bools) -> list[int]:
    """The passages nearest in meaning, as many as make READ_TOKENS, at least one."""
    rows = made.view.dense(vector, mask, 20).rows.tolist()
    numbers = [int(made.view.row_ids[row]) for row in rows]
    read = np.cumsum([made.sizes[number] for number in numbers])
    return numbers[: max(1, int((read <= READ_TOKENS).sum()))]


def _holds(made: Cut, number: int, key: str, answer: tuple[int, int]) -> bool:
    passage = made.passages[number]
    return made.keys[number] == key and passage.start <= answer[0] and answer[1] <= passage.end


def measure() -> Iterator[str]:
    for sample in samples():
        counts = f"{len(sample.documents)} documents, {len(sample.judged)} questions"
        yield f"{sample.name}: {counts}; nDCG@10 by the hub's order, meaning alone, words alone"
        yield ""
        headings = ["", "passages", "tokens each", "hybrid", "dense", "bm25"]
        if sample.answers:
            headings += [
                "answer in the document's best passage",
                f"in the nearest {READ_TOKENS} tokens",
            ]
        yield from table(headings, (_row(sample, way) for way in WAYS))
        yield ""
