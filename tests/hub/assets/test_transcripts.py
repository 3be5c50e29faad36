"""Who speaks, and when."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.assets.transcripts import Turn, turns


@given(
    st.one_of(
        st.text(), st.lists(st.sampled_from(["Ann: ", "12:03 ", "\n", "李娜：", "x"])).map("".join)
    )
)
def test_nothing_is_lost(transcript):
    assert "".join(turn.text for turn in turns(transcript)) == transcript


@pytest.mark.parametrize(
    ("transcript", "labels"),
    [
        ("Ann: Did it hold?\nBen: It did.\nAnn: Good.\nBen: Yes.", ["Ann", "Ben", "Ann", "Ben"]),
        (
            "李娜：撑住了吗？\n王工：撑住了。\n李娜：好。\n王工：嗯。",
            ["李娜", "王工", "李娜", "王工"],
        ),
        ("[00:12:03] Ann Lee: Hello.\n[00:12:09] Ben: Hi.", ["Ann Lee", "Ben"]),
        ("Ann Lee (12:03): Hello.\nand more.", ["Ann Lee"]),
        ("00:00\nHello.\n00:31\nBye.", ["00:00", "00:31"]),
        ("00:00:01.000 --> 00:00:04.000\nHello.", ["00:00:01.000"]),
        ("Welcome all.\nAnn: Hi.\nAnn: Well.", ["", "Ann", "Ann"]),
    ],
)
def test_a_turn_is_labelled(transcript, labels):
    assert [turn.label for turn in turns(transcript)] == labels


@pytest.mark.parametrize(
    "prose",
    [
        "Hello and welcome.\nThe question is: does it hold?",
        "See https://example.org: it says so.\nhttps://example.org",
        "Hello.\nBye.",
    ],
)
def test_prose_is_one_turn(prose):
    assert list(turns(prose)) == [Turn("", prose)]


def test_silence_has_no_turns():
    assert list(turns("")) == []


@pytest.mark.parametrize("piece", ["a ", "1:", "a: ", "12:03 ", " ", "\n", "(", "- "])
def test_a_long_one_takes_little_time(piece):
    started = time.process_time()
    list(turns(piece * 50_000))
    assert time.process_time() - started < 3
