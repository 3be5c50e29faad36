"""Counting as channels do. Of X: what its own examples (twitter-text's conformance suite) say, as facts."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.snippets.counting import count

TEXTS = st.text(max_size=60)
HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=60)
LATIN = st.text(st.characters(max_codepoint=0x10FF, categories=["L"]), max_size=60)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("", 0),
        ("This is a test.", 15),
        ("字" * 140, 280),
        ("のと", 4),
        ("저찀쯿쿿", 8),
        ("\U00010000\U0010ffff", 4),
        ("café", 4),
        ("cafe\u0301", 4),
        ("“so-called” — yes", 17),
        ("…", 2),
        ("a\u200bb", 3),
        ("′″", 2),
        ("€", 2),
        ("\u1100", 2),
        ("\u10ff", 1),
    ],
)
def test_characters_have_their_weights_on_x(text, length):
    assert count(text, "x") == length


@pytest.mark.parametrize(
    "emoji",
    [
        "😀",
        "☺",
        "❤️",
        "👍🏽",
        "👨‍👩‍👧‍👦",
        "👩🏾‍🚀",
        "🏳️‍🌈",
        "🇨🇳",
        "1️⃣",
        "#⃣",
        "©️",
        "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    ],
)
def test_an_emoji_is_two_on_x_however_it_is_put_together(emoji):
    assert count(f"a{emoji}b", "x") == 4


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("http://test.com", 23),
        ("https://test.com", 23),
        ("test.com", 23),
        ("Test https://test.com test https://test.com test.com test", 86),
        ("t.co", 23),
        ("foo.co.jp", 23),
        ("HTTPS://www.Example.COM/Index.html", 23),
        ("https://example.com/path?search=foo&lang=en#top", 23),
        ("http://example.com/" + "a" * 300, 23),
        ("https://en.wikipedia.org/wiki/Stress_(biology).", 24),
        ("(https://example.com/a)", 25),
        ("See https://example.com/a, then", 33),
        ("请访问example.com了解", 6 + 23 + 4),
        ("详见https://example.com/a。", 4 + 23 + 2),
        ("https://例子.中国/x", 23),
        ("http://localhost:8000/en/a?utm_source=x", 23),
    ],
)
def test_an_address_is_23_on_x(text, length):
    assert count(text, "x") == length


@pytest.mark.parametrize(
    "text", ["Node.js", "e.g. this", "3.14", "me@example.com", "v3.1", "a.b-c", "..."]
)
def test_what_only_looks_like_an_address_is_counted_by_its_characters(text):
    assert count(text, "x") == len(text)


@given(TEXTS)
def test_on_x_all_spellings_of_a_text_are_as_long(text):
    assert len({count(unicodedata.normalize(form, text), "x") for form in ("NFC", "NFD")}) == 1


@given(HAN)
def test_a_chinese_character_is_two_on_x(text):
    assert count(text, "x") == 2 * len(unicodedata.normalize("NFC", text))


@given(LATIN)
def test_a_latin_letter_is_one_on_x(text):
    assert count(text, "x") == len(unicodedata.normalize("NFC", text))


@given(TEXTS, TEXTS)
def test_what_stands_in_two_lines_is_as_long_as_both(one, other):
    both = count(f"{one}\n{other}", "x")
    assert both == count(one, "x") + 1 + count(other, "x")


@given(TEXTS)
def test_elsewhere_no_counter_finds_more_than_we_do(text):
    assert count(text, "characters") >= len(text)


@pytest.mark.parametrize(("text", "length"), [("", 0), ("好 ok", 4), ("😀", 2), ("𠮷", 2)])
def test_elsewhere_characters_are_counted_as_browsers_do(text, length):
    assert count(text, "characters") == length


@pytest.mark.parametrize("part", ["a.", "a-", "https://", "👨‍", "(a", "https://a.com/(", "。"])
def test_a_hostile_text_takes_no_longer_than_another(part):
    assert count(part * 20_000, "x") > 0
