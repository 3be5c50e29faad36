import pytest

from hub.snippets.faithfulness import strangers

SOURCE = "Kestrel cut downtime by 59 % to 1,250 hours, says Anna Brzezińska of Corvane. 三成员工参加了培训。"


@pytest.mark.parametrize(
    "text",
    [
        "Downtime fell by 59 % at Kestrel.",
        "The Hours: 1,250.",
        "1250 hours: that is Kestrel's downtime now.",
        "Anna Brzezińska: less downtime. It is so.",
        "三成员工参加培训，停机时间下降59%。",
        "Ｋestrel：59％",
        "",
    ],
)
def test_what_the_source_says_is_no_stranger(text):
    assert strangers(text, SOURCE) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kestrel cut downtime by 95 %.", ("95",)),
        ("Downtime fell by 5.9 %.", ("5.9",)),
        ("It was halved, says Vibratek.", ("halved", "Vibratek")),
        ("less than two thirds", ("two", "thirds")),
        ("Vibratek saw it.", ("Vibratek",)),
        ("四成员工参加了培训。", ("四",)),
        ("停机时间减少了一千二百小时。", ("一千二百",)),
        ("SAP says so, and so does SAP.", ("SAP",)),
        ("PlantMind was there.", ("PlantMind",)),
        ("停机时间由Siemens降低。", ("Siemens",)),
    ],
)
def test_figures_and_names_that_the_source_has_not_are_named(text, found):
    assert strangers(text, SOURCE) == found


def test_a_hostile_text_takes_no_longer_than_another():
    assert strangers("A " * 50_000 + "1," * 50_000, "") != ()
