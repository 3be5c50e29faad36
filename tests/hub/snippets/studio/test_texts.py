from hypothesis import given
from hypothesis import strategies as st

from hub.snippets.studio.texts import html_of, parts
from search.documents import Document, Section

SECTIONS = st.lists(
    st.builds(
        Section,
        text=st.text(alphabet="A b.\n停。😀e\u0301", min_size=1),
        title=st.sampled_from(["", "T"]),
    ),
    max_size=4,
)


def document(*sections):
    return Document(key="asset:1", locale="en", title="T", sections=tuple(sections))


@given(SECTIONS)
def test_every_line_stands_where_it_says(sections):
    made = document(*sections)
    for part in parts(made):
        for line in part.lines:
            assert made.text[line.start : line.start + len(line.text)] == line.text


@given(SECTIONS)
def test_nothing_but_white_space_is_left_out(sections):
    made = document(*sections)
    shown = "".join(line.text for part in parts(made) for line in part.lines)
    assert "".join(shown.split()) == "".join(made.text.split())


def test_the_ends_of_sentences_are_told():
    [part] = parts(document(Section("It leaked. It stopped.", title="Pumps")))
    assert [line.ends for line in part.lines] == [[10, 22]]


def test_a_heading_is_shown_once():
    shown = parts(document(Section("One.", title="Pumps"), Section("Two.", title="Pumps")))
    assert [part.heading for part in shown] == ["Pumps", ""]


def test_a_long_section_is_laid_out_in_parts():
    long = document(Section("One.\n" * 100, title="Pumps"), Section("Two."))
    shown = list(parts(long))
    assert [len(part.lines) for part in shown] == [40, 40, 20, 1]
    assert [part.section for part in shown] == [0, 0, 0, 1]


def test_html_in_a_text_is_text():
    shown = html_of(document(Section("<b>It</b> leaked.", title="<i>")))
    assert "<b>" not in shown and "<i>" not in shown
