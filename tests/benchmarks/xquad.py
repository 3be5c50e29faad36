"""XQuAD (Artetxe et al., 2020): questions and paragraphs, the same in each language, in a view in memory."""

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from search.background import Background, questions
from search.encoder.base import Vectors, get_encoder
from search.engines.embedded import View
from search.engines.segments import DocumentEntry, Floats, PassageEntry
from search.evaluation.comparison import Evaluated, evaluate
from search.evaluation.judgments import Judged
from search.evaluation.rankers import Ranker, best, question_arms
from search.filters import NO_FILTERS
from search.ranking import WEIGHTS, Question, rank
from search.text import tokens
from tests.conftest import CORPUS

from .run import Skipped
from .vectors import document_vectors, query_vectors

FOLDER = CORPUS / "xquad"
LOCALES = {"en": "en", "zh": "zh-hans"}

# Each paragraph stands in one language only: in one of these, drawn with a seed.
POOLS = {
    "en": ("en",),
    "zh": ("zh",),
    "en, zh and de": ("en", "zh", "de"),
    "two thirds zh, one en": ("zh", "zh", "en"),
    "two thirds en, one zh": ("en", "en", "zh"),
}
SEED = 5


@dataclass(frozen=True)
class Part:
    """`questions`: text and the number of its paragraph."""

    paragraphs: list[str]
    questions: list[tuple[str, int]]


@dataclass(frozen=True)
class Pool:
    """A view with the questions asked of it in one language; their label is the language of their paragraph."""

    name: str
    asked: str
    view: View
    judged: list[Judged]
    vectors: Mapping[str, Floats]
    background: Background

    def question(self, judged: Judged) -> Question:
        return Question.of(judged.text, self.vectors[judged.text], background=self.background)


def evaluated() -> Mapping[str, list[Evaluated]]:
    """By what is asked of what. Skipped where the files are not there."""
    found = {}
    for pool in pools():
        results = list(evaluate(pool.judged, _rankers(pool)))
        for title, own in (("own", True), ("another", False)):
            rows = [one for one in results if (one.judged.lang == pool.asked) is own]
            if rows:
                found[f"{pool.asked} questions, texts in {pool.name}: answered in {title}"] = rows
    return found


def pools() -> Iterator[Pool]:
    """Skipped where the files are not there."""
    if not FOLDER.is_dir():
        raise Skipped(f"there is no development data at {FOLDER}")
    parts = {language: read(language) for language in (*LOCALES, "de")}
    for name, languages in POOLS.items():
        draw = random.Random(SEED)
        written = [draw.choice(languages) for _ in parts["en"].paragraphs]
        view = View(get_encoder().dimensions).with_changes(_entries(parts, written), [])
        for asked in LOCALES:
            yield _pool(name, asked, view, parts[asked], written)


def read(language: str) -> Part:
    content = json.loads((FOLDER / f"xquad.{language}.json").read_text(encoding="utf-8"))
    part = Part([], [])
    for article in content["data"]:
        for paragraph in article["paragraphs"]:
            number = len(part.paragraphs)
            part.paragraphs.append(paragraph["context"])
            part.questions.extend((item["question"], number) for item in paragraph["qas"])
    return part


def _pool(name: str, asked: str, view: View, part: Part, written: Sequence[str]) -> Pool:
    """`written`: the language of each paragraph."""
    judged = [
        Judged(
            id=f"{asked}-{position}",
            task="search",
            text=text,
            relevant={f"{number:03}": 1},
            lang=written[number],
        )
        for position, (text, number) in enumerate(part.questions)
    ]
    vectors = query_vectors([query.text for query in judged])
    of_text = dict(zip((query.text for query in judged), vectors, strict=True))
    return Pool(name, asked, view, judged, of_text, Background(query_vectors(questions()[asked])))


def _entries(parts: Mapping[str, Part], written: Sequence[str]) -> list[DocumentEntry]:
    texts = [parts[language].paragraphs[number] for number, language in enumerate(written)]
    vectors: Vectors = document_vectors(texts)
    return [
        DocumentEntry(
            key=f"{number:03}",
            locale=LOCALES.get(language, language),
            group=str(number),
            facets={},
            published_at=0.0,
            passages=(PassageEntry(number, _bag(text), vector),),
        )
        for number, (language, text, vector) in enumerate(zip(written, texts, vectors, strict=True))
    ]


def _bag(text: str) -> dict[str, int]:
    found, counts = np.unique(tokens(text), return_counts=True)
    return dict(zip(found.tolist(), counts.tolist(), strict=True))


def _rankers(pool: Pool) -> Mapping[str, Ranker]:
    mask = pool.view.document_mask(NO_FILTERS)

    def hybrid(judged: Judged) -> list[str]:
        return best(pool.view, rank(pool.view, pool.question(judged), mask, WEIGHTS).fused)

    def alone(arm: str) -> Ranker:
        def ranker(judged: Judged) -> list[str]:
            arms = question_arms(pool.view, pool.vectors[judged.text], judged.text, mask)
            return best(pool.view, getattr(arms, arm))

        return ranker

    return {"hybrid": hybrid, **{arm: alone(arm) for arm in ("bm25", "dense", "rrf")}}
