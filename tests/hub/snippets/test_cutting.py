import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.snippets.cutting import cut

ENGLISH = (
    "Kestrel cut unplanned downtime from 41 to 17 hours a month, a fall of 59 percent, in all of 1,250 presses. "
    "The team began with one line. It took eleven weeks, which nobody had expected."
)
CHINESE = (
    "自从上线以来，Kestrel 的非计划停机时间从每月41小时降到17小时，降幅达59%，而且没有新增设备。"
    "团队从一条产线开始，历时十一周，超出了所有人的预期。"
)


def shortened(text: str, room: int) -> str | None:
    found = cut(text, lambda candidate: len(candidate) <= room)
    return found.text if found else None


def test_what_fits_stays_as_it_is():
    assert cut(ENGLISH, lambda text: True) == (ENGLISH, False)


@pytest.mark.parametrize(
    ("text", "room", "following", "mark"),
    [
        (ENGLISH, 150, " It took", " …"),
        (ENGLISH, 115, " The team", " …"),
        (ENGLISH, 90, ", in all", "…"),
        (ENGLISH, 70, ", a fall", "…"),
        (CHINESE, 70, "团队", "…"),
        (CHINESE, 40, "，降幅", "…"),
    ],
)
def test_it_is_cut_at_the_last_sentence_or_clause_that_fits(text, room, following, mark):
    assert shortened(text, room) == text[: text.index(following)] + mark


@pytest.mark.parametrize(
    ("text", "room"),
    [
        ("One" * 80, 60),
        ("We deliver in two days in every season, unless the port is closed for weather.", 60),
        ("The whole line runs without anybody near it, but only while the sun shines.", 60),
        ("我们保证两天之内送达全国所有的城市和乡镇，除非港口因为天气关闭。", 25),
        (
            "“It held through the whole of the winter, and then it held again,” says Anna Gruber.",
            60,
        ),
        ("When the whole of the main line stops, everybody in the plant knows it at once.", 50),
        ("当整条生产线全部停下来的时候，全厂的每一个人都会在一分钟之内知道。", 20),
        (
            "If it turns slowly, runs for two minutes at a time, or is seldom used, we say no to it.",
            70,
        ),
        (
            "Must I really stop the machine? Only for grade 3, and even then somebody decides it.",
            50,
        ),
        ("It is a worldwide coalition of governments, companies, and people who work for it.", 60),
        (
            "One constant remains: the goal of making products that are beautiful, useful and cheap.",
            80,
        ),
        ("我们为全国各地的制造企业提供设备、系统、数据和人员方面的咨询。", 25),
        ("Yes, we shall certainly do that for everybody who asks us to do so.", 40),
        ("In 2025 the price was 1,250,000 euros a year for each of the plants", 30),
        ("Read https://example.com/a,b;c and see what happens there in the long run", 40),
        ("", -1),
    ],
)
def test_nothing_is_better_than_half_the_truth(text, room):
    assert shortened(text, room) is None


def test_a_sentence_that_begins_with_a_condition_is_cut_where_another_begins_in_it():
    text = (
        "When the line stops, the plant knows it within a minute; the board does within the hour."
    )
    assert shortened(text, 70) == "When the line stops, the plant knows it within a minute…"


def test_a_reason_may_be_left_out_where_no_comma_stands():
    text = "We moved the whole plant to a new schedule because the old one had failed three times."
    assert shortened(text, 60) == "We moved the whole plant to a new schedule…"


@pytest.mark.parametrize("text", ["(a, b" * 20_000, "a, " * 50_000, "一，" * 50_000, "x " * 50_000])
def test_a_hostile_text_takes_no_longer_than_another(text):
    shortened(text, 280)


WORDS = st.lists(
    st.sampled_from(
        [
            "Downtime fell",
            "by 59 %",
            "停机时间",
            "下降了",
            "3.1",
            "1,250",
            "“",
            "”",
            "(",
            ")",
            "but",
            "但",
        ]
    ),
    min_size=1,
    max_size=30,
)
JOINTS = st.lists(
    st.sampled_from([" ", ", ", "，", "。", ". ", "; ", "！", "\n"]), min_size=30, max_size=30
)


@given(WORDS, JOINTS, st.integers(0, 200))
def test_what_is_left_is_the_beginning_word_for_word(words, joints, room):
    text = "".join(word + joint for word, joint in zip(words, joints, strict=False)).strip()
    found = cut(text, lambda candidate: len(candidate) <= room)
    if found and found.was_cut:
        left = found.text.removesuffix("…").rstrip()
        assert found.text.endswith("…") and len(found.text) <= room
        assert text.startswith(left)
        following = text[len(left) : len(left) + 1]
        assert not (
            left[-1:].isalnum()
            and left[-1:].isascii()
            and following.isalnum()
            and following.isascii()
        )
        assert left.count("“") <= left.count("”") and left.count("(") <= left.count(")")
