import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.brand import colours

hexes = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")


@pytest.mark.parametrize(
    ("written", "meant"), [("#10283a", "#10283A"), (" #fff ", "#FFFFFF"), ("#1aF", "#11AAFF")]
)
def test_one_spelling(written, meant):
    assert colours.normal(written) == meant


@pytest.mark.parametrize(
    "written", ["", "red", "#12", "#12345", "#gggggg", "10283A", "#１０２８３Ａ", "#fff;"]
)
def test_what_is_no_colour_is_refused(written):
    with pytest.raises(ValueError, match="no colour"):
        colours.normal(written)


def test_contrast_is_that_of_wcag():
    assert colours.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert colours.contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@given(hexes)
def test_text_can_be_read_on_any_background(background):
    assert colours.contrast(colours.readable_on(background), background) >= colours.TEXT


@given(hexes)
def test_what_is_muted_can_be_read_too(background):
    soft = colours.muted(colours.readable_on(background), background)
    assert colours.contrast(soft, background) >= colours.TEXT


@given(hexes, hexes)
def test_what_is_proposed_instead_has_the_contrast(colour, background):
    assert colours.contrast(colours.nearest(colour, background, 3), background) >= 3
