"""Each kind of difference is named, and mended."""

from collections.abc import Callable

import numpy as np
import pytest
from django.core.management import CommandError, call_command
from django.db.models import QuerySet

from search.documents import Section
from search.indexing import drain, waiting
from search.models import Change, IndexedDocument, IndexedPassage
from search.verification import differences
from tests.search.notes import Notes

LONG = "It held for a year and a day. " * 12


@pytest.fixture(autouse=True)
def pool(notes) -> None:
    notes.put("press", LONG, Section(LONG, title="Two"), facets={"kind": ["faq"]})
    notes.put("valve", "The valve held.")
    drain()


def named() -> list[str]:
    return [f"{difference.key}: {difference.reason}" for difference in differences()]


def of_press() -> QuerySet[IndexedPassage]:
    return IndexedPassage.objects.filter(document__key="note:press")


def missing(notes: Notes) -> None:
    notes.put("fan", "The fan turns.")
    Change.objects.all().delete()


def extra(notes: Notes) -> None:
    del notes.documents["note:press"]


def changed_text(notes: Notes) -> None:
    notes.put("press", "Other.")
    Change.objects.all().delete()


def _press(**values: object) -> Callable[[Notes], object]:
    return lambda notes: of_press().filter(position=0).update(**values)  # type: ignore[attr-defined]


def _row(**values: object) -> Callable[[Notes], object]:
    return lambda notes: IndexedDocument.objects.filter(key="note:press").update(**values)


def orphans(notes: Notes) -> None:
    del notes.documents["note:press"]
    IndexedDocument.objects.filter(key="note:press").update(gone=True)


FAULTS = {
    "not in the index": missing,
    "not in its source": extra,
    "changed since": changed_text,
    "title, locale": _row(title="Another"),
    "title, locale, group, facets": _row(facets={}),
    "0 to ": lambda notes: of_press().filter(position=0).delete(),
    "stand in no passage": lambda notes: of_press().last().delete(),
    "stands at place 1": _press(position=7),
    "its text or section is not": _press(text="Other"),
    "not the source's at its span": _press(start=3),
    "section is not": _press(section_title="Other"),
    "hash is not": _press(content_hash=b"x" * 32),
    "words are not": _press(tokens={"other": 1}),
    "has no vector": _press(vector=None),
    "has 8 bytes": _press(vector=b"12345678"),
    "has 3 bytes": _press(vector=b"123"),
    "length is not 1": _press(vector=np.ones(64, dtype="<f4").tobytes()),
    "damaged": _press(vector=np.full(64, np.nan, dtype="<f4").tobytes()),
    "passages of it are left": orphans,
}


def test_no_difference_is_none():
    assert named() == []


@pytest.mark.parametrize("reason", FAULTS)
def test_a_fault_is_named(notes, reason):
    FAULTS[reason](notes)
    assert any(reason in name for name in named()), named()


@pytest.mark.parametrize("reason", FAULTS)
def test_it_is_mended(notes, reason, capsys):
    FAULTS[reason](notes)
    with pytest.raises(CommandError, match="difference"):
        call_command("index", "verify")
    call_command("index", "verify", "--repair")
    drain()
    call_command("index", "verify")
    assert "true to its sources" in capsys.readouterr().out


@pytest.mark.parametrize("reason", ["changed since", "passages of it are left"])
def test_what_waits_is_no_difference(notes, reason):
    FAULTS[reason](notes)
    Change.objects.create(key="note:press")
    assert named() == [] and waiting() == 1


def test_it_verifies_without_an_encoder(settings):
    settings.SEARCH_MODEL = "tests.search.encoders.MissingEncoder"
    assert named() == []
