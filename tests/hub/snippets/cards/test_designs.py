"""What is drawn, told by its pixels."""

from functools import partial

import numpy as np
import pytest
from PIL import ImageFont

from hub.brand.look import Look
from hub.snippets.cards import fonts
from hub.snippets.cards.card import LANDSCAPE, SIZES, Card
from hub.snippets.cards.designs import picture

LOOK = Look(name="Kestrel 红隼", background="#10283A", accent="#F2B544")


def pixels(card, size=LANDSCAPE):
    return np.asarray(picture(card, size)).astype(int)


def share(image, colour: str) -> float:
    """Of the picture that is of that colour."""
    wanted = [int(colour[n : n + 2], 16) for n in (1, 3, 5)]
    return float((np.abs(image - wanted).max(axis=-1) < 8).mean())


@pytest.mark.parametrize("size", SIZES.values(), ids=str)
@pytest.mark.parametrize(
    "card",
    [
        Card("Downtime fell by 59%.", LOOK, "A title", figure="59%"),
        Card("“停机少了一半。”", LOOK, "标题", quote=True, speaker="李娜", role="厂长"),
        Card("先从一台做起。", LOOK, "标题"),
    ],
    ids=["figure", "quote", "text"],
)
def test_margins_stay_empty(card, size):
    image = pixels(card, size)
    assert image.shape == (size.height, size.width, 3)
    for edge in (image[:24], image[-24:], image[:, :40], image[:, -40:]):
        assert share(edge, LOOK.background) == 1


def test_a_figure_is_large_and_in_the_accent():
    with_figure = Card("Downtime fell by 59%.", LOOK, figure="59%")
    without = Card("Downtime fell by 59%.", LOOK)
    assert share(pixels(with_figure), LOOK.accent) > 10 * share(pixels(without), LOOK.accent)


def test_the_quotation_mark_stands_for_those_around_the_whole():
    one, other = (Card(text, LOOK, quote=True) for text in ("“It held.”", "It held."))
    assert (pixels(one) == pixels(other)).all()


def test_a_quote_within_keeps_its_marks():
    said = Card("“It held,” she said, “all night.”", LOOK, quote=True)
    bare = Card("It held,” she said, “all night.", LOOK, quote=True)
    assert (pixels(said) != pixels(bare)).any()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x" * 5000,
        "啊" * 5000,
        "😀" * 300,
        "\ue000",
        "שלום 59%",
        "59%" * 400,
        "\n\n",
        "<b>&amp;</b>",
    ],
)
@pytest.mark.parametrize("kind", [{}, {"quote": True, "speaker": "S" * 500, "role": "R" * 500}])
def test_anything_can_be_drawn(text, kind):
    picture(Card(text, Look(name="N" * 200), "T" * 500, **kind), LANDSCAPE)


def test_a_long_figure_is_made_smaller():
    figure = "1,234,567,890,123,456 percentage points"
    image = pixels(Card(f"It rose by {figure}.", LOOK, figure=figure))
    assert share(image[:, -40:], LOOK.background) == 1


def test_another_text_brand_or_source_is_another_card():
    cards = [
        Card("A", LOOK),
        Card("B", LOOK),
        Card("A", Look(name="Other")),
        Card("A", LOOK, "Title"),
        Card("A", LOOK, quote=True),
    ]
    assert len({card.digest for card in cards}) == 5
    assert Card("A", LOOK).digest == Card("A", LOOK).digest


@pytest.fixture
def plain_layout(monkeypatch):
    """As a Pillow that came without its layout library."""
    opened = ImageFont.truetype
    basic = partial(opened, layout_engine=ImageFont.Layout.BASIC)
    monkeypatch.setattr(fonts, "_RAQM", False)
    monkeypatch.setattr(fonts.ImageFont, "truetype", basic)
    for cached in (fonts.font, fonts.width):
        cached.cache_clear()
    yield
    for cached in (fonts.font, fonts.width):
        cached.cache_clear()


@pytest.mark.parametrize("text", ["他说“停”，好。", "انخفض وقت التوقف 59%", "👩‍👩‍👧 é̂"])
def test_is_drawn_without_the_layout_library_too(plain_layout, text):
    picture(Card(text, LOOK), LANDSCAPE)


def test_right_to_left_stays_in_order_without_it(plain_layout):
    assert fonts.directed("אב", right_to_left=True) == ("בא", None)
