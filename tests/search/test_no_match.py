"""How often the hub says that nothing fits, rightly or not."""

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from search.evaluation.no_match import Asked, lines, plot

ASKED = st.builds(
    Asked, st.text(max_size=20), st.sampled_from(["en", "zh", ""]), st.booleans(), st.floats(0, 1)
)


def test_misses_are_counted_by_sort_and_language_and_named():
    asked = [
        Asked("press", "en", True, 0.9),
        Asked("停机", "zh", True, 0.3),
        Asked("dough", "en", False, 0.6),
        Asked("tulips", "en", False, 0.1),
    ]
    told = "\n".join(lines(asked, 0.5))
    assert "answerable, but no match: 1 of 2 (50.0%)" in told and "0.30  停机" in told
    assert "off topic, but a match: 1 of 2 (50.0%)" in told and "0.60  dough" in told
    assert "zh: 1 of 1 (100.0%)" in told and "tulips" not in told


@given(st.lists(ASKED, max_size=30))
def test_the_plot_is_a_picture_whatever_was_asked(asked):
    root = ElementTree.fromstring(plot(asked, 0.5))
    for line in root.iter("{http://www.w3.org/2000/svg}polyline"):
        places = [tuple(map(float, point.split(","))) for point in line.attrib["points"].split()]
        assert places == sorted(places)  # the share only falls, and y is counted downwards
        assert all(0 <= x <= 720 and 0 <= y <= 384 for x, y in places)
