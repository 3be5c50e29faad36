"""XQuAD (Artetxe et al., 2020): questions and paragraphs, the same in each language, in a view in memory."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

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

# Language of the questions, languages of the texts.
RUNS = (
    ("en", "en"),
    ("zh", "zh"),
    ("zh", "en"),
    ("en", "zh"),
    ("en", "en+zh"),
    ("zh", "en+zh"),
)


@dataclass(frozen=True)
class Part:
    """`questions`: text and the number of its paragraph."""

    paragraphs: list[str]
    questions: list[tuple[str, int]]


def evaluated() -> Mapping[str, list[Evaluated]]:
    """By what is asked of what. Skipped where the files are not there."""
    if not FOLDER.is_dir():
        raise Skipped(f"there is no development data at {FOLDER}")
    parts = {language: read(language) for language in LOCALES}
    return {
        f"{asked} questions, {texts} texts": _evaluated(parts, asked, texts.split("+"))
        for asked, texts in RUNS
    }


def read(language: str) -> Part:
    content = json.loads((FOLDER / f"xquad.{language}.json").read_text(encoding="utf-8"))
    part = Part([], [])
    for article in content["data"]:
        for paragraph in article["paragraphs"]:
            number = len(part.paragraphs)
            part.paragraphs.append(paragraph["context"])
            part.questions.extend((item["question"], number) for item in paragraph["qas"])
    return part


def _evaluated(parts: Mapping[str, Part], asked: str, languages: Sequence[str]) -> list[Evaluated]:
    entries = [
        entry for language in languages for entry in _entries(language, parts[language].paragraphs)
    ]
    view = View(get_encoder().dimensions).with_changes(entries, [])
    judged = [
        Judged(
            id=f"{asked}-{position}",
            task="search",
            text=text,
            relevant={f"{language}:{number:03}": 1 for language in languages},
        )
        for position, (text, number) in enumerate(parts[asked].questions)
    ]
    vectors = query_vectors([query.text for query in judged])
    of_text = dict(zip((query.text for query in judged), vectors, strict=True))
    return list(evaluate(judged, _rankers(view, of_text)))


def _entries(language: str, paragraphs: Sequence[str]) -> list[DocumentEntry]:
    vectors: Vectors = document_vectors(paragraphs)
    return [
        DocumentEntry(
            key=f"{language}:{number:03}",
            locale=LOCALES[language],
            group=str(number),
            facets={},
            published_at=0.0,
            passages=(PassageEntry(number, _bag(text), vector),),
        )
        for number, (text, vector) in enumerate(zip(paragraphs, vectors, strict=True))
    ]


def _bag(text: str) -> dict[str, int]:
    found, counts = np.unique(tokens(text), return_counts=True)
    return dict(zip(found.tolist(), counts.tolist(), strict=True))


def _rankers(view: View, vectors: Mapping[str, Floats]) -> Mapping[str, Ranker]:
    mask = view.document_mask(NO_FILTERS)

    def hybrid(judged: Judged) -> list[str]:
        query = vectors[judged.text]
        return best(view, rank(view, Question.of(judged.text, query), mask, WEIGHTS).fused)

    def alone(arm: str) -> Ranker:
        def ranker(judged: Judged) -> list[str]:
            arms = question_arms(view, vectors[judged.text], judged.text, mask)
            return best(view, getattr(arms, arm))

        return ranker

    return {"hybrid": hybrid, **{arm: alone(arm) for arm in ("bm25", "dense", "rrf")}}
