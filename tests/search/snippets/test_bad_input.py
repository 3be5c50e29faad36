"""Whatever a text is made of, what is proposed of it is word for word, on the bounds of sentences, and apart; and where
nothing is, it says why."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.documents import Document, Section
from search.snippets import EMPTY, Proposals, propose, snap, unembedded
from search.text import sentences

PROSE = (
    "Unplanned stops at the mill fell from 40 to 16 hours a month. Nobody had expected that much."
)
ZH = "纸机每月非计划停机从四十小时降到十六小时。没有人料到会这么多。"

NO_SENTENCE = {
    "a table": [("table", "Site: Venlo; Hours: 40\nSite: Nitra; Hours: 52")],
    "a code listing": [
        ("code", "def stop(pump):\n    return pump.hours > 40  # Too long. Far too long.\n")
    ],
    "one word": [("text", "Pumps")],
    "one character": [("text", "泵")],
    "headings": [("text", "Pumps\nSeals\nBearings")],
    "punctuation": [("text", "?!… 。，、 — ()")],
    "emoji": [("text", "😀👍🏽🏳️‍🌈 🎉")],
    "an address": [("text", "https://example.com/a?b=c#d")],
}
SOMETHING = {
    "both languages": f"{PROSE} {ZH}\n{ZH}{PROSE}",
    "right to left": "انخفض التوقف غير المخطط له من 40 إلى 16 ساعة شهريًا. لم يتوقع أحد ذلك. " * 4,
    "entities": "Stops fell by 60&nbsp;% at AT&amp;T &mdash; &quot;we&#39;d not expected it&quot;, they said. "
    * 4,
    "markup": "<script>alert(1)</script> <b>Stops fell by 60 %</b> at the mill. {{ 7|add:7 }} {% url 'x' %} "
    * 4,
    "emoji inside": "Stops fell by 60 % 🎉🎉 at the mill 👩🏽‍🏭. Nobody had expected it 😀! " * 4,
    "control characters": "Stops fell\x00 by 60 %\x1b[31m at\u202e the mill.\x07 Nobody\u200b had expected it. "
    * 4,
    "lone surrogates": "Stops fell by 60 % \ud800 at the mill. Nobody had expected it \udfff. " * 4,
    "combining marks": ("Stops fell" + "\u0301" * 500 + " by 60 % at the mill. ") * 4,
    "no punctuation": "stops at the mill fell by sixty percent and nobody had expected it " * 40,
    "no spaces": "水" * 5_000,
    "one endless sentence": f"{'Stops fell by 60 % at the mill, ' * 1_500}and nobody knew why.",
    "nested brackets": "(" * 5_000 + "Stops fell by 60 %." + ")" * 5_000,
    "open quotation marks": "“" * 3_000 + "停机减少了六成。" + "」" * 3_000,
    "a thousand stops": "." * 3_000 + " Stops fell by 60 %" + "!" * 3_000,
    "a thousand lines of a word": "Pumps\n" * 1_000,
    "the same sentence": "Stops at the mill fell by 60 % in a year. " * 500,
    "white space between": f"{PROSE}{' ' * 5_000}{PROSE}{chr(0x3000) * 500}{ZH}",
    "only capitals": "STOPS AT THE MILL FELL BY 60 % IN A YEAR. NOBODY HAD EXPECTED IT. " * 4,
    "digits": "3.14 2.71 1,000 10% €5 3/4 " * 200,
}


def document_of(*sections: tuple[str, str]) -> Document:
    made = tuple(Section(text, kind=kind) for kind, text in sections)
    return Document("note:1", "en", "Pumps", sections=made)


def proposed(document: Document) -> Proposals:
    found = propose(document, unembedded(document))
    spans = sentences(document.text)
    starts, ends = {start for start, _ in spans}, {end for _, end in spans}
    for one in found.proposals:
        assert document.text[one.start : one.end] == one.text.strip() != ""
        assert one.start in starts and one.end in ends
        assert 0 <= one.score <= 1 and all(0 <= value <= 1 for value in one.signals.values())
    placed = sorted((one.start, one.end) for one in found.proposals)
    assert all(before[1] <= after[0] for before, after in pairwise(placed))
    assert bool(found.why_empty) != bool(found.proposals)
    assert found.why_empty in ("", *EMPTY)
    return found


@pytest.mark.parametrize("text", ["", " \n\t\u3000"], ids=["empty", "white space"])
def test_no_text(text):
    assert proposed(document_of(("text", text))).why_empty == "no_text"
    assert proposed(document_of()).why_empty == "no_text"


@pytest.mark.parametrize("sections", NO_SENTENCE.values(), ids=NO_SENTENCE)
def test_no_sentence(sections):
    assert proposed(document_of(*sections)).why_empty == "no_sentence"


def test_nothing_that_can_stand_alone():
    document = document_of(
        ("text", "However, this is what they said about it then. 然而，这正是他们当时说的。")
    )
    assert proposed(document).why_empty == "none_alone"


@pytest.mark.parametrize("text", SOMETHING.values(), ids=SOMETHING)
def test_odd_text(text):
    proposed(document_of(("text", text)))


def test_prose_beside_what_is_none():
    found = proposed(
        document_of(*NO_SENTENCE["a table"], ("text", PROSE), *NO_SENTENCE["a code listing"])
    )
    assert [one.kind for one in found.proposals] == ["text"]


def test_spans_are_of_code_points():
    found = proposed(document_of(("text", "😀" * 9), ("text", PROSE)))
    assert found.proposals[0].text.startswith("Unplanned stops")


def test_two_hundred_thousand_words():
    english = (
        "Unplanned stops at mill {} fell from {} to 16 hours a month in the year {} after all. "
    )
    chinese = "第{}号纸机每月非计划停机从{}小时降到十六小时，第{}年以后一直如此。"
    text = "".join(
        (english + chinese).format(n, n % 97, n % 13, n, n % 97, n % 13) for n in range(6_500)
    )
    document = document_of(
        *(("text", text[at : at + 20_000]) for at in range(0, len(text), 20_000))
    )
    start = time.process_time()
    assert proposed(document).proposals
    assert time.process_time() - start < 60  # some seconds; quadratic, it would be hours


FRAGMENTS = [
    *("停机", "。", "“", "”", "！", "：", "\n", " ", ". ", "(", "- ", "🎉"),
    *("It ", "3.5 ", "60 %", "Stops fell", "e.g. ", "https://a.b/c. "),
]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                ["text", "quote", "table", "code", "transcript", "question", "summary"]
            ),
            st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=8), max_size=30).map("".join),
        ),
        max_size=5,
    )
)
def test_any_text(sections):
    proposed(document_of(*sections))


@given(
    st.lists(st.sampled_from(FRAGMENTS), max_size=30).map("".join),
    st.integers(-5, 300),
    st.integers(-5, 300),
)
def test_any_selection_snaps_to_sentences(text, start, end):
    spans = sentences(text)
    start, end = snap(text, start, end)
    assert (start, end) == (0, 0) if not spans else start < end
    if spans:
        assert start in {span[0] for span in spans} and end in {span[1] for span in spans}
