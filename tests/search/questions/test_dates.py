"""Times of publication in questions; above all, numbers that are none."""

import time
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.questions.dates import find_periods
from search.questions.terms import Folded

NOW = datetime(2026, 11, 21, 10, 30, tzinfo=UTC)


def read(question: str, now: datetime = NOW) -> list[tuple[str, str, bool]]:
    """(wording, range, whether it is a condition) of each time that has begun."""
    text = Folded(question)
    return [
        (text.verbatim(p.start, p.end), f"{_day(p.after)}..{_day(p.before)}", p.strict)
        for p in find_periods(text, now)
        if not p.ahead
    ]


def _day(moment: datetime | None) -> str:
    return moment.date().isoformat() if moment else ""


@pytest.mark.parametrize(
    ("question", "wording", "within"),
    [
        ("stories after 2024", "after 2024", "2025-01-01.."),
        ("logistics since March 2024", "since March 2024", "2024-03-01.."),
        ("written before 2024", "before 2024", "..2024-01-01"),
        ("newer than 2025", "newer than 2025", "2026-01-01.."),
        ("no later than 2023", "no later than 2023", "..2024-01-01"),
        ("from the year 2024", "from the year 2024", "2024-01-01..2025-01-01"),
        ("from 2024 onwards", "from 2024 onwards", "2024-01-01.."),
        ("between 2023 and 2025", "between 2023 and 2025", "2023-01-01..2026-01-01"),
        ("published in Q3 2025", "published in Q3 2025", "2025-07-01..2025-10-01"),
        ("the last two years", "the last two years", "2024-11-21.."),
        ("over the past 18 months", "over the past 18 months", "2025-05-21.."),
        ("last couple of weeks", "last couple of weeks", ""),
        ("published last year", "published last year", "2025-01-01..2026-01-01"),
        ("最近两年讲排产的", "最近两年", "2024-11-21.."),
        ("近三个月的案例", "近三个月", "2026-08-21.."),
        ("过去半年", "过去半年", "2026-05-21.."),
        ("2024年以后的", "2024年以后", "2024-01-01.."),
        ("2024年3月以来", "2024年3月以来", "2024-03-01.."),
        ("2024年之后", "2024年之后", "2025-01-01.."),
        ("2024年以前", "2024年以前", "..2024-01-01"),
        ("自2023年起", "自2023年起", "2023-01-01.."),
        ("从2023年到2025年", "从2023年到2025年", "2023-01-01..2026-01-01"),
        ("２０２５年发的", "２０２５年发的", "2025-01-01..2026-01-01"),
        ("21年到22年那会儿", "21年到22年那会儿", "2021-01-01..2023-01-01"),
        ("去年的案例", "去年", "2025-01-01..2026-01-01"),
        ("今年以来", "今年以来", "2026-01-01.."),
    ],
)
def test_conditions(question, wording, within):
    [(words, bounds, strict)] = read(question)
    assert (words, strict) == (wording, True)
    assert bounds == within or not within


@pytest.mark.parametrize(
    ("question", "within"),
    [
        ("downtime in 2025", "2025-01-01..2026-01-01"),
        ("in the second half of 2026", "2026-07-01..2027-01-01"),
        ("what went wrong last year", "2025-01-01..2026-01-01"),
        ("this quarter", "2026-10-01..2027-01-01"),
        ("2026年上半年给采购的", "2026-01-01..2026-07-01"),
        ("2025年第三季度", "2025-07-01..2025-10-01"),
        ("去年停机减少", "2025-01-01..2026-01-01"),
        ("上个月", "2026-10-01..2026-11-01"),
    ],
)
def test_times_that_may_be_of_what_happened_are_no_conditions(question, within):
    [(_, bounds, strict)] = read(question)
    assert (bounds, strict) == (within, False)


@pytest.mark.parametrize(
    "question",
    [
        "ISO 27001:2022",
        "reduced by 2024 hours",
        "after 2024 hours of operation",
        "since 2000 units were sold",
        "WCAG 2.2",
        "Windows 2019",
        "2030 climate goals",
        "net zero by 2030",
        "before 2030",
        "2030年碳中和目标",
        "at the end of 2024/25",
        "part 2024-1",
        "两年内回本",
        "三年前换的泵",
        "20年质保",
        "3年到5年",
        "1990年代的控制柜",
        "附近三年",
        "最近有什么案例",
        "two years later",
        "a tax on flats",
        "",
        "😀 \ud800",
    ],
)
def test_numbers_that_are_no_time_of_publication(question):
    assert read(question) == []


def test_days_are_those_of_the_time_zone():
    shanghai = timezone(timedelta(hours=8))
    late = datetime(2026, 12, 31, 20, tzinfo=UTC)
    [(_, of_utc, _)] = read("published this year", late)
    [(_, of_shanghai, _)] = read("published this year", late.astimezone(shanghai))
    assert (of_utc[:4], of_shanghai[:4]) == ("2026", "2027")


def test_a_month_ago_on_a_day_that_month_lacks():
    [(_, within, _)] = read("past 3 months", datetime(2026, 5, 31, tzinfo=UTC)) or read(
        "the last 3 months", datetime(2026, 5, 31, tzinfo=UTC)
    )
    assert within == "2026-02-28.."


PIECES = [
    "2024",
    "21",
    "年",
    "以后",
    "到",
    "最近",
    "两年",
    "since ",
    "after ",
    "last ",
    "two ",
    "years",
    " ",
    "9999",
    "0001",
]


@given(
    st.one_of(st.lists(st.sampled_from(PIECES), max_size=14).map("".join), st.text(max_size=60)),
    st.datetimes(
        NOW.replace(1990, tzinfo=None), NOW.replace(2090, tzinfo=None), timezones=st.just(UTC)
    ),
)
@settings(deadline=None, max_examples=300)
def test_any_text_at_any_time(question, now):
    text = Folded(question)
    for period in find_periods(text, now):
        assert 0 <= period.start < period.end <= len(text.text)
        assert period.after is None or period.before is None or period.after < period.before


@pytest.mark.parametrize(
    "piece", ["2024 to ", "since ", "2024年", "最近", "last ", "近3", "1", "first half of ", "the "]
)
def test_a_long_question_takes_little_time(piece):
    question = (piece * 2000)[:2000]
    read(question)
    started = time.process_time()
    read(question)
    assert time.process_time() - started < 0.3
