"""The judgement whether an opening leans on something outside, beside that of somebody who read it in its place.

`tests/search/data/dangling.jsonl` has a span a line. `dangling`: its first sentence has a pronoun, a demonstrative, a
comparison, a connective or a gap whose other half is outside. Not: definite nouns that name their thing, what points
to the asset itself, its publisher or its time (this guide, we, this year), a dummy it. Half of those of `set: chosen`
begin with words that often dangle; those of `set: proposed` were proposals. `name` begins the text's SHA-256. The text
is there where it is from the demo pool; others are found by `source`, `start` and `end` in the development data, but
for those whose Markdown has links or lines inside them.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from search.documents import Document, Section
from search.snippets.alone import alone
from search.snippets.units import unembedded, units
from tests.conftest import CORPUS

SPANS = Path(__file__).parents[1] / "data" / "dangling.jsonl"

Span = Mapping[str, Any]


def spans() -> list[Span]:
    return [json.loads(line) for line in SPANS.read_text(encoding="utf-8").splitlines()]


def text_of(span: Span) -> str:
    if "text" in span:
        return str(span["text"])
    return _source(span["source"])[span["start"] : span["end"]]


@cache
def _source(name: str) -> str:
    """White space of Markdown is one space; what is in a JSON file is found by its id after `#`."""
    file, _, identity = name.partition("#")
    content = (CORPUS / file).read_text(encoding="utf-8")
    if not identity:
        return " ".join(content.split())
    paragraphs = (one["paragraphs"][0] for one in json.loads(content)["data"])
    return next(one["context"] for one in paragraphs if one["id"] == identity)


def is_let_through(text: str) -> bool:
    document = Document("note:1", "", "", sections=(Section(text),))
    parts = units(document, unembedded(document))
    return bool(parts) and alone(parts)[0] > 0


def share(of: list[Span], wanted: Callable[[Span], bool]) -> float:
    return sum(map(wanted, of)) / len(of)


@pytest.fixture(scope="module")
def chosen(corpus: Path) -> list[Span]:
    return [span for span in spans() if span["set"] == "chosen"]


@pytest.mark.corpus
def test_the_sample_is_as_it_was_read(corpus):
    for span in spans():
        if "text" in span or "start" in span:
            name = hashlib.sha256(text_of(span).encode()).hexdigest()
            assert name.startswith(span["name"])


def test_the_sample_is_of_both_languages_and_both_kinds():
    chosen = [span for span in spans() if span["set"] == "chosen"]
    for language in ("en", "zh"):
        of_language = [span for span in chosen if span["lang"] == language]
        assert len(of_language) == 100
        assert 0.4 < share(of_language, lambda span: span["dangling"]) < 0.6


@pytest.mark.corpus
@pytest.mark.parametrize("language", ["en", "zh"])
def test_openings_that_dangle_are_refused(chosen, language):
    dangling = [span for span in chosen if span["lang"] == language and span["dangling"]]
    assert share(dangling, lambda span: not is_let_through(text_of(span))) >= 0.8


@pytest.mark.corpus
@pytest.mark.parametrize("language", ["en", "zh"])
def test_others_are_let_through(chosen, language):
    others = [span for span in chosen if span["lang"] == language and not span["dangling"]]
    assert share(others, lambda span: is_let_through(text_of(span))) >= 0.85
