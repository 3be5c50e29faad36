"""Asset in, neighbours out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.documents import Section
from search.engines import memory
from search.filters import Filters
from search.indexing import drain
from search.models import IndexState
from search.related import related

PUMPS = "The pump bearing failed twice. Vibration of the pump bearing is watched now."


@pytest.fixture(autouse=True)
def pool(notes) -> None:
    notes.put("pump", PUMPS, facets={"industry": ["paper"]}, group="pump")
    notes.put("pump-zh", "泵的轴承坏了两次。" + PUMPS, locale="zh-hans", group="pump")
    notes.put(
        "bearing",
        "Another pump bearing, with vibration.",
        facets={"industry": ["paper"]},
        group="b",
    )
    notes.put("bearing-zh", "另一个轴承 pump bearing vibration", locale="zh-hans", group="b")
    notes.put("cheese", "Cheese ripens for a year.", facets={"industry": ["food"]})
    notes.put("cloud", "Data centres draw energy.")
    notes.put("empty")
    drain()


def neighbours(key: str, **fields: object) -> list[str]:
    return [match.key for match in related([key], None, **fields)[key]]  # type: ignore[arg-type]


def test_the_nearest_comes_first():
    assert neighbours("note:pump")[0] in ("note:bearing", "note:bearing-zh")


def test_never_itself_nor_its_translation():
    found = neighbours("note:pump", first=100)
    assert not {"note:pump", "note:pump-zh"} & set(found)


def test_of_a_piece_in_two_languages_one_version():
    found = neighbours("note:pump", first=100)
    assert len({"note:bearing", "note:bearing-zh"} & set(found)) == 1


def test_no_more_than_asked_for():
    assert len(neighbours("note:pump", first=2)) == 2
    assert neighbours("note:pump", first=0) == []


def test_the_batch_is_as_each_alone(notes):
    batch = related(list(notes.documents), None)
    for key in notes.documents:
        assert batch[key] == related([key], None)[key]


def test_the_order_does_not_depend_on_the_layout(notes):
    before = {key: neighbours(key, first=100) for key in notes.documents}
    for n in range(3):
        notes.put(f"passing{n}", "Comes and goes, with pumps and cheese.")
        drain()
        memory.current_view()
        notes.drop(f"note:passing{n}")
        drain()
    memory.current_view()
    assert {key: neighbours(key, first=100) for key in notes.documents} == before
    memory.forget()
    assert {key: neighbours(key, first=100) for key in notes.documents} == before


def test_equals_come_by_key(notes):
    for name in ("z", "a", "m"):
        notes.put(f"same-{name}", title="Same")  # without a word, so that none is a copy
        drain()
    found = neighbours("note:cheese", first=100)
    assert [key for key in found if "same" in key] == ["note:same-a", "note:same-m", "note:same-z"]


def test_a_copy_of_it_is_not_shown(notes):
    notes.put("copy", PUMPS, title="Pump")
    drain()
    assert "note:copy" not in neighbours("note:pump", first=100)


def test_of_two_copies_one_is_shown(notes):
    for name in ("one", "other"):
        notes.put(name, "Steam traps of the dryer leak; the pump is fine.", title="Steam")
    drain()
    assert len({"note:one", "note:other"} & set(neighbours("note:pump", first=100))) == 1


def test_what_repeats_what_was_shown_makes_room(notes):
    notes.put("alike-1", "A pump bearing vibrates. Grease the pump bearing every month.")
    notes.put("alike-2", "A pump bearing vibrates. Grease that pump bearing once a year.")
    notes.put("seal", "The pump seal leaks: watch the flow.", facets={"industry": ["paper"]})
    drain()
    found = neighbours("note:pump", first=100)
    likest = sorted(("note:alike-1", "note:alike-2"), key=found.index)
    assert found.index("note:seal") < found.index(likest[1])


class TestLanguages:
    @pytest.fixture(autouse=True)
    def chinese(self, notes) -> None:
        notes.put("zh-pump", "泵的轴承坏了 pump bearing vibration failed", locale="zh-hans")
        notes.put("zh-milk", "牛奶 milk", locale="zh-hant")
        drain()

    def test_its_own_come_first(self):
        found = neighbours("note:zh-milk", first=100)
        places = [found.index(key) for key in found if "zh" in key]
        assert places == list(range(len(places)))

    def test_others_fill_up(self):
        assert "note:cheese" in neighbours("note:zh-milk", first=100)

    def test_across_languages_the_best_comes_first(self):
        assert neighbours("note:pump", first=1) == ["note:bearing"]
        across = neighbours("note:pump", first=2, across_languages=True)
        assert "note:zh-pump" in across

    def test_a_filter_for_the_other_language_finds_it(self, notes):
        notes.put("zh-tagged", "轴承 bearing", locale="zh-hans", facets={"locale": ["zh-hans"]})
        drain()
        filters = Filters({"locale": frozenset({"zh-hans"})})
        assert neighbours("note:pump", filters=filters) == ["note:zh-tagged"]


class TestWhy:
    def test_shared_terms_the_rarest_first(self, notes):
        for name in ("x", "y", "z"):
            notes.put(name, "Elsewhere.", facets={"topic": ["uptime"]})
        terms = {"industry": ["paper"], "topic": ["uptime"], "stage": ["deciding"]}
        notes.put("tagged", "A seal.", facets=terms)
        notes.put("tagged-too", "A gasket.", facets=terms)
        drain()
        match = next(
            m for m in related(["note:tagged"], None)["note:tagged"] if m.key == "note:tagged-too"
        )
        facets = [reason for reason in match.reasons if reason.kind not in ("words", "meaning")]
        assert [(reason.kind, reason.text) for reason in facets] == [
            ("industry", "paper"),
            ("topic", "uptime"),
        ]

    def test_shared_words_are_whole_words_as_the_text_spells_them(self, notes):
        notes.put("a", "Lubricating gearboxes of Type X100.", title="One")
        notes.put("b", "Lubrication of a gearbox, type X100.", title="Two")
        drain()
        words = reasons("note:a", "note:b")["words"].split(" · ")
        assert {"Lubricating", "gearboxes", "Type", "X100"} >= set(words)

    def test_no_bare_numbers_and_function_words(self, notes):
        notes.put("a", "It is the 42nd of the 1.5 to which 37 gauges belong.", title="One")
        notes.put("b", "There is the other 1.5 of the 37 in which a gauge sat.", title="Two")
        drain()
        assert reasons("note:a", "note:b")["words"] == "gauges"

    def test_where_no_word_is_shared_it_is_the_meaning(self):
        assert "words" not in reasons("note:pump", "note:cloud")
        assert reasons("note:pump", "note:cloud")["meaning"]

    def test_the_closest_passages_of_both_word_for_word(self, notes):
        filler = "Nothing of note happened in the plant during that week. " * 40
        notes.put("long", Section(filler), Section("The valve of tower nine stuck.", title="Valve"))
        notes.put("short", Section("Then the valve of tower nine stuck again.", title="Again"))
        drain()
        match = related(["note:long"], None)["note:long"][0]
        (own,), (other,) = match.own_evidence, match.evidence
        assert own.text == notes.documents["note:long"].text[own.start : own.end]
        assert other.text == notes.documents["note:short"].text[other.start : other.end]
        assert "valve" in own.text and "valve" in other.text

    @pytest.mark.parametrize("key", ["note:pump", "note:bearing"])
    def test_what_is_no_longer_said_is_not_quoted(self, notes, key):
        notes.put(key.removeprefix("note:"), "Withdrawn.", group=notes.documents[key].group)
        for match in related(["note:pump"], None)["note:pump"]:
            if key in ("note:pump", match.key):
                assert match.evidence == match.own_evidence == ()


def reasons(key: str, other: str) -> dict[str, str]:
    found = related([key], None, first=100)[key]
    match = next(match for match in found if match.key == other)
    return {reason.kind: reason.text for reason in match.reasons}


def test_without_vectors_words_find_neighbours(notes, settings):
    settings.SEARCH_MODEL = "tests.search.encoders.MissingEncoder"
    for key in list(notes.documents):
        notes.drop(key)
    drain()
    IndexState.objects.update(model=settings.SEARCH_MODEL)
    notes.put("one", "Chain conveyors stretch.")
    notes.put("two", "Conveyors stop.")
    notes.put("three", "Cheese.")
    drain()
    match = related(["note:one"], None)["note:one"][0]
    assert match.key == "note:two" and match.evidence == ()


@given(st.text(max_size=40), st.sampled_from(["note:x", "nobody", ":", ""]))
def test_whatever_is_asked_for_has_none_where_it_is_unknown(junk, key):
    asked = [junk, key]
    assert related(asked, None) == dict.fromkeys(asked, ())


def test_scores_are_shares():
    assert all(0 <= match.score <= 1 for match in related(["note:pump"], None)["note:pump"])


def test_filters_hold():
    filters = Filters({"industry": frozenset({"food"})})
    assert neighbours("note:pump", filters=filters) == ["note:cheese"]


def test_what_nobody_may_see_is_no_neighbour(notes):
    notes.hidden |= {"note:bearing", "note:bearing-zh"}
    assert not any("bearing" in key for key in neighbours("note:pump", first=100))


def test_an_empty_document_has_neighbours_too():
    assert "note:empty" not in neighbours("note:empty", first=100)


def test_an_unknown_one_has_none():
    assert related(["note:nobody", "else:1"], None) == {"note:nobody": (), "else:1": ()}


def test_an_empty_index_has_none(notes):
    for key in list(notes.documents):
        notes.drop(key)
    drain()
    assert neighbours("note:pump") == []


@pytest.mark.parametrize("text", ["", "One document alone."])
def test_alone_there_is_nobody(notes, text):
    for key in list(notes.documents):
        notes.drop(key)
    notes.put("alone", text)
    drain()
    assert neighbours("note:alone") == []
