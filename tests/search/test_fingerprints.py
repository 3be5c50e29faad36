"""What two texts have in common, word for word."""

from itertools import chain, pairwise

from hypothesis import given
from hypothesis import strategies as st

from search.fingerprints import SHINGLE, WINDOW, Words

texts = st.text(alphabet="ab 泵轴承坏.\n", max_size=300)
plain_words = st.lists(st.sampled_from([f"w{n}" for n in range(400)]), min_size=30, max_size=120)


def share(text: str, other: str) -> float:
    words = Words.of(text)
    return words.share(words.common_with(Words.of(other)))


@given(texts)
def test_a_text_is_all_in_itself(text):
    assert share(text, text) == (1.0 if Words.of(text).words else 0.0)


@given(texts, texts)
def test_a_share_is_a_share(text, other):
    assert 0 <= share(text, other) <= 1


@given(texts, texts)
def test_stretches_hold_the_common_words_and_are_apart(text, other):
    words = Words.of(text)
    common = words.common_with(Words.of(other))
    stretches = words.stretches(common)
    inside = [any(a <= start and end <= b for a, b in stretches) for start, end in words.spans]
    assert inside == common
    assert all(end < start for (_, end), (start, _) in pairwise(stretches))


@given(plain_words, plain_words, plain_words)
def test_a_copied_passage_leaves_a_fingerprint_wherever_it_stands(before, copied, after):
    whole = " ".join([*before, *copied[: SHINGLE + WINDOW - 1], *after])
    alone = " ".join(copied[: SHINGLE + WINDOW - 1])
    assert Words.of(whole).fingerprints & Words.of(alone).fingerprints


@given(plain_words, st.data())
def test_what_is_exchanged_is_not_in_common(words, data):
    """A text of which a share of the sentences is other: just that share is missing, but for the joints."""
    sentences = [words[n : n + 10] for n in range(0, len(words) - 9, 10)]
    exchanged = data.draw(st.sets(st.integers(0, len(sentences) - 1)))
    edited = [
        [f"x{n}y{m}" for m in range(10)] if n in exchanged else sentence
        for n, sentence in enumerate(sentences)
    ]
    text, other = (" ".join(chain.from_iterable(some)) for some in (edited, sentences))
    expected = 1 - len(exchanged) / len(sentences)
    assert abs(share(text, other) - expected) < 0.01


def test_how_it_is_written_makes_no_difference():
    assert (
        share("The PUMP bearing of tower nine failed", "the pump: bearing of tower nine failed!")
        == 1
    )
    assert share("設備的軸承壞了兩次", "设备的轴承坏了两次") == 1


def test_short_texts_have_one_stretch():
    assert len(Words.of("Pump failed").shingles) == 1
    assert share("Pump failed", "Pump failed") == 1
    assert share("Pump failed", "Pump stands still") == 0


def test_texts_without_words_have_none():
    assert Words.of("… 🙂 —").fingerprints == set()
