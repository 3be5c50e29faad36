"""Reader in, documents out."""

from datetime import UTC, datetime, timedelta

import pytest

from search.encoder.base import EncoderUnavailable
from search.filters import Filters
from search.indexing import drain
from search.suited import Reader, suited
from search.wants import Terms

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)

MONEY = "Payback audit ledger budget licence cost savings."
FLOOR = "Operators shift bearing alarm wrench maintenance stop."

FACETS = {
    "persona": Terms({"finance": {"en": MONEY}, "operations": {"en": FLOOR}}),
    "industry": Terms({"dairy": {"en": "Cheese, milk"}, "mining": {"en": "Ore"}}),
    "stage": Terms({name: {} for name in ("aware", "trying", "using")}, ordered=True),
}


@pytest.fixture(autouse=True)
def pool(notes) -> None:
    notes.put("tagged", "Nothing in particular.", facets={"persona": ["finance"]})
    notes.put("staged", "Nothing much.", facets={"persona": ["finance"], "stage": ["using"]})
    notes.put("others", MONEY + " For the floor.", facets={"persona": ["operations"]})
    notes.put("money", "The ledger shows payback and savings; the audit agreed to the budget.")
    notes.put("floor", "The operators heard the bearing; maintenance took a wrench to the alarm.")
    notes.put("rest", "Cheese ripens for a year in a cave.")
    drain()


def reader(persona: str = "finance", **fields) -> Reader:
    terms = {"persona": persona, **fields.pop("terms", {})}
    return Reader(terms, FACETS, **fields)


def names(asked: Reader, first: int = 10, **fields) -> list[str]:
    found = suited(asked, None, NOW).first(first, **fields).suggestions
    return [suggestion.key.removeprefix("note:") for suggestion in found]


def reasons(asked: Reader) -> dict[str, set[str]]:
    found = suited(asked, None, NOW).first(10).suggestions
    return {s.key.removeprefix("note:"): {r.kind for r in s.reasons} for s in found}


def test_tags_come_first_then_meaning_and_what_is_for_others_last():
    found = names(reader())
    assert set(found[:2]) == {"tagged", "staged"}
    assert found[2] == "money"
    assert found[-1] == "others"


def test_two_personas_get_two_feeds():
    assert names(reader("operations"))[:2] == ["others", "floor"]


def test_of_two_for_the_persona_that_for_the_stage_comes_first():
    assert names(reader(terms={"stage": "using"}))[0] == "staged"


def test_each_says_why():
    why = reasons(reader(terms={"stage": "using"}))
    assert why["staged"] >= {"persona", "stage"}
    assert "meaning" in why["money"]
    assert all(why.values())


def test_what_is_new_comes_before_its_like_and_says_so(notes):
    for name, days in (("old", 900), ("new", 9)):
        notes.put(name, title="Same", published_at=NOW - timedelta(days=days))
    drain()
    found = names(Reader())
    assert found.index("new") < found.index("old")
    assert "new" in reasons(Reader())["new"]
    assert "new" not in reasons(Reader())["old"]


def test_what_is_left_out_is_left_out_in_all_its_versions_and_copies(notes):
    notes.put("cheese-zh", "奶酪", locale="zh-hans", group="cheese")
    notes.put("cheese", "Of quite another cheese.", group="cheese")
    notes.put("copy", "Cheese ripens for a year in a cave.")
    drain()
    left = names(Reader(), exclude=["note:cheese", "note:rest"])
    assert not {"cheese", "cheese-zh", "rest", "copy"} & set(left)


def test_of_two_copies_one_is_shown(notes):
    notes.put("copy", "Cheese ripens for a year in a cave.")
    drain()
    assert len({"copy", "rest"} & set(names(Reader()))) == 1


