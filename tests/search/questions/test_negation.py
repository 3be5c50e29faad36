"""What a question does not want; above all, what only looks like it."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.questions.negation import find_negations
from search.questions.terms import Folded, TermEntry, find_mentions

TERMS = [
    TermEntry("industry", "manufacturing", ("Manufacturing", "manufacturer", "制造业", "制造")),
    TermEntry("industry", "automotive", ("Automotive", "汽车", "汽车行业")),
    TermEntry("industry", "food", ("Food", "食品")),
    TermEntry("industry", "pharma", ("Pharma", "制药")),
    TermEntry("topic", "downtime", ("Downtime", "停机")),
    TermEntry("topic", "unplanned", ("Unplanned downtime", "非计划停机")),
    TermEntry("topic", "compliance", ("Compliance", "合规")),
    TermEntry("product", "pulse", ("Pulse",)),
    TermEntry("persona", "cfo", ("CFO", "财务")),
    TermEntry("format", "white-paper", ("White paper", "白皮书")),
]


def read(question: str) -> list[tuple[str, list[str], list[str]]]:
    """(wording, slugs of terms, words) of each negation; both lists empty where it is left alone."""
    text = Folded(question)
    return [
        (
            text.verbatim(negation.start, negation.end),
            [term.slug for term in negation.terms],
            [text.verbatim(*span) for span in negation.words],
        )
        for negation in find_negations(text, find_mentions(text, TERMS))
    ]


@pytest.mark.parametrize(
    ("question", "wording", "slugs"),
    [
        ("planning software, not automotive", "not automotive", ["automotive"]),
        (
            "planning, but not in the automotive sector",
            "not in the automotive sector",
            ["automotive"],
        ),
        (
            "not automotive, food or pharma",
            "not automotive, food or pharma",
            ["automotive", "food", "pharma"],
        ),
        ("not automotive, manufacturing please", "not automotive", ["automotive"]),
        ("customers that aren't in manufacturing", "aren't in manufacturing", ["manufacturing"]),
        ("which customers do not use Pulse?", "do not use Pulse", ["pulse"]),
        ("anything except food", "except food", ["food"]),
        ("anything but food", "anything but food", ["food"]),
        ("recalls outside pharma", "outside pharma", ["pharma"]),
        ("sectors other than food", "other than food", ["food"]),
        ("non-automotive suppliers", "non-automotive", ["automotive"]),
        ("caught early, no manufacturers please", "no manufacturers please", ["manufacturing"]),
        ("for engineers, not for the CFO", "not for the CFO", ["cfo"]),
        ("not the downtime stories", "not the downtime stories", ["downtime"]),
        ("不要汽车行业的 停机减少的", "不要汽车行业的", ["automotive"]),
        ("不是制造业", "不是制造业", ["manufacturing"]),
        ("不是製造業的客戶", "不是製造業的客戶", ["manufacturing"]),
        ("制造业，不要汽车和食品的", "不要汽车和食品的", ["automotive", "food"]),
        ("装振动的客户，别再给我食品的", "别再给我食品的", ["food"]),
        ("别给我发白皮书", "别给我发白皮书", ["white-paper"]),
        ("除了食品行业以外的客户", "除了食品行业以外的客户", ["food"]),
        ("除了食品，还有谁拆开算了", "除了食品", ["food"]),
        ("非汽车行业的停机案例", "非汽车行业的", ["automotive"]),
        ("排程的，不含汽车", "不含汽车", ["automotive"]),
        ("不是讲停机那种", "不是讲停机那种", ["downtime"]),
        ("没用过 Pulse 的客户", "没用过 Pulse 的客户", ["pulse"]),
    ],
)
def test_a_term_that_is_not_wanted(question, wording, slugs):
    [(words, terms, names)] = read(question)
    assert words.startswith(wording) and (terms, names) == (slugs, [])


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("databases, not Oracle", ["Oracle"]),
        ("databases other than Oracle or SAP", ["Oracle", "SAP"]),
        ("customers who are not banks", ["banks"]),
        ("没有用 Oracle 的客户", ["Oracle"]),
        ("不是SAP的客户", ["SAP"]),
        ("客户，不是银行", ["银行"]),
        ("不要贷款的", ["贷款"]),
        ("除了银行以外的客户", ["银行"]),
    ],
)
def test_names_and_words_that_are_no_terms(question, words):
    [(_, terms, names)] = read(question)
    assert (terms, names) == ([], words)


@pytest.mark.parametrize(
    "question",
    [
        "no downtime",
        "a retrofit without downtime",
        "retrofit with zero-downtime",
        "customers who do not want downtime",
        "a customer without Pulse that switched",
        "why not automotive?",
        "isn't manufacturing hard?",
        "non-compliance found in an audit",
        "apart from downtime, what got better",
        "没有停机的改造",
        "不要停机的方案",
        "除了停机，还能降能耗吗",
        "除了 CFO，还要给谁看",
        "这不是制造业吗",
    ],
)
def test_what_is_not_sure_is_left_alone_and_told(question):
    told = read(question)
    assert not any(terms or names for _, terms, names in told)
    assert told or question.startswith("why")


@pytest.mark.parametrize(
    "question",
    [
        "not only manufacturing but food",
        "not just automotive",
        "nothing about food",
        "notes on manufacturing",
        "Not sure whether manufacturing applies",
        "is it secure or not",
        "this is just a way to get rid of people isn't it",
        "WHAT IS NOT COVERED BY OUR WARRANTY",
        "northern pharma",
        "有没有汽车客户",
        "是不是制造业",
        "要不要制造业的",
        "非常好的制造业案例",
        "非洲的食品客户",
        "非标自动化",
        "非计划停机",
        "不锈钢制造业",
        "不仅制造业",
        "不仅是制造业",
        "不只是汽车",
        "特别给力的制造业案例",
        "别的制造业客户",
        "区别在哪",
        "不差钱的制造业",
        "无法停下的产线",
        "零售和汽车",
        "扣除了食品",
        "这不是问题",
        "不要紧",
        "是非",
        "",
        "😀 \ud800 \x00",
    ],
)
def test_what_only_looks_like_a_negation(question):
    assert read(question) == []


PIECES = [name for term in TERMS for name in term.names]
PIECES += [
    "not ",
    "不是",
    "不要",
    "非",
    "除了",
    "没有",
    "no ",
    "n't",
    "non-",
    " or ",
    "和",
    "的",
    "，",
    ",",
    " ",
    "A",
]


@given(st.one_of(st.lists(st.sampled_from(PIECES), max_size=14).map("".join), st.text(max_size=60)))
@settings(deadline=None, max_examples=300)
def test_spans_lie_in_the_question_and_apart(question):
    text = Folded(question)
    end = 0
    for negation in find_negations(text, find_mentions(text, TERMS)):
        assert end <= negation.start < negation.end <= len(text.text)
        end = negation.end


@pytest.mark.parametrize(
    "piece",
    [
        "不是",
        "not ",
        "isn't a ",
        "除了",
        "non-",
        "no ",
        "not a, ",
        "不要汽车和",
        "not food, ",
        "非",
        "not SAP or ",
        " ",
    ],
)
def test_a_long_question_takes_little_time(piece):
    question = (piece * 2000)[:2000]
    read(question)
    started = time.process_time()
    read(question)
    assert time.process_time() - started < 0.3
