"""Posts: what they hold, in which order it gives way, and that no channel is given more than it takes."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.snippets.counting import count
from hub.snippets.pieces import ChannelFacts, Piece
from hub.snippets.posting import Beside, Problem, variant

TEXT = "Kestrel cut unplanned downtime by 59 % within a year."
PIECE = Piece(
    text=TEXT,
    title="Eleven weeks",
    authors=("Anna Gruber",),
    topics=("predictive maintenance", "IoT"),
    url="https://www.example.com/en/eleven-weeks",
    campaign="spring",
    reference="1a2b3c4d",
)
X = ChannelFacts("x", limit=280, counting="x", hashtags="before", utm_medium="social")
PLAIN = ChannelFacts("plain", limit=1000)


def with_room(room: int) -> ChannelFacts:
    """For the text and so many characters more, an address being 23."""
    return replace(X, limit=len(TEXT) + room)


def test_a_post_is_the_text_and_what_stands_beside_it():
    link = "https://www.example.com/en/eleven-weeks?utm_source=x&utm_medium=social&utm_campaign=spring&utm_content=1a2b3c4d"
    assert variant(PIECE, X).post == (
        f"{TEXT}\n— Anna Gruber, Eleven weeks\n\n{link}\n#PredictiveMaintenance #IoT"
    )


def test_the_count_is_the_posts_as_the_channel_counts():
    made = variant(PIECE, X)
    assert made.character_count == len(made.post) - len(made.link) + 23


@pytest.mark.parametrize(
    ("room", "left_out"),
    [
        (0, [Beside.LINK, Beside.ATTRIBUTION, Beside.HASHTAGS]),
        (25, [Beside.ATTRIBUTION, Beside.HASHTAGS]),
        (54, [Beside.HASHTAGS]),
        (120, []),
    ],
)
def test_when_room_is_short_the_hashtags_go_first_and_the_link_last(room, left_out):
    made = variant(PIECE, with_room(room))
    assert (made.text, list(made.left_out)) == (TEXT, left_out)


def test_hashtags_go_one_by_one():
    assert variant(PIECE, with_room(54 + 25)).post.endswith("\n#PredictiveMaintenance")


def test_what_is_left_out_is_told_all_the_same():
    made = variant(PIECE, with_room(0))
    assert made.link and made.attribution and made.hashtags


LONG = replace(
    PIECE, text=f"{TEXT} " + "The crew that did it had never seen such a thing before. " * 6
)


def test_what_is_too_long_is_cut_so_that_the_link_to_the_rest_has_room():
    made = variant(LONG, X)
    assert made.cut and made.full_text == LONG.text
    assert made.link in made.post and made.text.endswith(" …")


def test_what_cannot_be_cut_is_refused_with_its_count():
    made = variant(replace(PIECE, text="word" * 100), replace(X, limit=10))
    assert (made.problems, made.character_count, made.limit) == ((Problem.TOO_LONG,), 400, 10)


def test_a_channel_carries_only_what_it_says():
    bare = replace(X, link=False, attribution=False, hashtags="none")
    made = variant(PIECE, bare)
    assert (made.post, made.left_out) == (TEXT, ())
    assert made.link


def test_who_is_quoted_is_said_on_every_channel():
    quote = replace(PIECE, speaker="Bai Qing, COO")
    assert (
        variant(quote, replace(PLAIN, attribution=False, link=False)).post
        == f"{TEXT}\n— Bai Qing, COO"
    )


def test_chinese_is_posted_the_chinese_way():
    piece = Piece(
        text="停机时间减少了59%。",
        locale="zh-hans",
        title="十一周",
        authors=("张三",),
        topics=("预测性维护",),
        url="https://example.com/zh-hans/a",
    )
    weibo = ChannelFacts("weibo", limit=2000, hashtags="around", link=False)
    assert variant(piece, weibo).post == "停机时间减少了59%。\n——张三《十一周》\n\n#预测性维护#"


@pytest.mark.parametrize(("fold", "folded"), [(None, False), (len(TEXT), False), (10, True)])
def test_whether_the_end_of_the_text_is_behind_more(fold, folded):
    assert variant(PIECE, replace(PLAIN, fold=fold)).folded is folded


def test_what_the_public_may_not_read_goes_to_colleagues_alone():
    shut = replace(PIECE, url="")
    assert variant(shut, PLAIN).problems == (Problem.NOT_PUBLIC,)
    assert variant(shut, replace(PLAIN, internal=True)).problems == ()


def test_a_rewrite_stands_for_the_text_and_shows_it_beside():
    made = variant(replace(PIECE, rewrites={"x": "59 % less downtime."}), X)
    assert (made.text, made.full_text, made.rewritten) == ("59 % less downtime.", TEXT, True)


def test_a_rewrite_that_fits_no_more_gives_way_to_the_text():
    made = variant(replace(PIECE, rewrites={"x": "a" * 300}), X)
    assert (made.text, made.rewritten) == (TEXT, False)


CHANNELS = st.builds(
    ChannelFacts,
    slug=st.just("any"),
    limit=st.none() | st.integers(0, 400),
    fold=st.none() | st.integers(0, 400),
    counting=st.sampled_from(["x", "characters"]),
    link=st.booleans(),
    attribution=st.booleans(),
    hashtags=st.sampled_from(["none", "before", "around"]),
    share_url=st.sampled_from(["", "https://example.com/?t={text}&u={url}"]),
)
PIECES = st.builds(
    Piece,
    text=st.text(max_size=300) | st.just(LONG.text),
    locale=st.sampled_from(["en", "zh-hans"]),
    title=st.text(max_size=40),
    authors=st.tuples(st.text(max_size=20)),
    speaker=st.text(max_size=20),
    topics=st.lists(st.text(max_size=20), max_size=5).map(tuple),
    url=st.sampled_from(["", "https://example.com/a"]),
)


@given(PIECES, CHANNELS)
def test_whatever_is_not_refused_fits_and_is_word_for_word(piece, channel):
    made = variant(piece, channel)
    assert made.character_count == count(made.post, channel.counting)
    too_long = channel.limit is not None and made.character_count > channel.limit
    assert (Problem.TOO_LONG in made.problems) is too_long
    assert piece.text.startswith(made.text.removesuffix("…").rstrip())
    assert made.post.startswith(made.text)
    assert made == variant(piece, channel)
