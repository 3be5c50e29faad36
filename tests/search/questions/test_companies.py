"""Companies that others are to be like."""

import time

import pytest

from search.questions.companies import Company, find_likenesses, named
from search.questions.terms import Folded


def _of(industry: str) -> dict[str, frozenset[str]]:
    return {"industry": frozenset({industry})}


POOL = [
    Company("Kestrel Stampings", _of("automotive")),
    Company("Brandt & Sohler GmbH", _of("manufacturing")),
    Company("澄湖纸业有限公司", _of("manufacturing")),
    Company("恒岳汽车座椅", _of("automotive")),
    Company("Vantis Parcel", _of("logistics")),
    Company("Vantis Foods", _of("food")),
]


def read(question: str) -> list[tuple[str, str | None]]:
    text = Folded(question)
    found = []
    for likeness in find_likenesses(text):
        company, end = named(text, likeness, POOL)
        found.append((text.verbatim(likeness.start, end), company.name if company else None))
    return found


@pytest.mark.parametrize(
    ("question", "wording", "company"),
    [
        (
            "a company like Kestrel Stampings that cut downtime",
            "company like Kestrel Stampings",
            "Kestrel Stampings",
        ),
        ("Customers similar to kestrel", "Customers similar to kestrel", "Kestrel Stampings"),
        (
            "someone like Brandt & Sohler, but smaller",
            "someone like Brandt & Sohler",
            "Brandt & Sohler GmbH",
        ),
        ("和澄湖纸业类似的企业", "和澄湖纸业类似的企业", "澄湖纸业有限公司"),
        ("像澄湖这样的客户", "像澄湖这样的客户", "澄湖纸业有限公司"),
        ("跟恆岳差不多的厂有没有", "跟恆岳差不多的厂", "恒岳汽车座椅"),
        ("类似澄湖纸业的客户", "类似澄湖纸业的客户", "澄湖纸业有限公司"),
        ("companies like Vantis Foods", "companies like Vantis Foods", "Vantis Foods"),
        # Two of different sorts begin so; the last three are not in the pool.
        ("companies like Vantis", "companies like Vantis", None),
        ("customers similar to Kestrel Foods", "customers similar to Kestrel Foods", None),
        ("companies like Siemens", "companies like Siemens", None),
        ("像中国石化这样的公司", "像中国石化这样的公司", None),
    ],
)
def test_likeness(question, wording, company):
    assert read(question) == [(wording, company)]


@pytest.mark.parametrize(
    "question", ["it looks like downtime", "我想知道像", "类似的案例", "", "😀 \ud800"]
)
def test_no_likeness(question):
    assert read(question) == []


@pytest.mark.parametrize(
    "piece", ["像", "和像", "company like ", "类似", "customers ", "像大这样的"]
)
def test_a_long_question_takes_little_time(piece):
    question = (piece * 2000)[:2000]
    read(question)
    started = time.process_time()
    read(question)
    assert time.process_time() - started < 0.3
