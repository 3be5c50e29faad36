import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.assets.panels import count_words


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", 0),
        ("Unplanned stops fell by 59 %.", 5),
        ("don't re-read ISO 50001", 4),
        ("非计划停机下降了", 8),
        ("轴承 SKF 6205 坏了", 6),
        ("——，。", 0),
    ],
)
def test_words_and_chinese_characters_are_counted(text, number):
    assert count_words(text) == number


@given(st.text(), st.text())
def test_a_text_has_as_many_words_as_its_parts(one, other):
    assert count_words(f"{one} \n {other}") == count_words(one) + count_words(other)
