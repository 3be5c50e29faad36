import contextlib
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.importing import values
from hub.importing.slugs import free_slug, slug_of


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        ("2015-09-21 16:52:00 -4", datetime(2015, 9, 21, 20, 52, tzinfo=UTC)),
        ("2015-09-21T16:52:00+08:00", datetime(2015, 9, 21, 8, 52, tzinfo=UTC)),
        ("2015-09-21T16:52:00Z", datetime(2015, 9, 21, 16, 52, tzinfo=UTC)),
        ("2015-09-21", datetime(2015, 9, 20, 16, 0, tzinfo=UTC)),  # midnight in Shanghai
        ("2015年9月21日", datetime(2015, 9, 20, 16, 0, tzinfo=UTC)),
        ("September 21, 2015", datetime(2015, 9, 20, 16, 0, tzinfo=UTC)),
    ],
)
def test_dates_are_read_as_people_write_them(said, moment):
    assert values.as_moment(said) == moment


@pytest.mark.parametrize(
    "said", ["2020-13-45", "2020-02-30", "soon", "0001-01-01", "2020-1-1 25:00"]
)
def test_what_is_no_date_is_said_to_be_none(said):
    with pytest.raises(ValueError, match="is not a date"):
        values.as_moment(said)


@pytest.mark.parametrize(
    ("said", "figure"),
    [
        (41, (Decimal(41), "")),
        (-59.5, (Decimal("-59.5"), "")),
        ("1,200", (Decimal(1200), "")),
        ("26 小时", (Decimal(26), "小时")),
        ("~ 3.5 days", (Decimal("3.5"), "days")),
        ("−7%", (Decimal(-7), "%")),
    ],
)
def test_figures_may_carry_their_unit(said, figure):
    assert values.as_figure(said) == figure


@pytest.mark.parametrize("said", ["half", "", True, "9" * 40, float("nan")])
def test_what_is_no_figure_is_refused(said):
    with pytest.raises(ValueError, match="figure"):
        values.as_figure(said)


def test_durations_are_seconds_or_clock_times():
    assert [values.as_seconds(said) for said in (2640, "44:00", "1:02:03")] == [2640, 2640, 3723]


def test_lists_are_cut_at_separators_of_both_languages():
    assert values.as_list("甲、乙，丙, d; 甲") == ["甲", "乙", "丙", "d"]


def test_authors_may_be_tables():
    assert values.as_list([{"name": "Lin Wei", "email": "x"}, "Bo"]) == ["Lin Wei", "Bo"]


@given(st.text())
def test_scrubbed_text_can_be_stored(text):
    scrubbed = values.scrubbed(text)
    assert "\x00" not in scrubbed
    scrubbed.encode()  # no lone surrogates


@given(st.text())
def test_any_text_either_is_a_date_or_is_refused(text):
    with contextlib.suppress(ValueError):
        assert values.as_moment(text).tzinfo is not None


def test_chinese_names_have_readable_slugs():
    assert slug_of("预测性维护") == "yu-ce-xing-wei-hu"


@given(st.text(min_size=1))
def test_every_name_has_a_slug(name):
    slug = slug_of(name)
    assert slug and slug.isascii() and len(slug) <= 100


def test_a_taken_slug_gets_a_number():
    assert free_slug("a", {"a", "a-2"}) == "a-3"
