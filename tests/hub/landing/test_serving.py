"""Which fields of a section a visitor gets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.landing.serving import is_empty, served
from hub.targeting.feed import Visitor

FINANCE = Visitor(persona="finance")


def section(alternatives=(), **fields):
    items = [{"type": "item", "id": f"a{n}", "value": one} for n, one in enumerate(alternatives)]
    return {"id": "s", "type": "hero", "value": {**fields, "alternatives": items}}


def test_the_default_is_served_to_whom_no_alternative_is_for():
    [found] = served([section([{"persona": "user", "heading": "B"}], heading="A")], FINANCE)
    assert (found.fields, found.variant) == ({"heading": "A"}, "")


def test_an_alternative_says_otherwise_only_what_it_says():
    alternative = {"persona": "finance", "stage": "", "heading": "B", "text": "", "count": None}
    [found] = served([section([alternative], heading="A", text="T", count=2)], FINANCE)
    assert found.fields == {"heading": "B", "text": "T", "count": 2}
    assert found.variant == "a0"


def test_an_alternative_leads_elsewhere_however_it_says_where():
    alternative = {"persona": "finance", "cta_page": None, "cta_document": None, "cta_url": "/go"}
    default = {"cta_label": "Go", "cta_page": 7, "cta_document": None, "cta_url": ""}
    [found] = served([section([alternative], **default)], FINANCE)
    assert found.fields == {"cta_label": "Go", "cta_url": "/go"}


def test_the_most_specific_alternative_wins():
    alternatives = [
        {"persona": "finance", "heading": "B"},
        {"persona": "finance", "stage": "deciding", "heading": "C"},
    ]
    [found] = served([section(alternatives, heading="A")], Visitor("finance", "deciding"))
    assert found.fields["heading"] == "C"


@given(st.lists(st.sampled_from(["hero", "cta"]), max_size=5))
def test_sections_keep_their_order(types):
    sections = [{**section(heading=str(n)), "type": kind} for n, kind in enumerate(types)]
    found = served(sections, FINANCE)
    assert [one.fields["heading"] for one in found] == [str(n) for n in range(len(types))]


@pytest.mark.parametrize("stored", [{}, {"value": None}, {"type": "hero", "value": {}}])
def test_a_section_without_anything_is_no_error(stored):
    [found] = served([stored], FINANCE)
    assert found.fields == {}


@pytest.mark.parametrize(
    "value", ["", "  ", '<p data-block-key="x"></p>', [], {}, None, {"columns": [{}], "rows": []}]
)
def test_empty(value):
    assert is_empty(value)


@pytest.mark.parametrize("value", ["0", "<p>x</p>", [1], 1, {"rows": [{"values": []}]}])
def test_not_empty(value):
    assert not is_empty(value)
