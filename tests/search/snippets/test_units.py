"""Sentences as people read them, and the bounds that a selection snaps to."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.documents import Document, Section
from search.snippets.units import Sentence, snap, unembedded, units, width
from search.text import sentences


def parts(text: str, kind: str = "text") -> list[str]:
    document = Document("note:1", "en", "", sections=(Section(text, kind=kind),))
    return [unit.text for unit in units(document, unembedded(document))]


# Where each ends is marked by a bar.
@pytest.mark.parametrize(
    "marked",
    [
        "“It held,” she said.| Then she left.|",
        '"It held!" said Li.| Then she left.|',
        "“停机减少了。”他说。|然后他走了。|",
        "“停机减少了。”房启明说，“没人料到。”|",
        "Wait… what happened?| Nothing.|",
        "停机少了；成本低了；没人料到。|真的。|",
        "It fell from 4.5 to 2.25 hours.| Version 3.1 shipped.|",
        "See https://example.com/a.b?c=d.e!f for more.| Really.|",
        "Dr. Li of Corvane Inc. agreed, e.g. on No. 5.| So did Ms. Smith.|",
        "1. Stop the press.| 2. Oil it.|",
        "产值 3.5 万元。|成本更低。|",
        "Steps:|\nStop the press|\nOil it|",
    ],
)
def test_end_where_people_end_them(marked):
    expected = [part.strip() for part in marked.split("|") if part.strip()]
    assert parts(marked.replace("|", "")) == expected


@pytest.mark.parametrize("kind", ["table", "code"])
def test_neither_data_nor_code_has_any(kind):
    assert parts("It held. It did.", kind) == []


def test_a_question_that_is_answered_is_one():
    assert parts("We changed the bearing. Was it broken?\nYes. It was.", "question") == [
        "We changed the bearing. Was it broken?",
        "Yes.",
        "It was.",
    ]


def test_a_heading_is_not_whole_and_a_result_is():
    sections = (Section("Lower costs"), Section("Downtime: 9 → 4 h", kind="result"))
    document = Document("note:1", "en", "", sections=sections)
    assert [unit.whole for unit in units(document, unembedded(document))] == [False, True]


def test_of_several_sentences_have_the_mean_of_their_vectors():
    document = Document("note:1", "zh", "", sections=(Section("停机少了；成本低了。"),))
    one, two = np.eye(2, dtype=np.float32)
    (unit,) = units(document, [Sentence(0, 5, one), Sentence(5, 10, two)])
    assert unit.vector is not None
    assert np.allclose(unit.vector, [0.5**0.5, 0.5**0.5])


@given(st.text(alphabet="aB .!?。；“”\n中1,:", max_size=80))
def test_are_made_of_whole_sentences_in_order(text):
    document = Document("note:1", "en", "", sections=(Section(text),))
    found = units(document, unembedded(document))
    spans = sentences(document.text)
    assert {unit.start for unit in found} <= {start for start, _ in spans}
    assert {unit.end for unit in found} <= {end for _, end in spans}
    assert "".join("".join(unit.text.split()) for unit in found) == "".join(text.split())


class TestSnap:
    TEXT = "One held. Two did not hold. Three."

    @pytest.mark.parametrize(
        ("start", "end", "expected"),
        [
            (0, 9, "One held."),
            (2, 8, "One held."),
            (9, 25, "Two did not hold."),
            (12, 14, "Two did not hold."),
            (8, 34, "Two did not hold. Three."),
            (-5, 500, "One held. Two did not hold. Three."),
            (30, 30, "Three."),
        ],
    )
    def test_takes_the_nearest_bounds(self, start, end, expected):
        begin, stop = snap(self.TEXT, start, end)
        assert self.TEXT[begin:stop] == expected

    def test_of_nothing_is_nothing(self):
        assert snap(" \n", 0, 2) == (0, 0)

    @given(st.text(alphabet="aB .!?。\n", max_size=40), st.integers(-5, 50), st.integers(-5, 50))
    def test_is_always_on_bounds(self, text, start, end):
        begin, stop = snap(text, start, end)
        spans = sentences(text)
        if spans:
            assert begin in {s for s, _ in spans} and stop in {e for _, e in spans} and begin < stop


def test_a_chinese_character_is_as_wide_as_half_a_word():
    assert width("停机 ok") == 2 * 3 + 3
