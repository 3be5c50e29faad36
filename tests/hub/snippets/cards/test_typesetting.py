import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.snippets.cards.typesetting import Style, set_line, set_type, typographic

STYLE = Style(400, (20, 60))


def lines(setting) -> list[str]:
    return ["".join(run.text for run in line) for line in setting.lines]


def test_a_short_text_is_large():
    assert set_type("Short.", STYLE, 1000, 400).size == 60


def test_a_longer_one_is_smaller():
    assert set_type("停机时间减少了。" * 12, STYLE, 1000, 400).size < 60


@pytest.mark.parametrize(
    "text",
    [
        "One sentence is said here. " * 90,
        "说了一句话，" * 300,
        "啊" * 5000,
        "x" * 5000,
        "😀" * 2000,
    ],
)
def test_what_no_size_holds_is_cut_and_marked(text):
    setting = set_type(text, STYLE, 600, 200)
    assert setting.cut
    assert setting.height <= 200
    assert lines(setting)[-1].endswith(("…", "..."))


def test_is_cut_after_a_sentence():
    setting = set_type("One sentence is said here. " * 90, STYLE, 600, 200)
    assert lines(setting)[-1].endswith("here. ...")


@given(st.text(max_size=200))
def test_any_text_stays_in_its_box(text):
    setting = set_type(text, STYLE, 500, 300)
    assert setting.width <= 501
    assert setting.height <= 300


def test_no_character_is_alone_on_the_last_line():
    setting = set_type(
        "先从一台停下来就会让全厂停下来的机器做起，而不是从传感器最多的那台做起", STYLE, 640, 300
    )
    assert len(lines(setting)[-1]) > 2


def test_one_line_is_cut_at_a_word():
    assert lines(set_line("A title that goes on and on", STYLE, 400)) == ["A title that..."]


def test_a_line_without_room_is_empty():
    assert set_line("A title", STYLE, 0).lines == ()


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("He said \"stop\" and it's 'fine'.", "He said “stop” and it’s ‘fine’."),
        ("他说\"停\"，然后'好'。", "他说“停”，然后‘好’。"),
        ("from the '90s", "from the ‘90s"),
        ("(-59%) 41-17 ISO-9", "(−59%) 41-17 ISO-9"),
        ("two\t spaces\nline", "two spaces\nline"),
    ],
)
def test_the_marks_of_printers(typed, set_):
    assert typographic(typed) == set_