def test_what_was_read_is_not_shown_and_what_is_like_it_comes_earlier(notes):
    notes.put("cave", "A cave where cheese ripens, again.")
    drain()
    found = names(Reader(read=["note:cave"]))
    assert found[0] == "rest"
    assert "cave" not in found
    assert "interest" in reasons(Reader(read=["note:cave"]))["rest"]


def test_unlike_ones_come_before_more_of_the_same(notes):
    words = ("milk", "rind", "salt", "whey")
    for word in words:
        text = f"The {word} of the cheese that ripens for long in the old cave of the valley."
        notes.put(word, text, published_at=NOW)
    drain()
    assert len(set(words) & set(names(Reader(), first=4))) <= 2


def test_only_what_passes_the_filters_and_may_be_seen(notes):
    notes.hidden.add("note:tagged")
    only = Filters({"persona": frozenset({"finance"})})
    assert names(reader(), filters=only) == ["staged"]


def test_where_nobody_tagged_an_industry_what_it_is_called_is_looked_for():
    found = suited(Reader({"industry": "dairy"}, FACETS), None, NOW).first(1).suggestions
    assert found[0].key == "note:rest"
    assert "meaning" in {reason.kind for reason in found[0].reasons}


def test_what_is_like_what_editors_tagged_comes_before_what_is_not(notes):
    notes.put("cave", "A cave where cheese ripens, again.", facets={"persona": ["finance"]})
    drain()
    untagged = [name for name in names(reader()) if name in ("floor", "rest")]
    assert untagged == ["rest", "floor"]


def test_nothing_is_learned_of_what_not_everybody_may_see(notes):
    before = names(reader())
    notes.put("cave", "A cave where cheese ripens, again.", facets={"persona": ["finance"]})
    notes.hidden.add("note:cave")
    drain()
    assert names(reader()) == before


def test_the_next_stage_comes_before_one_far_off(notes):
    for stage in ("aware", "trying", "using"):
        notes.put(stage, "Much the same.", facets={"stage": [stage]})
    drain()
    found = names(Reader({"stage": "aware"}, FACETS))
    assert [name for name in found if name in ("aware", "trying", "using")] == [
        "aware",
        "trying",
        "using",
    ]


@pytest.mark.parametrize("persona", ["finance", "operations"])
def test_fewer_are_the_first_of_more(persona):
    all_of_them = names(reader(persona))
    assert all(names(reader(persona), first=count) == all_of_them[:count] for count in range(7))


@pytest.mark.parametrize("persona", ["finance", "operations"])
def test_without_the_first_come_those_after_them(persona):
    all_of_them = names(reader(persona))
    shown = [f"note:{name}" for name in all_of_them[:2]]
    assert names(reader(persona), exclude=shown) == all_of_them[2:]


def test_no_more_than_asked_for():
    assert len(names(reader(), first=2)) == 2
    assert names(reader(), first=0) == []


def test_unknown_keys_change_nothing():
    assert names(Reader(read=["note:none"]), exclude=["note:gone"]) == names(Reader())


def test_to_somebody_nothing_is_tagged_for_all_that_is_tagged_is_for_others():
    assert set(names(Reader({"persona": "nobody"}))[-3:]) == {"tagged", "staged", "others"}


def test_one_persona_alone_has_nobody_to_be_told_apart_from():
    alone = Reader({"persona": "finance"}, {"persona": Terms({"finance": {"en": MONEY}})})
    assert "money" in names(alone)[:4]


def test_without_an_encoder_the_terms_decide(monkeypatch):
    def missing(_model):
        raise EncoderUnavailable("no weights")

    monkeypatch.setattr("search.encoder.queries.get_encoder", missing)
    found = suited(reader(terms={"stage": "using"}), None, NOW).first(2)
    assert found.degraded
    assert found.suggestions[0].key == "note:staged"


def test_an_empty_pool_suggests_nothing(notes):
    for key in list(notes.documents):
        notes.drop(key)
    drain()
    assert suited(reader(), None, NOW).first(5).suggestions == ()
