import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.suitability import TERMS, deviations, freshness, marks, standing

FACETS = list(TERMS)
MARK = st.sampled_from([-0.5, 0.0, 1.0])


def of(carried: dict[str, float], closeness: float = 0.0, age: float = np.inf) -> float:
    arrays = {facet: np.array([mark]) for facet, mark in carried.items()}
    return float(standing(arrays, [np.array([closeness])], np.array([age]))[0])


@given(
    carried=st.fixed_dictionaries(dict.fromkeys(FACETS, MARK)),
    facet=st.sampled_from(FACETS),
    closeness=st.tuples(st.floats(-9, 9), st.floats(-9, 9)),
    ages=st.tuples(st.floats(0, 1e5), st.floats(0, 1e5)),
)
def test_a_term_more_is_worth_more_than_all_that_is_no_term(carried, facet, closeness, ages):
    without = of({**carried, facet: 0.0}, closeness[0], ages[0])
    assert of({**carried, facet: 1.0}, closeness[1], ages[1]) >= without


@given(st.fixed_dictionaries(dict.fromkeys(FACETS, MARK)), st.sampled_from(FACETS))
def test_what_is_for_others_comes_after_what_is_for_nobody_in_particular(carried, facet):
    assert of({**carried, facet: -0.5}) < of({**carried, facet: 0.0})


@given(st.floats(-9, 9), st.floats(-9, 9))
def test_the_nearer_is_never_lower(first, second):
    low, high = sorted((first, second))
    assert of({}, low) <= of({}, high)


def test_what_is_new_is_fresh_and_wears_off():
    assert freshness(np.array([-5.0, 0.0, 365.0, np.inf])).tolist() == [1.0, 1.0, 0.5, 0.0]


def test_marks_tell_own_from_others_from_none():
    assert marks(4, own=np.array([0], np.int32), of_facet=np.array([0, 2], np.int32)).tolist() == [
        1.0,
        0.0,
        -0.5,
        0.0,
    ]


def test_deviations_are_counted_among_those_named():
    values = np.array([1.0, 3.0, 100.0])
    assert deviations(values, np.array([True, True, False])).tolist() == [-1.0, 1.0, 98.0]


def test_where_all_are_alike_none_deviates():
    assert deviations(np.ones(3), np.ones(3, dtype=bool)).tolist() == [0.0, 0.0, 0.0]
