"""Questions to the terms they name."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.questions.terms import Folded, TermEntry, find_mentions
from search.text import clean

TERMS = [
    TermEntry("industry", "manufacturing", ("Manufacturing", "manufacturer", "制造业", "厂家")),
    TermEntry("industry", "food", ("Food & beverage", "食品饮料", "食品")),
    TermEntry("topic", "predictive-maintenance", ("Predictive maintenance", "预测性维护")),
    TermEntry("topic", "maintenance", ("Maintenance", "维护")),
    TermEntry("persona", "it", ("IT", "信息部门")),
    TermEntry("persona", "ot", ("OT",)),
    TermEntry("content_type", "case", ("Case study", "案例")),
    TermEntry("format", "case", ("Case study",)),
    TermEntry("topic", "nothing", ("", "  ")),
    TermEntry("product", "cpp", ("C++ (SDK)",)),
]


def found(question: str) -> list[tuple[str, str]]:
    text = Folded(question)
    return [(m.slug, text.verbatim(m.start, m.end)) for m in find_mentions(text, TERMS)]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What do manufacturers buy?", [("manufacturing", "manufacturers")]),
        ("制造业的客户买什么？", [("manufacturing", "制造业")]),
        ("製造業的客戶買什麼？", [("manufacturing", "製造業")]),
        ("ＭＡＮＵＦＡＣＴＵＲＥＲ", [("manufacturing", "ＭＡＮＵＦＡＣＴＵＲＥＲ")]),
        ("food & beverage", [("food", "food & beverage")]),
        ("Food &  Beverage", [("food", "Food &  Beverage")]),
        ("食品饮料厂家", [("food", "食品饮料"), ("manufacturing", "厂家")]),
        ("Predictive maintenance?", [("predictive-maintenance", "Predictive maintenance")]),
        ("预测性维护", [("predictive-maintenance", "预测性维护")]),
        (
            "maintenance or predictive maintenance",
            [("maintenance", "maintenance"), ("predictive-maintenance", "predictive maintenance")],
        ),
        ("What does IT think of it?", [("it", "IT")]),
        ("is it so", []),
        ("It is", []),
        ("IT部门和OT", [("it", "IT"), ("ot", "OT")]),
        ("bOTtom ITem HOT", []),
        ("case studies and case study", [("case", "case study"), ("case", "case study")]),
        ("maintenances", [("maintenance", "maintenances")]),
        ("maintenanced", []),
        ("C++ (SDK)!", [("cpp", "C++ (SDK)")]),
        ("C (SDK)", []),
        ("", []),
        ("😀 \ud800 \x00", []),
    ],
)
def test_examples(question, expected):
    assert found(question) == expected


def test_every_mention_is_found():
    assert found("食品 and food & beverage") == [("food", "食品"), ("food", "food & beverage")]


def test_terms_come_in_the_order_of_the_question():
    assert [slug for slug, _ in found("IT, then 食品, then maintenance")] == [
        "it",
        "food",
        "maintenance",
    ]


PIECES = [name for term in TERMS for name in term.names] + [" ", "s", "x", "，", "\x00", "ﬁ", "İ"]


@given(st.one_of(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), st.text(max_size=60)))
@settings(deadline=None, max_examples=200)
def test_what_matched_is_verbatim_in_the_question(question):
    for _, matched in found(question):
        assert matched and matched in clean(question)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@settings(deadline=None)
def test_mentions_are_the_same_or_do_not_overlap(question):
    mentions = find_mentions(Folded(question), TERMS)
    for one in mentions:
        for other in mentions:
            same = (one.start, one.end) == (other.start, other.end)
            assert same or one.end <= other.start or other.end <= one.start


def test_a_big_taxonomy_takes_little_time():
    names = [
        TermEntry("topic", f"t{n}", tuple(f"name {n} {m}" for m in range(5))) for n in range(400)
    ]
    question = "how do we cut downtime? " * 20
    find_mentions(Folded(question), names)
    started = time.process_time()
    find_mentions(Folded(question), names)
    assert time.process_time() - started < 0.5
