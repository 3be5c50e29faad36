"""Sizes and cuts: never larger than the picture, and always around what it is about."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.pictures.presets import SHAPES, Point, Preset, Size, cut, sizes

ORIGINALS = st.builds(Size, st.integers(1, 12_000), st.integers(1, 12_000))
FOCUSES = st.builds(Point, st.floats(0, 1), st.floats(0, 1))
PRESETS = st.sampled_from(Preset)


@pytest.mark.parametrize(
    ("preset", "original", "expected"),
    [
        (Preset.FULL, Size(4000, 3000), [(480, 360), (800, 600), (1200, 900), (1600, 1200)]),
        (Preset.FULL, Size(1000, 500), [(480, 240), (800, 400), (1000, 500)]),
        (Preset.FULL, Size(40, 30), [(40, 30)]),
        (Preset.SQUARE, Size(4000, 3000), [(160, 160), (320, 320), (640, 640)]),
        (Preset.SQUARE, Size(300, 4000), [(160, 160), (300, 300)]),
        (Preset.SOCIAL, Size(4000, 3000), [(1200, 630)]),
        (Preset.SOCIAL, Size(600, 3000), [(600, 315)]),
        (Preset.CARD, Size(1, 1), [(1, 1)]),
    ],
)
def test_sizes(preset, original, expected):
    assert sizes(preset, original) == expected


@given(PRESETS, ORIGINALS)
def test_a_picture_is_never_made_larger(preset, original):
    for size in sizes(preset, original):
        assert 1 <= size.width <= original.width
        # In a single row of pixels no ratio can be kept.
        assert 1 <= size.height <= original.height + 1


@given(PRESETS, ORIGINALS)
def test_sizes_are_few_and_ascend(preset, original):
    widths = [size.width for size in sizes(preset, original)]
    assert widths == sorted(set(widths))
    assert len(widths) <= len(SHAPES[preset].widths)
    assert widths[-1] <= SHAPES[preset].widths[-1]


@given(PRESETS, ORIGINALS, FOCUSES)
def test_what_is_cut_out_is_inside_and_holds_the_focus(preset, original, focus):
    box = cut(preset, original, focus)
    tiny = 1e-9
    assert -tiny <= box.left < box.right <= 1 + tiny
    assert -tiny <= box.top < box.bottom <= 1 + tiny
    assert box.left - tiny <= focus.x <= box.right + tiny
    assert box.top - tiny <= focus.y <= box.bottom + tiny


@given(PRESETS, ORIGINALS, FOCUSES)
def test_what_is_cut_out_has_the_ratio(preset, original, focus):
    box = cut(preset, original, focus)
    width = (box.right - box.left) * original.width
    height = (box.bottom - box.top) * original.height
    wanted = SHAPES[preset].ratio or Fraction(original.width, original.height)
    assert width / height == pytest.approx(float(wanted))


def test_the_focus_is_in_the_middle_where_there_is_room():
    assert cut(Preset.SQUARE, Size(400, 100), Point(0.5, 0.5)) == (0.375, 0, 0.625, 1)
    assert cut(Preset.SQUARE, Size(400, 100), Point(0.25, 0.9)) == (0.125, 0, 0.375, 1)
    assert cut(Preset.SQUARE, Size(400, 100), Point(1, 0.9)) == (0.75, 0, 1, 1)
