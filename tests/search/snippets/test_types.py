"""What a piece gives, and the type that makes it."""

import pytest

from search.documents import Document, Section
from search.snippets import propose, unembedded
from search.snippets.cues import cues


def only(text: str, kind: str = "text"):
    document = Document("note:1", "en", "", sections=(Section(text, kind=kind),))
    return propose(document, unembedded(document), most=1).proposals[0]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Downtime at the Kestrel mill fell by 60 % in a year.", "statistic"),
        ("Each stop of the press costs the plant €18,400 in lost output.", "statistic"),
        ("Stops at the mill were cut from 40 hours a month to 16 hours.", "statistic"),
        ("“We could not believe how quiet the mill was at night,” says Zuzana Hrašková.", "quote"),
        ("Photograph every part that comes out of the machine and keep the picture.", "tip"),
        ("If you have to choose one machine, choose the one without a spare.", "tip"),
        ("Predictive maintenance is a way of repairing machines before they break.", "definition"),
        ("In 2021 the mill stood still for nine days, and nobody could say why.", "story"),
        ("What does an hour of downtime cost? The paper mill had never asked.", "question"),
        ("The hard part is not fitting sensors but having somebody go and look.", "claim"),
        ("三号机每月的停机时间下降了百分之六十，没有人料到。", "statistic"),
        ("厂里的停机从每月 40 小时降到了 16 小时，没有人料到。", "statistic"),
        ("“客户问的不是你们会不会出错，问的是错在哪几块，”房启明说。", "quote"),
        ("请把拆下来的零件都拍成照片，挂到报警记录上去。", "tip"),
        ("所谓预测性维护，是指在机器坏掉之前就去修它。", "definition"),
        ("2021 年，三号机停了九天，没有人说得清楚原因。", "story"),
        ("停机一个小时要花多少钱？纸厂从来没有人问过。", "question"),
        ("难的不是装传感器，而是有人肯走过去看一眼机器。", "claim"),
    ],
)
def test_type(text, type_):
    assert only(text).type == type_


@pytest.mark.parametrize(
    ("kind", "text", "type_"),
    [
        ("quote", "Nobody agreed whose energy it was.\nTan Shu Yi, Controller", "quote"),
        ("result", "Median time to release: 23 → 9 days (-61%)", "statistic"),
        ("statistic", "61 % less time from packing to release of a batch", "statistic"),
        ("question", "Do machines have to be stopped?\nMostly not, says the fitter.", "question"),
    ],
)
def test_type_of_a_section_made_for_it(kind, text, type_):
    assert only(text, kind).type == type_


@pytest.mark.parametrize(
    "text",
    [
        "IEC 62443 is long.",
        "Zone 0 is small.",
        "In 2024 we met.",
        "7 月 1 日开会。",
        "Version 3.1 shipped.",
    ],
)
def test_a_name_a_date_or_a_version_is_no_figure(text):
    assert not {cue.code for cue, _ in cues(text)} & {"figure", "percent", "money"}


def test_reasons_quote_the_words_they_were_seen_in():
    reasons = only("Downtime at the Kestrel mill fell by 60 % in a year.").reasons
    assert {r.code: r.found for r in reasons if r.signal == "weight"} == {
        "percent": "60 %",
        "change": "fell",
    }
