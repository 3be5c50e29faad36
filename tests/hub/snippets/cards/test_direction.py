import pytest

from hub.snippets.cards.direction import is_right_to_left, levels, visual_order


def seen(text: str) -> str:
    """From left to right; capitals stand for Hebrew letters."""
    hebrew = "".join(chr(ord(char) - ord("A") + 0x5D0) if char.isupper() else char for char in text)
    order = visual_order(levels(list(hebrew), is_right_to_left(hebrew)))
    return "".join(text[place] for place in order)


@pytest.mark.parametrize(
    ("read", "shown"),
    [
        ("one two", "one two"),
        ("ABC", "CBA"),
        ("say ABC DEF now", "say FED CBA now"),
        ("ABC say it DEF", "FED say it CBA"),
        ("ABC 59% DEF.", ".FED 59% CBA"),
        ("ABC-41 DEF", "FED 41-CBA"),
        ("A 1,234.5 B", "B 1,234.5 A"),
        ("a (B) c", "a (B) c"),
        ("", ""),
    ],
)
def test_as_it_is_seen(read, shown):
    assert seen(read) == shown
