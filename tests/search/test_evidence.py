"""The sentences that justify a match."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.evidence import Candidate, quotes
from search.text import sentences, tokens

TEXT = (
    "The press stood still for three whole days. Sensors cut downtime by half. 停机减少了。"
    "Nobody but the reviewers noticed any downtime."
)


def quoted(question: str, *candidates: Candidate | str, **weights: float) -> list[str]:
    given = [Candidate(c) if isinstance(c, str) else c for c in candidates or (TEXT,)]
    found = quotes(given, {token: weights.get(token, 1.0) for token in tokens(question)})
    return [given[quote.candidate].text[quote.start : quote.end] for quote in found]


def nearness(text: str, *near: str) -> np.ndarray:
    """Only the sentences that begin so are near."""
    return np.array([text[a:b].startswith(near) for a, b in sentences(text)], dtype=np.float32)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("sensors downtime", "Sensors cut downtime by half."),
        ("减少停机", "停机减少了。"),
        ("unrelated", "The press stood still for three whole days."),
        ("", "The press stood still for three whole days."),
    ],
)
def test_the_sentence_that_holds_most_of_the_question(question, sentence):
    assert quoted(question) == [sentence]


def test_rare_words_weigh_more():
    assert quoted("press downtime", press=0.1, downtim=5.0)[0].startswith("Sensors")


def test_of_equals_the_first():
    assert quoted("pumps", "It rained. The pumps held. The pumps broke.")[0].startswith(
        "The pumps held"
    )


def test_words_of_the_title_tell_no_sentence_from_another():
    text = "The Kestrel pump is a pump. It weighs nine tons, with its base. The Kestrel pump sells."
    asked = "How many tons weighs the Kestrel pump"
    assert "nine tons" in quoted(asked, Candidate(text, set(tokens("Kestrel pump"))))[0]


def test_a_question_that_is_the_title_is_answered_by_its_words():
    assert quoted("downtime", Candidate(TEXT, {"downtim"}))[0].startswith("Sensors")


def test_words_that_the_passage_opens_with_tell_less():
    text = "Corvane makes oil seals. They were first sold abroad in 1990. Corvane thrives."
    assert quoted("Corvane sold", text) == ["They were first sold abroad in 1990."]


def test_without_a_shared_word_the_nearest_in_meaning():
    candidate = Candidate(TEXT, nearness=nearness(TEXT, "Nobody"))
    assert quoted("新", candidate) == ["Nobody but the reviewers noticed any downtime."]


def test_what_tells_little_is_not_chosen_for_its_nearness():
    text = "Corvane. The reviewers look at what went wrong in the plant. They meet in halls of glass and stone."
    near = np.array([0.9, 0.8, 0.7])
    assert quoted("新", Candidate(text, nearness=near))[0].startswith("The reviewers")


def test_words_and_meaning_add_up():
    text = "The pump was oiled on Monday, by three people. The pump was mended on Friday, by four."
    assert quoted("pump", Candidate(text, nearness=nearness(text, "The pump was mended"))) == [
        "The pump was mended on Friday, by four."
    ]


def test_the_best_of_several_passages():
    other = "It rained. Vibration sensors cut downtime by half at three plants."
    assert quoted("vibration sensors downtime", TEXT, other)[0] in other


def test_where_sentences_are_as_good_the_passage_decides():
    worse, better = (
        Candidate("The pumps held.", standing=1.0),
        Candidate("Pumps hold.", standing=3.0),
    )
    assert quoted("pumps", worse, better)[0] == "Pumps hold."


def test_a_second_one_that_is_nearly_as_good_is_quoted_too():
    text = (
        "The plant has many old presses. Pumps held for a year. Rain fell. The pumps were tested."
    )
    assert quoted("pumps", text) == ["Pumps held for a year.", "The pumps were tested."]


def test_neighbours_are_one_quotation():
    text = (
        "The plant has many old presses. Pumps held for a year. The pumps were tested. Rain fell."
    )
    assert quoted("pumps", text) == ["Pumps held for a year. The pumps were tested."]


def test_two_long_ones_are_too_much():
    long = "The pumps were tested again and again, " * 6
    assert len(quoted("pumps", f"It rained. {long}. {long}.")) == 1


def test_a_heading_is_quoted_with_what_follows():
    text = "It rained.\nResults for pumps\nThey held for a year."
    assert quoted("results pumps", text) == ["Results for pumps\nThey held for a year."]


def test_nothing_is_quoted_of_nothing():
    assert quoted("pumps", " ") == []
    assert quotes([], {"pump": 1.0}) == []


def test_nearness_that_fits_another_cut_is_not_used():
    assert quoted("downtime sensors", Candidate(TEXT, nearness=np.ones(7)))[0].startswith("Sensors")


@given(st.lists(st.text(max_size=80), max_size=3), st.text(max_size=20))
def test_quotes_are_spans_of_whole_sentences(texts, question):
    for quote in quotes([Candidate(text) for text in texts], dict.fromkeys(tokens(question), 1.0)):
        spans = sentences(texts[quote.candidate])
        assert quote.start in {start for start, _ in spans}
        assert quote.end in {end for _, end in spans}
