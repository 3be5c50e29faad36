"""The rules by which titles, descriptions and alternates are made."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.website.seo import Alternate, alternates, described, head_title, region, shortened


def columns(text):
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


@pytest.mark.parametrize(
    ("written", "title", "site", "expected"),
    [
        ("", "Press shops", "Ridgewell", "Press shops | Ridgewell"),
        ("Written", "Press shops", "Ridgewell", "Written"),
        ("", "What ridgewell does", "Ridgewell", "What ridgewell does"),
        ("", "Press shops", "", "Press shops"),
        ("", "x" * 60, "Ridgewell", "x" * 60),
        ("", "停" * 30, "瑞智维", "停" * 30),
        ("", "停机", "瑞智维", "停机 | 瑞智维"),
    ],
)
def test_titles(written, title, site, expected):
    assert head_title(written, title, site) == expected


def test_what_editors_wrote_describes_a_page_word_for_word():
    assert described("  As it is. " * 40, ["A summary."]) == "  As it is. " * 40


def test_else_the_first_text_that_says_something():
    assert described("", ["", " \n ", "A summary.", "Another."]) == "A summary."
    assert described("", []) == ""


def test_a_text_is_cut_where_a_sentence_ends():
    text = "Five presses stood still. " + "It cost 38.5 thousand euros in all. " * 9
    cut = shortened(text)
    assert cut.endswith("in all.")
    assert 120 <= len(cut) <= 160


def test_a_sentence_too_long_is_cut_between_words():
    cut = shortened("word, " * 60)
    assert cut.endswith("word…")
    assert len(cut) <= 160


def test_chinese_is_cut_too_and_takes_twice_the_room():
    assert shortened("停机时间减少了。" * 20) == "停机时间减少了。" * 10
    assert shortened("停" * 200) == "停" * 79 + "…"


@given(st.text(), st.integers(10, 160))
def test_what_is_cut_fits_and_begins_as_the_text_does(text, most):
    cut = shortened(text, most)
    assert columns(cut) <= max(most, 1)
    assert " ".join(text.split()).startswith(cut.removesuffix("…")) or "…" in text


def test_alternates_name_the_one_for_all_others():
    versions = [Alternate("zh-hans", "/zh"), Alternate("en", "/en")]
    assert alternates(versions, "en") == [
        ("en", "/en"),
        ("zh-hans", "/zh"),
        ("x-default", "/en"),
    ]


def test_without_a_version_in_the_default_language_none_is_for_all_others():
    assert alternates([Alternate("zh-hans", "/zh")], "en") == [("zh-hans", "/zh")]


def test_languages_as_open_graph_writes_them():
    assert [region(locale) for locale in ("en", "zh-hans", "pt-br")] == ["en_US", "zh_CN", "pt_br"]
