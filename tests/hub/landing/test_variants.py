"""The fallback chain, against a second telling of it that shares no code with it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.landing.variants import DEFAULT, FALLBACK, Choice, choose
from hub.targeting.feed import Visitor

FACETS = ("persona", "stage", "industry")
SLUGS = st.sampled_from(["a", "b"])
CONDITIONS = st.lists(
    st.dictionaries(st.sampled_from(FACETS), SLUGS, min_size=0, max_size=3), max_size=8
)
VISITORS = st.builds(Visitor, *[st.sampled_from(["", "a", "b"])] * 3)


def holds(visitor, condition):
    return bool(condition) and all(getattr(visitor, f) == slug for f, slug in condition.items())


def weight(condition):
    """More facets weigh more; of as many, the persona, then the stage."""
    return len(condition), "persona" in condition, "stage" in condition


@given(VISITORS, CONDITIONS)
def test_the_most_specific_that_holds_is_served_and_of_equals_the_first(visitor, conditions):
    holding = [place for place, one in enumerate(conditions) if holds(visitor, one)]
    expected = min(holding, key=lambda p: ([-n for n in weight(conditions[p])], p), default=None)
    assert choose(visitor, conditions).place == expected


@given(VISITORS, CONDITIONS)
def test_the_rule_is_what_the_condition_asked_for(visitor, conditions):
    choice = choose(visitor, conditions)
    if choice.place is None:
        assert choice.rule == DEFAULT
    else:
        assert choice.rule in FALLBACK
        assert set(choice.rule) == set(conditions[choice.place])


@given(VISITORS, CONDITIONS, st.dictionaries(st.sampled_from(FACETS), SLUGS, max_size=3))
def test_what_does_not_hold_changes_nothing(visitor, conditions, more):
    if not holds(visitor, more):
        assert choose(visitor, [*conditions, more]) == choose(visitor, conditions)


@given(CONDITIONS)
def test_nobody_in_particular_gets_the_default(conditions):
    assert choose(Visitor(), conditions) == Choice()


@pytest.mark.parametrize(("better", "worse"), list(pairwise(FALLBACK)))
def test_the_chain_is_in_the_order_that_is_written_down(better, worse):
    visitor = Visitor("a", "a", "a")
    conditions = [dict.fromkeys(worse, "a"), dict.fromkeys(better, "a")]
    assert choose(visitor, conditions) == Choice(1, better)


def test_all_that_can_be_asked_for_is_in_the_chain():
    assert {frozenset(rule) for rule in FALLBACK} == {
        frozenset(f for f, bit in zip(FACETS, bits, strict=True) if bit)
        for bits in [(a, b, c) for a in (0, 1) for b in (0, 1) for c in (0, 1)]
        if any(bits)
    }
