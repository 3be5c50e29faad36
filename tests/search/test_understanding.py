"""A question to what it asks for, and what is left to look for."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search import understanding
from search.text import clean
from search.understanding import Asked, By, Company, TermEntry, Use, understand

NOW = datetime(2026, 11, 21, tzinfo=UTC)
TERMS = [
    TermEntry("industry", "manufacturing", ("Manufacturing", "制造业")),
    TermEntry("industry", "automotive", ("Automotive", "汽车")),
    TermEntry("topic", "downtime", ("Downtime", "停机")),
    TermEntry("persona", "cfo", ("CFO",)),
    TermEntry("content_type", "case", ("Case study",)),
    TermEntry("format", "case", ("Case study",)),
]
KESTREL = Company("Kestrel Stampings", {"industry": frozenset({"automotive"})})


@pytest.fixture(autouse=True)
def registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(understanding, "_vocabularies", [lambda: TERMS])
    monkeypatch.setattr(understanding, "_companies", [lambda viewer: [KESTREL] if viewer else []])


def asked(
    question: str, uses: dict[tuple[str, str], Use] | None = None, viewer: object = 1
) -> Asked:
    return understand(question, NOW, viewer, uses)


def brief(found: Asked) -> list[str]:
    """Each as `-kind:slug=use`, with a minus where it is not wanted."""
    return [f"{'-' * one.negated}{one.kind}:{one.slug}={one.use}" for one in found.understood]


def test_terms_of_both_languages_are_boosts_in_the_order_of_the_question():
    found = asked("制造业客户，用了之后停机时间少了的，给 CFO 看")
    assert brief(found) == [
        "industry:manufacturing=boost",
        "topic:downtime=boost",
        "persona:cfo=boost",
    ]
    assert found.text == "制造业客户，用了之后停机时间少了的，给 CFO 看"


def test_a_term_is_told_once_at_its_first_mention():
    [one] = asked("制造业 and Manufacturing").understood
    assert one.matched_text == "制造业"


def test_words_that_name_terms_of_two_kinds_name_both():
    assert brief(asked("a case study")) == ["content_type:case=boost", "format:case=boost"]


class TestNotWanted:
    def test_a_term_is_left_out_and_its_words_too(self):
        found = asked("停机减少的，不要汽车的")
        assert brief(found) == ["topic:downtime=boost", "-industry:automotive=filter"]
        assert found.text == "停机减少的"

    def test_words_are_set_back_and_not_looked_for(self):
        found = asked("databases, not Oracle")
        assert brief(found) == ["-words:oracle=boost"]
        assert found.text == "databases"

    def test_switched_off_its_words_are_words(self):
        found = asked("databases, not Oracle", {("words", "oracle"): Use.OFF})
        assert brief(found) == ["-words:oracle=off"]
        assert found.text == "databases, not Oracle"

    def test_what_is_not_sure_is_told_and_stays(self):
        found = asked("a retrofit without downtime")
        assert brief(found) == ["-words:without downtime=off", "topic:downtime=boost"]
        assert found.understood[0].note and found.text == "a retrofit without downtime"

    def test_what_is_wanted_elsewhere_in_the_question_is_not_left_out(self):
        found = asked("automotive, not automotive")
        assert brief(found) == ["industry:automotive=boost", "-words:not automotive=off"]

    def test_a_note_cannot_be_switched_on(self):
        found = asked("without downtime", {("words", "without downtime"): Use.FILTER})
        assert brief(found)[0] == "-words:without downtime=off"

    def test_nothing_else_in_the_question(self):
        assert asked("not banks").text == ""


class TestTime:
    def test_a_condition_leaves_the_words(self):
        found = asked("downtime since 2024")
        assert brief(found) == ["topic:downtime=boost", "time:since 2024=filter"]
        assert found.understood[1].after == datetime(2024, 1, 1, tzinfo=UTC)
        assert found.text == "downtime"

    def test_a_mere_year_is_a_boost_and_stays(self):
        found = asked("downtime in 2025")
        assert brief(found)[1] == "time:in 2025=boost"
        assert found.text == "downtime in 2025"

    def test_switched_off_it_is_words(self):
        found = asked("downtime since 2024", {("time", "since 2024"): Use.OFF})
        assert found.text == "downtime since 2024"

    def test_a_time_to_come_is_told(self):
        [one] = asked("since 2030").understood
        assert (one.use, bool(one.note)) == (Use.OFF, True)

    def test_a_time_that_is_denied_is_told(self):
        [one] = asked("not from 2024").understood
        assert (one.use, bool(one.note)) == (Use.OFF, True)

    def test_a_question_of_nothing_but_a_time_keeps_its_words(self):
        assert asked("since 2024").text == "since 2024"


class TestLikeness:
    def test_a_company_of_the_pool_gives_its_industry(self):
        found = asked("a company like Kestrel with less downtime")
        assert brief(found) == ["industry:automotive=boost", "topic:downtime=boost"]
        assert found.understood[0].by == By.COMPANY
        assert found.text == "a with less downtime"

    def test_a_company_that_the_viewer_may_not_know_of(self):
        found = asked("a company like Kestrel", viewer=None)
        assert brief(found) == ["company:company like kestrel=off"]
        assert found.understood[0].note and found.text == "a company like Kestrel"

    def test_a_sort_of_company_is_no_name(self):
        assert brief(asked("companies like automotive suppliers")) == ["industry:automotive=boost"]


class TestUses:
    def test_each_can_be_made_a_filter_or_switched_off(self):
        uses = {("topic", "downtime"): Use.FILTER, ("industry", "manufacturing"): Use.OFF}
        assert brief(asked("downtime in manufacturing", uses)) == [
            "topic:downtime=filter",
            "industry:manufacturing=off",
        ]

    def test_a_term_can_be_made_a_filter_though_nobody_named_it(self):
        [one] = asked("pumps", {("persona", "cfo"): Use.FILTER}).understood
        assert (one.slug, one.by, one.matched_text) == ("cfo", By.CALLER, "")

    @pytest.mark.parametrize(
        "key", [("persona", "none"), ("time", "x"), ("", ""), ("\0", "\ud800")]
    )
    def test_of_what_is_not_there_nothing_is_made(self, key):
        assert asked("pumps", {key: Use.FILTER}).understood == ()

    def test_a_boost_of_what_nobody_named_is_nothing(self):
        assert asked("pumps", {("persona", "cfo"): Use.BOOST}).understood == ()


PIECES = [name for term in TERMS for name in term.names]
PIECES += [
    "not ",
    "不是",
    "不要",
    "除了",
    "没有",
    "since 2024 ",
    "最近两年",
    "company like ",
    "Kestrel ",
    "的",
    "，",
    " ",
    "ﬁ",
    "İ",
]


@given(st.one_of(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), st.text(max_size=60)))
@settings(deadline=None, max_examples=300)
def test_what_matched_is_verbatim_and_each_thing_is_told_once(question):
    found = asked(question)
    assert all(one.matched_text and one.matched_text in clean(question) for one in found.understood)
    keys = [one.key for one in found.understood]
    assert len(keys) == len(set(keys))
