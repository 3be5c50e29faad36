"""Questions in, matches out."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search import understanding
from search.documents import Section
from search.encoder.base import get_encoder
from search.filters import Filters
from search.indexing import drain
from search.matches import Answer, Outcome, Result
from search.retrieval import MAX_QUESTION_CHARACTERS, NEAREST, BadQuestion, Request, ask, search
from search.text import clean
from search.understanding import TermEntry
from tests.search.encoders import MissingEncoder

TEXTS = {
    "press": "The hydraulic press stood still. Vibration sensors cut downtime by half.",
    "dairy": "Steam per tonne fell. The dairy meters every boiler and saves energy.",
    "audit": "The ISO 27001 audit passed. Nobody found CVE-2021-44228 in the gateway.",
    "chain": "Spare parts arrive just in time. The warehouse counts them by camera.",
    "gear": "Gearbox oil is sampled monthly. Wear shows in the iron count.",
}


@pytest.fixture(autouse=True)
def pool(notes) -> None:
    for number, (name, text) in enumerate(TEXTS.items(), 1):
        notes.put(
            name,
            Section(text, title="Results"),
            facets={"kind": ["case_study" if number % 2 else "article"]},
            published_at=datetime(2026, number, 1, tzinfo=UTC),
        )
    notes.put("downtime-zh", "振动传感器把停机时间减少了一半。", locale="zh-hans", title="停机")
    drain()


@pytest.fixture
def pumps(notes) -> None:
    """Six that one question lists: half of them articles, one a month."""
    for n in range(1, 7):
        notes.put(
            f"pump{n}",
            f"Identical pumps everywhere. Number {n} held.",
            title="Pump",
            facets={"kind": ["article" if n % 2 else "faq"]},
            published_at=datetime(2026, n, 1, tzinfo=UTC),
        )
    drain()


def found(text: str, **fields: object) -> Result:
    return search(Request(text, viewer=None, **fields))  # type: ignore[arg-type]


def asked(text: str, **fields: object) -> Answer:
    return ask(Request(text, viewer=None, **fields))  # type: ignore[arg-type]


def keys(result: Result | Answer) -> list[str]:
    return [match.key for match in result.matches]


class TestSearch:
    @pytest.mark.parametrize(
        ("text", "key"),
        [
            ("vibration sensors downtime", "note:press"),
            ("VIBRATIONS SENSOR", "note:press"),
            ("ISO 27001", "note:audit"),
            ("CVE-2021-44228", "note:audit"),
            ("停机时间", "note:downtime-zh"),
            ("停機時間", "note:downtime-zh"),
            ("ＣＶＥ－２０２１－４４２２８", "note:audit"),
            ("steam\x00 per\ud800 tonne", "note:dairy"),
        ],
    )
    def test_finds(self, text, key):
        assert keys(found(text))[0] == key

    def test_scores_are_shares_in_order(self):
        scores = [match.score for match in found("press downtime energy").matches]
        assert scores == sorted(scores, reverse=True) and all(0 <= s <= 1 for s in scores)

    def test_evidence_is_the_sentence_at_its_span(self, notes):
        (evidence,) = found("vibration sensors").matches[0].evidence
        text = notes.documents["note:press"].text
        assert evidence.text == "Vibration sensors cut downtime by half."
        assert text[evidence.start : evidence.end] == evidence.text
        assert evidence.section_title == "Results"

    def test_evidence_is_under_the_title_of_its_own_section(self, notes):
        challenge = Section("Every valve leaked.", title="Challenge")
        notes.put("valve", challenge, Section("Graphite seals held.", title="Remedy"))
        drain()
        (evidence,) = found("graphite seals").matches[0].evidence
        assert (evidence.text, evidence.section_title) == ("Graphite seals held.", "Remedy")

    def test_every_match_has_evidence(self, notes, pumps):
        result = found("identical pumps")
        assert len(result.matches) >= 6
        for match in result.matches:
            (evidence,) = match.evidence
            text = notes.documents[match.key].text
            assert text[evidence.start : evidence.end] == evidence.text

    def test_so_has_the_only_one_left(self, notes, monkeypatch):
        # Not one word in common: meaning alone finds it, and it is the last that meaning sees.
        view_filter = Filters({"kind": frozenset({"only"})})
        notes.put("only", "Completely different words.", facets={"kind": ["only"]})
        drain()
        answer = asked("unrelated", filters=view_filter)
        assert [m.key for m in answer.nearest] == ["note:only"]
        assert answer.nearest[0].evidence[0].text == "Completely different words."

    def test_words_found_are_spelled_as_asked(self):
        reasons = {r.kind: r.text for r in found("SENSORS Vibrations").matches[0].reasons}
        assert reasons["words"] == "SENSORS · Vibrations"

    @pytest.mark.parametrize(
        ("filters", "numbers"),
        [
            (Filters({"kind": frozenset({"article"})}), {1, 3, 5}),
            (Filters({"kind": frozenset({"article", "faq"})}), {1, 2, 3, 4, 5, 6}),
            (Filters(published_after=datetime(2026, 4, 1, tzinfo=UTC)), {4, 5, 6}),
            (Filters(published_before=datetime(2026, 4, 1, tzinfo=UTC)), {1, 2, 3}),
            (Filters({"kind": frozenset({"nonesuch"})}), set()),
        ],
    )
    def test_filters(self, pumps, filters, numbers):
        result = found("identical pumps", filters=filters)
        assert set(keys(result)) == {f"note:pump{n}" for n in numbers}
        assert result.total == len(numbers)

    def test_totals_and_facets_count_what_is_listed(self, pumps):
        result = found("identical pumps", first=1)
        assert (len(result.matches), result.total) == (1, 6)
        assert result.facets == {"kind": {"article": 3, "faq": 3}}

    def test_a_facet_leaves_its_own_filter_out(self, pumps):
        of_kind = Filters({"kind": frozenset({"faq"}), "locale": frozenset({"no-such"})})
        assert found("identical pumps", filters=of_kind).facets["kind"] == {}
        result = found("identical pumps", filters=of_kind.without("locale"))
        assert (result.total, result.facets) == (3, {"kind": {"article": 3, "faq": 3}})

    def test_pages_are_the_whole_in_pieces(self, notes):
        for n in range(30):
            notes.put(f"same{n}", "Identical pumps everywhere.", title="Pump")
        drain()
        whole = keys(found("identical pumps", first=100))
        pages = [keys(found("identical pumps", first=7, offset=n)) for n in range(0, 42, 7)]
        assert [key for page in pages for key in page] == whole
        assert len(set(whole)) == len(whole) >= 30

    def test_equals_come_by_key(self, notes):
        for n in (3, 1, 2):
            notes.put(f"same{n}", "Identical pumps everywhere.", title="Pump")
            drain()
        assert keys(found("identical pumps"))[:3] == ["note:same1", "note:same2", "note:same3"]

    def test_beyond_the_end_is_empty(self):
        result = found("downtime", offset=1000)
        assert result.matches == () and result.total >= 1

    def test_an_empty_index_finds_nothing(self, notes):
        for key in list(notes.documents):
            notes.drop(key)
        drain()
        assert found("downtime") == Result((), 0, found("downtime").degraded)
        assert found("downtime").facets == {}


class TestDatabaseDisposes:
    """What a viewer may not see any more is gone at once, though the index still has it."""

    @pytest.fixture(autouse=True)
    def hidden(self, notes, pumps) -> None:
        notes.hidden.add("note:pump1")

    def test_from_search_with_total_and_facets(self):
        result = found("identical pumps")
        assert set(keys(result)) == {f"note:pump{n}" for n in range(2, 7)}
        assert result.total == 5 and result.facets == {"kind": {"article": 2, "faq": 3}}

    def test_from_answers(self):
        assert set(keys(asked("identical pumps"))) == {f"note:pump{n}" for n in range(2, 7)}

    def test_from_what_comes_nearest(self, notes):
        question = "Which telescope shows Saturn?"
        first = asked(question).nearest[0].key
        notes.hidden.add(first)
        assert first not in [match.key for match in asked(question).nearest]

    def test_no_sentence_is_quoted_that_the_document_has_lost(self, notes):
        notes.put("gear", "Gearbox oil is sampled weekly.")  # not indexed yet
        match = found("gearbox iron").matches[0]
        assert (match.key, match.evidence) == ("note:gear", ())


class TestBadInput:
    @pytest.mark.parametrize("text", ["", " \n\t", "\x00", "\ud800\udfff", "\ufeff"])
    @pytest.mark.parametrize("door", [search, ask])
    def test_nothing_to_search_for_is_refused(self, text, door):
        with pytest.raises(BadQuestion, match="Type"):
            door(Request(text, viewer=None))

    @pytest.mark.parametrize("door", [search, ask])
    def test_too_long_is_refused_before_it_is_read(self, door, monkeypatch):
        monkeypatch.setattr("search.retrieval.understand", lambda text: 1 / 0)
        with pytest.raises(BadQuestion, match=str(MAX_QUESTION_CHARACTERS)):
            door(Request("word " * 20_000, viewer=None))

    @pytest.mark.parametrize(
        "text",
        [
            '" * NEAR( OR',
            "'; DROP TABLE search_change; --",
            "(((((",
            "%s %d {0} ${x}",
            "😀😀😀",
            "?",
            "a" * MAX_QUESTION_CHARACTERS,
            "停" * MAX_QUESTION_CHARACTERS,
            "\u202e\u200b\u0301",
            "<script>alert(1)</script>",
        ],
    )
    @pytest.mark.parametrize("door", [search, ask])
    def test_odd_questions_get_an_answer(self, text, door):
        result = door(Request(text, viewer=None))
        assert all(0 <= match.score <= 1 for match in result.matches)

    @given(text=st.text(min_size=1, max_size=60))
    @settings(
        deadline=None,
        max_examples=60,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    def test_any_question_is_answered_or_refused(self, text):
        try:
            assert found(text).total >= len(found(text).matches)
        except BadQuestion:
            assert not clean(text).strip()


class TestWithoutEncoder:
    @pytest.fixture(autouse=True)
    def broken(self, monkeypatch) -> None:
        monkeypatch.setattr(type(get_encoder()), "encode_queries", lambda self, texts: 1 / 0)

    def test_words_still_answer(self):
        result = found("vibration sensors")
        assert result.degraded and keys(result) == ["note:press"]

    def test_so_they_do_a_question(self):
        answer = asked("vibration sensors cut downtime")
        assert answer.degraded and keys(answer) == ["note:press"]

    def test_evidence_and_pages_too(self):
        (match,) = found("vibration sensors").matches
        assert match.evidence[0].text == "Vibration sensors cut downtime by half."

    def test_no_word_is_no_match(self):
        assert found("entirely unknown").matches == ()


def test_a_pool_that_never_had_an_encoder_answers_by_words(notes, settings, monkeypatch):
    settings.SEARCH_MODEL = "tests.search.encoders.MissingEncoder"
    monkeypatch.setattr(MissingEncoder, "missing", True)
    notes.put("fan", "The fan turns slowly.")
    drain()
    assert keys(found("fan turns"))[0] == "note:fan"


class TestAsk:
    @pytest.fixture(autouse=True)
    def vocabulary(self, monkeypatch) -> None:
        terms = [
            TermEntry("industry", "dairy", ("Dairy", "乳业")),
            TermEntry("kind", "faq", ("FAQ",)),
        ]
        monkeypatch.setattr(understanding, "_vocabularies", [lambda: terms])

    def test_understood_terms_are_told(self):
        terms = asked("What do 乳业 plants save?").understood
        assert [(t.kind, t.slug, t.matched_text) for t in terms] == [("industry", "dairy", "乳业")]

    def test_a_fitting_document_is_a_match(self):
        answer = asked("Do vibration sensors cut downtime of a hydraulic press?")
        assert answer.outcome == Outcome.MATCHED
        assert keys(answer)[0] == "note:press" and answer.nearest == ()

    def test_nothing_fitting_is_said_with_what_comes_nearest(self):
        answer = asked("Which telescope shows Saturn?")
        assert answer.outcome == Outcome.NO_MATCH
        assert answer.matches == () and len(answer.nearest) == NEAREST

    def test_filters_hold_for_what_comes_nearest(self):
        filters = Filters({"kind": frozenset({"article"})})
        answer = asked("Which telescope shows Saturn?", filters=filters)
        assert {m.key for m in answer.nearest} == {"note:dairy", "note:chain"}

    def test_a_named_term_puts_its_documents_before_their_equals(self, notes):
        for name, facets in (("a", {}), ("b", {"industry": ["dairy"]})):
            notes.put(name, "Identical pumps for cheese.", title="Pump", facets=facets)
        drain()
        assert keys(asked("identical pumps for cheese"))[:2] == ["note:a", "note:b"]
        answer = asked("identical pumps for cheese in 乳业")
        assert keys(answer)[:2] == ["note:b", "note:a"]
        assert [r.asked for r in answer.matches[0].reasons if r.kind == "industry"] == ["乳业"]

    def test_of_a_piece_in_two_languages_one_version_answers(self, notes):
        notes.put("pump", "Identical pumps for cheese.", group="g")
        notes.put("pump-zh", "Identical pumps for cheese. 泵", group="g", locale="zh-hans")
        drain()
        assert (
            len({"note:pump", "note:pump-zh"} & set(keys(asked("identical pumps for cheese")))) == 1
        )

    def test_pages_of_answers_fit_together(self, notes):
        for n in range(9):
            notes.put(f"same{n}", "Identical pumps for cheese.", title="Pump")
        drain()
        request = Request("identical pumps for cheese", viewer=None, first=4)
        pages = [keys(ask(replace(request, offset=n))) for n in (0, 4, 8)]
        assert [key for page in pages for key in page] == [f"note:same{n}" for n in range(9)]
