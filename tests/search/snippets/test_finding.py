"""Which pieces are chosen, in what order, and how many."""

import re

import numpy as np
import pytest

from search.documents import Document, Section
from search.snippets import CODES, SIGNALS, Sentence, propose, unembedded

MILLS = (
    "Venlo",
    "Nitra",
    "Cork",
    "Penang",
    "Angus",
    "Delfzijl",
    "Laupheim",
    "Gdansk",
    "Suzhou",
    "Ulm",
)


def note(*texts: str | Section, title: str = "Downtime") -> Document:
    sections = tuple(t if isinstance(t, Section) else Section(t) for t in texts)
    return Document("note:1", "en", title, sections=sections)


def proposed(document: Document, **options):
    return propose(document, unembedded(document), **options).proposals


def long_text(paragraphs: int) -> Document:
    lines = [
        f"Sensors at the {mill} mill of line {line} found {line + 11} faults before they stopped a pump. "
        f"Managers of {mill} gave the fitters of line {line} a key to the spare parts."
        for line in range(paragraphs)
        for mill in MILLS[line % 10 :][:1]
    ]
    return note("\n".join(lines))


def embedded(document: Document, vectors: dict[str, list[float]]) -> list[Sentence]:
    """Each sentence with the vector of the first of `vectors` that it has as a word."""
    found = []
    for sentence in unembedded(document):
        text = document.text[sentence.start : sentence.end]
        vector = next(value for word, value in vectors.items() if re.search(rf"\b{word}\b", text))
        unit = np.array(vector, dtype=np.float32) / np.linalg.norm(vector)
        found.append(Sentence(sentence.start, sentence.end, unit))
    return found


def test_each_tells_all_of_its_signals_and_why():
    (best, *_) = proposed(long_text(3))
    assert tuple(sorted(best.signals)) == tuple(sorted(SIGNALS))
    assert {reason.signal for reason in best.reasons} == set(SIGNALS)
    assert all(reason.code in CODES[reason.signal] for reason in best.reasons)


def test_knows_the_section_it_begins_in():
    document = note(
        "Steps", Section("The fitters found every fault in time.", "Results", block="b7")
    )
    (only,) = proposed(document)
    assert (only.section_title, only.block, only.kind) == ("Results", "b7", "text")
    assert only.text == "The fitters found every fault in time."


@pytest.mark.parametrize(("paragraphs", "expected"), [(6, 3), (12, 3), (60, 6), (400, 12)])
def test_grow_in_number_with_the_text(paragraphs, expected):
    assert len(proposed(long_text(paragraphs))) == expected


def test_are_no_more_than_asked_for():
    assert len(proposed(long_text(60), most=4)) == 4


def test_are_the_same_each_time():
    assert proposed(long_text(30)) == proposed(long_text(30))


def test_are_in_order_of_score():
    scores = [one.score for one in proposed(long_text(60))]
    assert scores == sorted(scores, reverse=True)


def test_never_share_a_character_with_what_is_taken():
    document = long_text(12)
    first = proposed(document)[0]
    again = proposed(document, taken=[(first.start + 3, first.start + 4)])
    assert again and all(one.end <= first.start + 3 or one.start > first.start + 3 for one in again)


def test_may_end_where_all_is_taken():
    document = long_text(2)
    found = propose(document, unembedded(document), taken=[(0, len(document.text))])
    assert (found.proposals, found.why_empty) == ((), "no_sentence")


MEANINGS: dict[str, list[float]] = {
    "pumps": [1, 0, 0.1],
    "valves": [0.9, 0.1, 0.2],
    "picnic": [0, 0, 1],
    "price": [0.2, 1, 0],
}


def test_the_nearest_to_the_whole_comes_first():
    document = note(
        "New pumps were fitted at every mill in May.",
        "The picnic was held for all fitters beside a mill.",
        "Old pumps were sold to a mill in the north.",
        "Spare pumps are kept at the mill in the south.",
        title="",
    )
    found = propose(document, embedded(document, MEANINGS)).proposals
    central = {one.text: one.signals["centrality"] for one in found}
    assert "pumps" in found[0].text
    assert min(central, key=lambda text: central[text]).startswith("The picnic") or len(found) < 4


FOUR = note(
    "New pumps were fitted at every mill in the month of May.\n"
    "New valves were fitted at every mill in the month of June.\n"
    "The price of spare parts was agreed for the whole of the year.\n"
    "A picnic was held for all fitters of the mill in August.",
    title="",
)


def test_what_is_like_one_chosen_comes_after_what_is_not():
    best, second, *_ = propose(FOUR, embedded(FOUR, MEANINGS)).proposals
    assert "pumps" in best.text and "valves" not in second.text


def test_what_is_like_what_is_taken_comes_after_what_is_not():
    pumps = (0, FOUR.text.index("\n"))
    best, *_ = propose(FOUR, embedded(FOUR, MEANINGS), taken=[pumps]).proposals
    assert "valves" not in best.text and best.signals["novelty"] > 0.6


def test_without_all_vectors_words_decide():
    document = long_text(6)
    some = embedded(document, {"Sensors": [1, 0], "Managers": [0, 1]})
    some[0] = Sentence(some[0].start, some[0].end)
    assert propose(document, some) == propose(document, unembedded(document))


def test_a_speaker_stays_with_the_quote_and_an_answer_with_its_question():
    quote = Section("Nobody agreed whose energy it was.\nTan Shu Yi, Controller", kind="quote")
    question = Section("Must machines be stopped?\nMostly not, says the fitter.", kind="question")
    assert {one.text for one in proposed(note(quote, question))} == {quote.text, question.text}


def test_a_list_is_taken_with_what_leads_in_to_it():
    text = "Every mill keeps three lists at the gate:\npumps without a spare\nvalves without a spare\nkeys"
    (only,) = proposed(note(text, title="Lists at the gate"))
    assert only.text == text


def test_paragraphs_are_not_run_together():
    document = note(
        "The fitters found every fault in time.\nThe managers gave a prize to the fitters."
    )
    assert all("\n" not in one.text for one in proposed(document))
