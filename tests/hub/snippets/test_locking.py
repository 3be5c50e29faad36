"""Where a span stands in a text that was edited. Pure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.snippets.locking import Changed, Gone, Held, Locator
from search.documents import Document, Section
from search.text import sentences

CLAIM = "Downtime of the press fell by 37 % within a year."
ZH = "冲压线的停机时间在一年内下降了百分之三十七。"


def document(*sections: Section | str) -> Document:
    made = [
        section if isinstance(section, Section) else Section(section, block=str(number))
        for number, section in enumerate(sections)
    ]
    return Document("asset:1", "en", "", sections=tuple(made))


def located(text: str, start: int, block: str, *sections: Section | str) -> str | Held | Gone:
    """The words of what took its place, where that is what is found."""
    read = document(*sections)
    found = Locator(read).locate(text, start, block)
    return read.text[found.start : found.end] if isinstance(found, Changed) else found


class TestHeld:
    def test_where_it_was(self):
        read = Section(f"It began in May. {CLAIM}", title="Results", block="a")
        assert located(CLAIM, 17, "a", read) == Held(17, 17 + len(CLAIM), "a", "Results")

    def test_it_moves_with_what_stands_before_it(self):
        assert located(CLAIM, 0, "0", f"Now then. {CLAIM}").start == 10

    def test_its_own_section_comes_first(self):
        assert located(CLAIM, 0, "1", CLAIM, f"Now then. {CLAIM}").block == "1"

    def test_then_any_other(self):
        assert located(CLAIM, 0, "gone", "Nothing.", CLAIM).block == "1"

    def test_the_nearest_of_several(self):
        twice = f"{CLAIM} And then. {CLAIM}"
        assert located(CLAIM, 50, "0", twice).start == twice.rindex(CLAIM)

    def test_where_it_was_though_the_text_repeats_itself(self):
        assert located("哈" * 5, 3, "0", "哈" * 100).start == 3

    def test_a_section_that_a_block_has_several_of(self):
        turns = [Section("Did it?", block="transcript"), Section(CLAIM, block="transcript")]
        assert isinstance(located(CLAIM, 500, "transcript", *turns), Held)


class TestChanged:
    @pytest.mark.parametrize(
        ("old", "new"),
        [
            (CLAIM, CLAIM.replace("37", "35")),
            (CLAIM, CLAIM.replace("within a year", "in two plants")),
            (CLAIM, CLAIM.replace("37 %", "37\u00a0%")),
            (ZH, ZH.replace("三十七", "三十五")),
            (ZH, ZH.replace("冲压线", "两条冲压生产线")),
            ('He said "it held" twice.', "He said “it held” twice."),
        ],
    )
    def test_to_the_sentence_that_took_its_place(self, old, new):
        around = f"We began in the spring. {new} 别的都没有变。"
        assert located(old, 24, "0", around) == new

    def test_to_all_sentences_that_did(self):
        old = "It took a year to win the crew over. Then downtime fell by 37 % and stayed there."
        new = (
            "It took a year to win all the crews over. Then downtime fell by 35 % and stayed there."
        )
        assert located(old, 5, "0", f"We began. {new} We went on.") == new

    def test_to_that_of_its_own_section(self):
        new = CLAIM.replace("37", "35")
        alike = CLAIM.replace("37", "36")
        assert located(CLAIM, 0, "1", alike, f"Then. {new}") == new

    def test_not_beyond_a_section(self):
        old = f"{CLAIM} {ZH}"
        assert located(old, 0, "0", CLAIM, ZH) in (CLAIM, ZH)


class TestGone:
    @pytest.mark.parametrize("sections", [(), ("",), ("Something else is said here.",), (ZH,)])
    def test_where_nothing_like_it_is_said(self, sections):
        assert located(CLAIM, 0, "0", *sections) == Gone()

    def test_without_words(self):
        assert located("", 0, "0", CLAIM) == Gone()


WORDS = st.sampled_from(
    ["Presses", "stood", "still", "停机", "减半", "37 %", ".", "。", "\n", " ", "”"]
)
TEXTS = st.lists(WORDS, max_size=30).map("".join)


@given(st.lists(TEXTS, min_size=1, max_size=4), TEXTS, st.integers(0, 200), st.integers(0, 4))
def test_what_is_found_is_there(texts, text, start, block):
    read = document(*texts)
    found = Locator(read).locate(text, start, str(block))
    if text and text in read.text:
        assert read.text[found.start : found.end] == text
    elif isinstance(found, Changed):
        bounds = sentences(read.text)
        assert found.start in {start for start, _ in bounds}
        assert found.end in {end for _, end in bounds}
    else:
        assert found == Gone()
