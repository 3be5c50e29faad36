"""Asset in, neighbours out."""

import pytest

from search.engines import memory
from search.filters import Filters
from search.indexing import drain
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
        notes.put(f"same-{name}", PUMPS, title="Same")
        drain()
    found = neighbours("note:pump", first=100)
    assert [key for key in found if "same" in key] == ["note:same-a", "note:same-m", "note:same-z"]


def test_reasons_name_shared_terms_and_words():
    match = related(["note:pump"], None, filters=Filters({"industry": frozenset({"paper"})}))[
        "note:pump"
    ][0]
    reasons = {reason.kind: reason.text for reason in match.reasons}
    assert reasons["industry"] == "paper" and "pump" in reasons["words"]


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
