import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.snippets.cards.figures import figure_in


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Downtime fell by 59% in the first year.", "59%"),
        ("Unplanned downtime: 41 → 17 h/month (-59%)", "-59%"),
        ("In 2024 we saved $1.2 million in 3 plants.", "$1.2 million"),
        ("It took 17 hours a month.", "17 hours a month"),
        ("a 3-fold rise", "3-fold"),
        ("每年多生产 3,200 万元的纸", "3,200 万元"),
        ("停机从每月41小时降到17小时", "41小时"),
        ("三年内增长2.5倍", "2.5倍"),
        ("服务 300 多家客户", "300 多家"),
        ("提高了 10 个百分点", "10 个百分点"),
        ("占百分之三十，其余不计", "百分之三十"),
        ("Founded in 2019 under ISO 27001.", ""),
        ("2023 年 5 月的检查，依据第 9 条", ""),
        ("uses IPv6 and v2.1", ""),
        ("nothing", ""),
    ],
)
def test_what_a_text_is_about(text, figure):
    assert figure_in(text) == figure


@given(st.text(st.sampled_from("0123456789.,%$-万元小时 hours")))
def test_word_for_word(text):
    assert figure_in(text) in text
