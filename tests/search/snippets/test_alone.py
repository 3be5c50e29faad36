"""What speaks against a piece that is read by itself."""

import pytest

from search.documents import Document, Section
from search.snippets.alone import alone, footing
from search.snippets.units import unembedded, units


def judged(text: str, kind: str = "text") -> tuple[float, list[str]]:
    document = Document("note:1", "en", "", sections=(Section(text, kind=kind),))
    standing, reasons = alone(units(document, unembedded(document)))
    return standing, [reason.code for reason in reasons]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("However, the mill held.", "dangling"),
        ("[00:14:16] Zhou Min: The mill held all night.", "dangling"),
        ("Zhou Min: And then the mill held.", "dangling"),
        ("Downtime fell, as shown below.", "elsewhere"),
        ("See Figure 3 for the downtime of each mill.", "elsewhere"),
        ("Downtime fell at every mill. Read more in our report.", "elsewhere"),
        ("Let's look at some lessons from the mill.", "elsewhere"),
        ("各厂停机时间见下表。", "elsewhere"),
        ("如前所述，停机减少了。", "elsewhere"),
        ("给客户的报价单请用系统生成，不要截取本页。", "elsewhere"),
        ("Every mill needs three things:", "promise"),
        ("Sensors need no stop. There are two exceptions.", "promise"),
        ("Downtime at Kestrel fell by half. How they did it.", "promise"),
        ("工厂要做到三点：", "promise"),
        ("传感器不用停机。有两个例外。", "promise"),
        ("The mill held all night.” Nobody had expected that.", "unbalanced"),
        ("停机减少了六成（不含计划停机。", "unbalanced"),
    ],
)
def test_rules_it_out(text, code):
    assert judged(text) == (0, [code])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Lower costs at every mill of the group", "unfinished"),
        ("Downtime fell at every mill. But who noticed it?", "unanswered"),
        ("The floor. Then the spare motors of the mill.", "fragment"),
        ("Last week the mill held all night.", "dated"),
        ("上周三号机没有停过。", "dated"),
    ],
)
def test_tells_against_it(text, code):
    standing, codes = judged(text)
    assert 0 < standing < 1 and codes == [code]


@pytest.mark.parametrize(
    "text",
    [
        "Downtime at the mill fell from 40 to 16 hours a month.",
        "Who reads it at night? Pulse tells the fitter on the telephone.",
        "What follows from the drill is a shorter list.",
        "三号机每月停机从四十小时降到十六小时，误差 3% 以上的都重测了。",
        "“停机减少了。”房启明说，“没人料到。”",
        "Ridgewell makes 3.5% (after tax) on every mill.",
    ],
)
def test_says_nothing_against_a_piece_that_stands(text):
    assert judged(text) == (1, ["stands_alone"])


def test_a_line_of_results_is_finished():
    assert judged("Time to release a batch: 23 → 9 days (-61%)", "result") == (1, ["stands_alone"])


def footed(*texts: str) -> list[float]:
    """Of each sentence, by where it begins; each text is a section."""
    sections = tuple(Section(text) for text in texts)
    document = Document("note:1", "en", "", sections=sections)
    parts = units(document, unembedded(document))
    return [footing(parts, number, ["downtime"])[0] for number in range(len(parts))]


LATE = "\n".join(f"This is the line of number {number} of the text." for number in range(8))


def test_what_opens_a_text_or_a_section_leans_on_nothing():
    first, second = footed(
        "The mill of the group held all night.", "The press of the mill held all day."
    )
    assert first == 1 and 0.95 < second < 1


def test_within_a_paragraph_leans_more_than_at_its_beginning():
    *_, paragraph, within = footed(
        f"{LATE}\nThe mill held all night, and so on. The press of the mill held all day."
    )
    assert within < paragraph < 0.95


def test_what_names_the_subject_leans_less():
    *_, plain, subject = footed(
        f"{LATE}\nThe press of the mill held all night.\nThe downtime of the mill was short."
    )
    assert plain < subject


def test_an_answer_without_its_question_leans_most():
    *_, question, answer = footed(
        f"{LATE}\nDid the press of the mill hold? The fitters say that nobody knows."
    )
    assert answer < question / 1.5


def test_what_is_said_in_a_conversation_leans_more():
    document = Document(
        "note:1", "en", "", sections=(Section("It began."), Section("The mill of the group held."))
    )
    parts = units(document, unembedded(document))
    assert footing(parts, 1, [], "transcript")[0] < footing(parts, 1, [])[0]
