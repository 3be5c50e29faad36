import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.suitability import FOR_OTHERS, TERMS, freshness, marks, standing, worth

FACETS = list(TERMS)
MARK = st.sampled_from([-0.5, -0.1, 0.0, 1.0])
STAGES = ["aware", "interested", "evaluating", "deciding", "using"]


def of(
    carried: dict[str, float], near: float = 0.0, age: float = np.inf, performance: float = 0.5
) -> float:
    arrays = {facet: np.array([mark]) for facet, mark in carried.items()}
    wanted = {facet: np.array([near]) for facet in FACETS}
    return float(standing(arrays, wanted, np.array([age]), np.array([performance]))[0])


@given(
    carried=st.fixed_dictionaries(dict.fromkeys(FACETS, MARK)),
    facet=st.sampled_from(FACETS),
    near=st.tuples(st.floats(-9, 9), st.floats(-9, 9)),
    ages=st.tuples(st.floats(0, 1e5), st.floats(0, 1e5)),
    performance=st.tuples(st.floats(0, 1), st.floats(0, 1)),
)
def test_a_term_more_is_worth_more_than_all_that_is_no_term(
    carried, facet, near, ages, performance
):
    without = of({**carried, facet: 0.0}, near[0], ages[0], performance[0])
    assert of({**carried, facet: 1.0}, near[1], ages[1], performance[1]) >= without


@given(st.fixed_dictionaries(dict.fromkeys(FACETS, MARK)), st.sampled_from(FACETS))
def test_what_is_for_others_comes_after_what_is_for_nobody_in_particular(carried, facet):
    assert of({**carried, facet: -0.5}) < of({**carried, facet: 0.0})


@given(st.floats(-9, 9), st.floats(-9, 9))
def test_the_nearer_is_never_lower(first, second):
    low, high = sorted((first, second))
    assert of({}, low) <= of({}, high)


def test_what_is_new_is_fresh_and_wears_off():
    assert freshness(np.array([-5.0, 0.0, 365.0, np.inf])).tolist() == [1.0, 1.0, 0.5, 0.0]


def test_of_several_terms_the_one_that_is_worth_most_counts():
    carriers = [(-0.5, np.array([0, 2], np.int32)), (1.0, np.array([0], np.int32))]
    assert marks(4, carriers).tolist() == [1.0, 0.0, -0.5, 0.0]
    assert marks(4, reversed(carriers)).tolist() == [1.0, 0.0, -0.5, 0.0]


def test_another_term_is_for_others():
    assert [worth("finance", one) for one in ("finance", "user")] == [1.0, -FOR_OTHERS]


@given(st.sampled_from(STAGES))
def test_the_further_off_a_stage_the_more_it_is_for_others(wanted):
    own = STAGES.index(wanted)
    ahead = [worth(stage, wanted, STAGES) for stage in STAGES[own:]]
    behind = [worth(stage, wanted, STAGES) for stage in reversed(STAGES[: own + 1])]
    assert ahead == sorted(ahead, reverse=True)
    assert behind == sorted(behind, reverse=True)
    assert all(-FOR_OTHERS <= one < 0 for one in (*ahead[1:], *behind[1:]))


def test_the_next_stage_is_nearer_than_the_one_before():
    assert worth("evaluating", "interested", STAGES) > worth("aware", "interested", STAGES)


def test_a_stage_off_the_way_is_for_others():
    assert worth("unknown", "aware", STAGES) == -FOR_OTHERS
