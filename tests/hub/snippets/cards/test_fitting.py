from hypothesis import given
from hypothesis import strategies as st

from hub.snippets.cards.fitting import Measured, balanced, best, count

lengths = st.lists(st.floats(0.5, 6), min_size=1, max_size=30)


def measured(widths, space=0.25, costs=None):
    return Measured(widths, [space] * len(widths), costs or [0.0] * len(widths))


@given(lengths, st.floats(6, 20))
def test_no_line_is_longer_than_the_room_and_no_atom_lost(widths, room):
    paragraph = measured(widths)
    _cost, lines = balanced(paragraph, room)
    assert [n for start, end in lines for n in range(start, end)] == list(range(len(widths)))
    assert all(paragraph.length(start, end) <= room + 1e-5 for start, end in lines)


@given(lengths, st.floats(6, 20))
def test_no_more_lines_than_need_be(widths, room):
    paragraph = measured(widths)
    assert len(balanced(paragraph, room)[1]) == count(paragraph, room)


def test_lines_are_alike_in_length():
    # First come, first served would leave one alone: 9 + 1.
    assert balanced(measured([1.0] * 10, space=0.0), 9.0)[1] == [(0, 5), (5, 10)]


def test_a_line_begins_where_it_costs_least():
    costs = [0.0] * 10
    costs[5] = 12.0
    assert balanced(measured([1.0] * 10, 0.0, costs), 9.0)[1] in (
        [(0, 4), (4, 10)],
        [(0, 6), (6, 10)],
    )


def test_what_no_line_holds():
    assert count(measured([7.0]), 6.0) == float("inf")


def test_as_large_as_the_box_allows():
    size, lines = best([measured([1.0] * 4, space=0.0)], (400, 100), (20, 90), 1.0)
    assert (size, lines) == (90, [[(0, 4)]])


def test_nothing_where_the_least_size_is_too_large():
    assert best([measured([1.0] * 40, space=0.0)], (100, 100), (50, 90), 1.0) is None
