from hypothesis import given
from hypothesis import strategies as st

from hub.snippets.studio.differences import differences

TEXTS = st.text(alphabet="ab 停机，。\n37%é😀", max_size=40)


@given(TEXTS, TEXTS)
def test_the_runs_of_a_side_are_its_text(old, new):
    runs = list(differences(old, new))
    assert "".join(run.text for run in runs if run.side != "new") == old
    assert "".join(run.text for run in runs if run.side != "old") == new


def test_words_are_told_from_their_neighbours():
    assert list(differences("It fell by 37 %.", "It rose by 37 %.")) == [
        ("both", "It "),
        ("old", "fell"),
        ("new", "rose"),
        ("both", " by 37 %."),
    ]


def test_chinese_is_compared_by_the_character():
    assert ("old", "停") in list(differences("停机减少", "待机减少"))
