import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.importing.errors import ImportProblem
from hub.importing.front_matter import parse


def test_yaml_dates_and_words_stay_text():
    parsed = parse("---\ndate: 2020-13-45\ntitle: No\ntime: 12:30\nn: 3\nok: true\n---\nBody\n")
    assert parsed.metadata == {
        "date": "2020-13-45",
        "title": "No",
        "time": "12:30",
        "n": 3,
        "ok": True,
    }
    assert parsed.body == "Body\n" and parsed.body_line == 8


def test_toml_is_read_between_pluses():
    parsed = parse('+++\ntitle = "A"\ndate = 2020-01-02\n[params]\nx = [1, 2]\n+++\nBody')
    assert parsed.metadata == {"title": "A", "date": "2020-01-02", "params": {"x": [1, 2]}}


def test_the_line_of_a_key_is_known():
    parsed = parse("---\ntitle: a\nquote:\n  text: b\ndate: x\n---\n")
    assert (parsed.line_of("date"), parsed.line_of("quote.text")) == (5, 3)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("title: Pumps: a story", "Pumps: a story"),
        ("title: @home", "@home"),
        ("title:\tTabbed\t", "Tabbed"),
        ("title: `code` first", "`code` first"),
    ],
)
def test_common_slips_are_repaired_with_a_warning(raw, value):
    parsed = parse(f"---\nkind: article\n{raw}\n---\nBody")
    assert parsed.metadata["title"] == value
    assert [line for line, _message in parsed.warnings] in ([3], [])


def test_broken_yaml_is_reported_with_its_line():
    with pytest.raises(ImportProblem) as caught:
        parse("---\ntitle: fine\ntags: [a, b\n---\nBody")
    assert caught.value.line in (3, 4) and "YAML" in caught.value.reason


def test_front_matter_that_never_ends_is_reported():
    with pytest.raises(ImportProblem, match="never closed"):
        parse("---\ntitle: x\n\nBody")


def test_a_rule_at_the_top_is_no_front_matter():
    assert not parse("---\n\nJust a line above.\n").present


@pytest.mark.parametrize(
    "raw",
    [
        "a: " + "[" * 100_000,
        "- " * 50_000 + "x",
        "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [" + ",".join(["*a"] * 30) + "]\nc: [*b,*b]",
        "a: &a\n  x: 1\n" + "b:\n  <<: [" + ",".join(["*a"] * 40) + "]",
        "a: &a [*a]",
        "x: " + "y" * 300_000,
        "\n".join(f"k{n}: [1, 2, 3, 4, 5, 6, 7, 8, 9]" for n in range(3000)),
    ],
    ids=["nested", "dashes", "aliases", "merges", "itself", "large", "many"],
)
def test_yaml_bombs_are_refused(raw):
    with pytest.raises(ImportProblem):
        parse(f"---\n{raw}\n---\nBody")


@given(st.text())
def test_any_text_is_parsed_or_refused_for_a_reason(text):
    try:
        parse(f"---\n{text}\n---\nBody")
    except ImportProblem as problem:
        assert problem.reason
