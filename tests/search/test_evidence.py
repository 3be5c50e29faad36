"""The sentence that justifies a match."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.evidence import best_sentence
from search.text import tokens

TEXT = "The press stood still. Sensors cut downtime by half. 停机减少了。Nobody noticed downtime."


def best(question: str, text: str = TEXT, **weights: float) -> str:
    start, end = best_sentence(text, tokens(question), lambda token: weights.get(token, 1.0))
    return text[start:end]


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("sensors downtime", "Sensors cut downtime by half."),
        ("减少停机", "停机减少了。"),
        ("downtime", "Sensors cut downtime by half."),  # the first of equals
        ("unrelated", "The press stood still."),
        ("", "The press stood still."),
        ("downtime downtime downtime press stood", "The press stood still."),
    ],
)
def test_holds_most_of_the_question(question, sentence):
    assert best(question) == sentence


def test_without_a_shared_word_the_nearest_in_meaning_of_those_that_tell_something():
    text = "Corvane. The reviewers look at what went wrong, and at nothing else at all. 完。"
    asked: list[str] = []

    def nearness(texts):
        asked.extend(texts)
        return [0.5] * len(texts)

    start, end = best_sentence(text, ["新"], lambda token: 1.0, nearness)
    assert asked == [text[start:end]] and asked[0].startswith("The reviewers")


def test_with_one_meaning_is_not_asked():
    start, end = best_sentence(TEXT, ["still"], lambda token: 1.0, lambda texts: 1 / 0)
    assert TEXT[start:end] == "The press stood still."


def test_rare_words_weigh_more():
    assert best("press downtime", press=0.1, downtim=5.0) == "Sensors cut downtime by half."


@given(st.text(max_size=80), st.text(max_size=20))
def test_is_always_a_span_of_the_text(text, question):
    start, end = best_sentence(text, tokens(question), lambda token: 1.0)
    assert 0 <= start <= end <= len(text)
    assert bool(text.strip()) == bool(text[start:end].strip())
