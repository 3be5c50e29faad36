"""Every code has words, in both languages."""

import pytest
from django.utils.translation import override

from hub.snippets.models import Snippet
from hub.snippets.suggesting import WHY_NOT
from hub.snippets.wording import reasons_of, why_empty
from search.snippets import CODES, EMPTY

PAIRS = [(signal, code) for signal, codes in CODES.items() for code in codes]


@pytest.mark.parametrize(("signal", "code"), PAIRS)
def test_a_reason(signal, code):
    told = []
    for language in ("en", "zh-hans"):
        with override(language):
            told += reasons_of(Snippet(reasons=[[signal, code, "37 %"]]))
    english, chinese = told
    assert english != chinese and "%(" not in english


def test_what_tells_most_comes_first():
    snippet = Snippet(reasons=[["length", "brief", ""], ["weight", "percent", "37 %"]])
    assert reasons_of(snippet) == ["Names a share or a change in figures: “37 %”", "Is brief"]


@pytest.mark.parametrize("code", [*EMPTY, *WHY_NOT])
def test_why_there_are_none(code):
    with override("en"):
        english = why_empty(code)
    with override("zh-hans"):
        assert why_empty(code) not in ("", english)


def test_nothing_is_said_where_there_are_some():
    assert why_empty("") == ""
