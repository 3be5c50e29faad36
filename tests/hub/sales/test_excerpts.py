from hypothesis import given
from hypothesis import strategies as st

from hub.sales.excerpts import AROUND, excerpt, section_block
from search.documents import Document, Section
from search.matches import Evidence


def _document(*texts: str) -> Document:
    sections = tuple(Section(text, block=f"b{n}") for n, text in enumerate(texts))
    return Document("asset:1", "en", "Title", sections=sections)


def _evidence(document: Document, words: str) -> Evidence:
    start = document.text.index(words)
    return Evidence(words, "", start, start + len(words))


def test_evidence_is_shown_inside_its_section_only():
    document = _document("First section.", "It leaked. It stopped. It ran.", "Last section.")
    shown = excerpt(document, _evidence(document, "It stopped."), "/")
    assert (shown.before, shown.text, shown.after) == ("It leaked. ", "It stopped.", " It ran.")


def test_long_surroundings_are_cut_between_words():
    document = _document("word " * 100 + "Here it is. " + "word " * 100)
    shown = excerpt(document, _evidence(document, "Here it is."), "/")
    assert shown.before.startswith("… word")
    assert shown.after.endswith("word …")


def test_chinese_is_cut_at_its_punctuation():
    document = _document("轴承温度升高，" * 40 + "报警写明了部件。" + "计划停机更换，" * 40)
    shown = excerpt(document, _evidence(document, "报警写明了部件。"), "/")
    assert shown.before.startswith("… 轴承温度升高，")
    assert shown.after.endswith("计划停机更换， …")


def test_evidence_of_an_older_version_is_shown_alone():
    shown = excerpt(_document("Rewritten."), Evidence("It stopped.", "Then", 400, 411), "/")
    assert (shown.before, shown.text, shown.after) == ("", "It stopped.", "")


def test_the_block_that_evidence_comes_from_is_known():
    document = _document("First.", "Second.")
    assert section_block(document, document.text.index("Second")) == "b1"


@given(st.lists(st.text(min_size=1, max_size=400), min_size=1, max_size=4), st.data())
def test_surroundings_are_the_documents_own_words(texts, data):
    document = _document(*texts)
    start = data.draw(st.integers(0, len(document.text) - 1))
    end = data.draw(st.integers(start + 1, len(document.text)))
    shown = excerpt(document, Evidence(document.text[start:end], "", start, end), "/")
    for part in (shown.before, shown.after):
        assert part.strip("… ") in document.text
        assert len(part) <= AROUND + 2
