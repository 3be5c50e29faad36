"""Documents to passages."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.documents import Document, Section
from search.passages import MAX_TOKENS, TARGET_TOKENS, Passage, split
from search.text import rough_token_count, sentences

SENTENCES = [
    "It held.",
    "停机减少了。",
    "Why? ",
    "word " * 90 + ".",
    "词" * 130 + "。",
    "\n",
    "x" * 900,
]
TEXTS = st.one_of(
    st.lists(st.sampled_from(SENTENCES), max_size=12).map("".join), st.text(max_size=80)
)
SECTIONS = st.builds(
    Section,
    text=TEXTS,
    title=st.sampled_from(["", "Results", "挑战"]),
    kind=st.sampled_from(["text", "code", "quote"]),
    block=st.sampled_from(["a", "b"]),
)
DOCUMENTS = st.builds(
    Document,
    key=st.just("note:1"),
    locale=st.just("en"),
    title=st.sampled_from(["", "Kestrel"]),
    sections=st.lists(SECTIONS, max_size=6).map(tuple),
)
many = settings(deadline=None, max_examples=100)


def passages(*sections: Section | str, title: str = "Kestrel") -> list[Passage]:
    made = tuple(s if isinstance(s, Section) else Section(s) for s in sections)
    return split(Document("note:1", "en", title, sections=made), rough_token_count)


@given(DOCUMENTS)
@many
def test_passages_are_the_text_at_their_span(document):
    for passage in split(document, rough_token_count):
        assert document.text[passage.start : passage.end] == passage.text


@given(DOCUMENTS)
@many
def test_every_sentence_is_held_once(document):
    held = "".join(passage.text for passage in split(document, rough_token_count))
    assert "".join(held.split()) == "".join(document.text.split())


@given(DOCUMENTS)
@many
def test_passages_are_in_order_and_do_not_overlap(document):
    edges = [e for p in split(document, rough_token_count) for e in (p.start, p.end)]
    assert edges == sorted(edges)


@given(DOCUMENTS)
@many
def test_no_passage_is_too_long(document):
    counts = [rough_token_count(p.text) for p in split(document, rough_token_count)]
    assert all(count <= MAX_TOKENS for count in counts)


@given(DOCUMENTS)
@many
def test_splitting_is_deterministic(document):
    assert split(document, rough_token_count) == split(document, rough_token_count)


@given(DOCUMENTS)
@many
def test_code_is_apart(document):
    starts = {}
    offset = 0
    for section in document.sections:
        starts.update(dict.fromkeys(range(offset, offset + len(section.text)), section.kind))
        offset += len(section.text) + 2
    for passage in split(document, rough_token_count):
        kinds = {starts[n] for n in range(passage.start, passage.end) if n in starts}
        assert "code" not in kinds or kinds == {"code"}


@given(DOCUMENTS)
@many
def test_short_sentences_are_not_cut(document):
    bounds = {p.start for p in split(document, rough_token_count)}
    offset = 0
    for section in document.sections:
        for start, end in sentences(section.text):
            if end - start <= MAX_TOKENS:
                assert not bounds & set(range(offset + start + 1, offset + end))
        offset += len(section.text) + 2


@pytest.mark.parametrize("sections", [(), ("",), (" \n ", "\t")])
def test_nothing_has_no_passages(sections):
    assert passages(*sections) == []


def test_a_section_begins_a_passage_of_its_own():
    long = "It held for a year and a day. " * 12
    found = passages(Section(long, title="One", block="a"), Section(long, title="Two", block="b"))
    assert [(p.section_title, p.block) for p in found] == [("One", "a"), ("Two", "b")]


def test_a_line_or_two_is_put_with_what_follows():
    (found,) = passages("Short.", "It held for a year and a day.")
    assert found.text == "Short.\n\nIt held for a year and a day."


def test_long_prose_is_cut_near_the_target():
    sizes = [rough_token_count(p.text) for p in passages("It held for a year and a day. " * 300)]
    assert all(TARGET_TOKENS * 0.7 < size <= TARGET_TOKENS for size in sizes[:-1])


def test_a_sentence_without_end_is_cut_between_words():
    found = passages("downtime " * 2000)
    assert all(set(p.text.split()) == {"downtime"} for p in found)


def test_the_context_is_the_titles():
    (found,) = passages(Section("It held.", title="Results"))
    assert found.context == "Kestrel — Results"


def test_another_context_is_another_content():
    one, two = (passages("It held.", title=title)[0] for title in ("Kestrel", "Heron"))
    assert one.content_hash != two.content_hash


def test_half_a_character_is_taken_out_in_its_place():
    (found,) = passages(Section("It \ud800held.", title="\udc00"))
    assert (found.text, found.context) == ("It  held.", "Kestrel —  ")
    assert len(found.content_hash) == 32


def test_a_book_takes_little_time():
    started = time.process_time()
    found = passages(*(["The press held for a year. " * 34] * 1000))  # 204,000 words
    assert time.process_time() - started < 5
    assert len(found) > 1000


@pytest.mark.parametrize("word", ["downtime ", "词", "x"])
def test_so_does_one_without_a_stop(word):
    started = time.process_time()
    passages(word * 40_000)
    assert time.process_time() - started < 5
