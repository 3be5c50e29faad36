from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.snippets.cards.breaking import THIN, paragraphs


def atoms(text: str) -> list[str]:
    (line,) = paragraphs(text)
    return [atom.text for atom in line]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("停机，减少。", ["停", "机，", "减", "少。"]),
        ("说：“停（机）”。", ["说：", "“停", "（机）”。"]),
        ("《白皮书》、「引文」", ["《白", "皮", "书》、", "「引", "文」"]),
        ("降了59%，好", ["降", "了", "59%，", "好"]),
        ("约 1,234.5 万", ["约", "1,234.5", "万"]),
        ("省 ¥3,200", ["省", "¥3,200"]),
        ("达 59 %。", ["达", "59 %。"]),
        ("等等……然后——停", ["等", "等……", "然", "后——", "停"]),
        ("state-of-the-art pumps", ["state-", "of-", "the-", "art", "pumps"]),
        ("see https://a.example/b-c?d=e now", ["see", "https://a.example/b-c?d=e", "now"]),
        ("好👩‍👩‍👧🇨🇳1️⃣", ["好", "👩‍👩‍👧", "🇨🇳", "1️⃣"]),
        ("é̂ à", ["é̂", "à"]),
        ("10\u00a0km away", ["10\u00a0km", "away"]),
    ],
)
def test_where_a_line_may_begin(text, parts):
    assert atoms(text) == parts


def test_the_texts_own_lines_are_kept():
    assert [[atom.text for atom in line] for line in paragraphs("one\n \n two three\n")] == [
        ["one"],
        ["two", "three"],
    ]


def test_chinese_and_latin_stand_a_little_apart():
    (line,) = paragraphs("用OPC读59%的数 据")
    assert [atom.space for atom in line] == ["", THIN, THIN, THIN, THIN, "", " "]


def costs(text: str) -> dict[str, float]:
    (line,) = paragraphs(text)
    return {text[sum_:]: atom.cost for atom, sum_ in zip(line, _starts(line), strict=True)}


def _starts(line):
    return [0, *accumulate(len(atom.text) for atom in line)][:-1]


def test_no_chinese_word_is_parted_where_another_place_will_do():
    cost = costs("停机时间减少")
    assert cost["机时间减少"] > cost["时间减少"] < cost["间减少"]


def test_no_name_in_two_parts_is_parted_either():
    cost = costs("用睿泉·听诊吧")
    assert cost["听诊吧"] > 0


text = st.text(
    st.sampled_from("停机减，。“”（）《》a1.%, -—…\n👍é·") | st.characters(codec="utf-8")
)


@given(text)
def test_no_character_is_lost(text):
    kept = "".join(atom.text for line in paragraphs(text) for atom in line)
    assert "".join(kept.split()) == "".join(text.split())


@given(st.text(st.sampled_from("停机减少了，。、；：？！）】》」』”’“‘（《「『a1%")))
def test_no_line_begins_or_ends_as_none_may(text):
    for line in paragraphs(text):
        for atom in line[1:]:
            assert atom.text[0] not in "，。、；：？！）】》」』”’%"
        for atom in line[:-1]:
            assert atom.text[-1] not in "“‘（《「『"
