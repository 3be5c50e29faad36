import pytest
from PIL import ImageFont

from hub.snippets.cards.fonts import font, runs, squeezed, width


def texts(text: str, chinese: bool = True) -> list[str]:
    return [run.text for run in runs(text, chinese)]


def test_quotation_marks_are_those_of_the_language():
    (latin,) = runs("“don’t”", chinese=False)
    assert width(latin, 400) < 3.5
    assert texts("“泵”") == ["“泵”"]


def test_an_apostrophe_is_latin_in_chinese_too():
    assert texts("用 it’s 吧") == ["用", " it’s ", "吧"]


@pytest.mark.parametrize("text", ["\ue000", "\U00013000", "\u200b", "\ufeff", "\x07", "￾"])
def test_what_no_face_has_is_left_out(text):
    assert runs(text, chinese=True) == ()


@pytest.mark.parametrize(
    "text",
    [
        "魑魅魍魎",
        "漢字",
        "🎉",
        "👩‍👩‍👧",
        "🇨🇳",
        "1️⃣",
        "→≥½²",
        "ไทย",
        "سلام",
        "שלום",
        "Ελλάδα",
        "Žluť",
        "ữ",
        "€",
        "かな",
        "한글",
    ],
)
def test_no_empty_boxes(text):
    drawn = runs(text, chinese=True)
    assert "".join(run.text for run in drawn) == text
    for run in drawn:
        missing = font(run.face, 400, 40).getmask("\U0010ffff")
        assert bytes(font(run.face, 400, 40).getmask(run.text)) != bytes(missing)


def test_punctuation_beside_punctuation_takes_half_its_square():
    line = squeezed(runs("“停”，好。", chinese=True))
    assert [(run.text, run.half) for run in line] == [
        ("“", True),
        ("停", False),
        ("”", True),
        ("，好。", False),
    ]


def test_fonts_are_variable():
    (run,) = runs("泵", chinese=True)
    assert isinstance(font(run.face, 700, 40), ImageFont.FreeTypeFont)
    assert bytes(font(run.face, 700, 40).getmask("泵")) != bytes(
        font(run.face, 400, 40).getmask("泵")
    )
