"""Near-duplicates: what stands in two documents word for word."""

import pytest

from search import duplicates
from search.documents import Document, Section
from search.duplicates import compare, near_duplicates, pairs
from search.indexing import drain
from search.models import Fingerprint, NearCopy

# Thirty sentences of twelve words each, no two of which begin alike.
LINES = [" ".join(f"w{(n * 31 + m * m * 7) % 977}" for m in range(12)) + "." for n in range(30)]
REPORT = " ".join(LINES)


@pytest.fixture(autouse=True)
def pool(notes) -> None:
    notes.put("report", REPORT)
    notes.put("edited", " ".join(LINES[:20]) + " The rest is another story altogether, told here.")
    notes.put("part", "An excerpt. " + " ".join(LINES[5:12]))
    notes.put("other", "Cheese ripens for a year in the cellars of the dairy, says the report.")
    index()


def index() -> None:
    drain()
    duplicates.catch_up()


def draft(text: str) -> Document:
    return Document("note:draft", "en", "", sections=(Section(text),))


def found(notes, name: str) -> dict[str, duplicates.NearDuplicate]:
    return {d.key: d for d in near_duplicates(notes.documents[f"note:{name}"], None)}


def test_what_shares_most_of_either_text(notes):
    copies = found(notes, "report")
    assert set(copies) == {"note:edited", "note:part"}
    assert 0.6 < copies["note:edited"].share < 0.7 and copies["note:edited"].other_share > 0.9
    assert copies["note:part"].share < 0.3 and copies["note:part"].other_share > 0.9


def test_where_it_stands_in_both(notes):
    copy = found(notes, "report")["note:part"]
    [(start, end)] = copy.stretches
    [(other_start, other_end)] = copy.other_stretches
    text = notes.documents["note:part"].text[other_start:other_end]
    assert notes.documents["note:report"].text[start:end] == text
    assert text in " ".join(LINES[5:12])


def test_a_draft_is_compared_though_it_is_nowhere():
    assert near_duplicates(draft(REPORT), None)[0].key == "note:report"


@pytest.mark.parametrize("text", ["", "Short.", "🙂", "\x00", "a " * 100_000])
def test_a_draft_may_be_anything(text):
    assert near_duplicates(draft(text), None) == ()


def test_a_draft_of_what_is_indexed_is_not_its_own_copy(notes):
    edited = Document("note:report", "en", "Report", sections=(Section(REPORT + " More."),))
    assert "note:report" not in {d.key for d in near_duplicates(edited, None)}


def test_a_version_in_another_locale_is_no_copy(notes):
    notes.put("version", REPORT, locale="zh-hans", group="piece")
    notes.put("origin", REPORT, group="piece")
    index()
    assert "note:version" not in found(notes, "origin")
    assert not any({p.key, p.other} == {"note:version", "note:origin"} for p in pairs(None))


def test_what_may_not_be_seen_is_not_named(notes):
    notes.hidden.add("note:edited")
    assert set(found(notes, "report")) == {"note:part"}
    assert all("note:edited" not in (pair.key, pair.other) for pair in pairs(None))


def test_pairs_of_the_pool_the_most_alike_first():
    keys = [{pair.key, pair.other} for pair in pairs(None)]
    assert {"note:report", "note:part"} in keys and {"note:report", "note:edited"} in keys
    most = [max(pair.share, pair.other_share) for pair in pairs(None)]
    assert most == sorted(most, reverse=True)


def test_a_change_is_followed(notes):
    notes.put("edited", "Nothing of it is left.")
    index()
    assert all("note:edited" not in (pair.key, pair.other) for pair in pairs(None))
    notes.put("edited", REPORT)
    index()
    assert any("note:edited" in (pair.key, pair.other) for pair in pairs(None))


def test_what_is_gone_leaves_nothing(notes):
    notes.drop("note:report")
    index()
    assert all("note:report" not in (pair.key, pair.other) for pair in pairs(None))
    assert not Fingerprint.objects.filter(document__key="note:report").exists()


def test_looking_again_finds_the_same(notes):
    before = set(pairs(None))
    for key in list(notes.documents):
        notes.put(key.removeprefix("note:"), notes.documents[key].text)
    index()
    assert duplicates.waiting() == 0
    assert set(pairs(None)) == before and len(before) == NearCopy.objects.count()


def test_any_two_are_compared():
    same = compare(draft(REPORT), draft("Entirely different words, in every way and place."))
    assert (same.share, same.stretches) == (0, [])
