from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from hub.snippets.pieces import ChannelFacts, Piece
from hub.snippets.posting import variant
from hub.snippets.sharing import hashtags, link
from hub.taxonomy.sharing import check_template, filled

PIECE = Piece(text="Half the time & more.", title="A “plan”", url="https://example.com/en/plan")
X = ChannelFacts(
    "x", limit=280, counting="x", share_url="https://x.com/intent/tweet?text={text}&url={url}"
)


def shared(piece: Piece, channel: ChannelFacts) -> dict[str, list[str]]:
    address = variant(piece, channel).share_url
    assert address is not None
    return parse_qs(urlsplit(address).query)


def test_the_channel_opens_with_text_and_link():
    made = variant(PIECE, X)
    assert shared(PIECE, X)["url"] == [made.link]
    assert shared(PIECE, X)["text"] == ["Half the time & more.\r\n— A “plan”"]


def test_a_link_that_the_post_has_no_room_for_is_not_put_there_by_the_channel():
    assert "url" not in shared(PIECE, replace(X, limit=len(PIECE.text) + 20))


def test_a_channel_that_takes_the_link_alone_gets_it():
    channel = replace(X, limit=10, share_url="https://example.com/share?u={url}")
    assert shared(PIECE, channel)["u"][0].startswith("https://example.com/en/plan?utm_source=x")


@pytest.mark.parametrize(
    ("piece", "channel"), [(PIECE, replace(X, share_url="")), (replace(PIECE, url=""), X)]
)
def test_where_there_is_no_address_there_is_none(piece, channel):
    assert variant(piece, channel).share_url is None


@pytest.mark.parametrize(
    "template",
    [
        "https://x.com/intent/tweet?text={text}&url={url}",
        "mailto:?subject={title}&body={text}%0D%0A%0D%0A{url}",
        "https://example.com/{url}",
    ],
)
def test_an_address_of_a_page_or_a_mail_is_taken(template):
    check_template(template)


@pytest.mark.parametrize(
    "template",
    [
        "javascript:alert('{text}')",
        "JavaScript://example.com/?{text}",
        "data:text/html,{text}",
        "http://example.com/?u={url}",
        "//example.com/?u={url}",
        "/share?u={url}",
        "https:///?u={url}",
        "https://{url}/",
        "https://user@example.com/?u={url}",
        "https://[::1/?u={url}",
        "https://example.com/",
        "https://example.com/?u={link}",
        "https://example.com/?u={url}&x={}",
        "https://example.com/ ?u={url}",
        "https://example.com/\n?u={url}",
        "https://例子.com/?u={url}",
    ],
)
def test_any_other_address_is_refused(template):
    with pytest.raises(ValidationError):
        check_template(template)


@given(st.text())
def test_no_text_breaks_out_of_its_place(text):
    address = filled("https://example.com/?a={text}&b={url}", {"text": text, "url": "{text}"})
    assert set(parse_qs(urlsplit(address).query, keep_blank_values=True)) == {"a", "b"}


def test_a_link_says_channel_campaign_and_piece_and_nothing_empty():
    piece = replace(PIECE, url="https://example.com/a?b=1", campaign="spring", reference="1a2b")
    assert (
        link(piece, X)
        == "https://example.com/a?b=1&utm_source=x&utm_campaign=spring&utm_content=1a2b"
    )


@pytest.mark.parametrize(
    ("topic", "tag"),
    [
        ("Predictive maintenance", "#PredictiveMaintenance"),
        ("IoT & OEE", "#IoTOEE"),
        ("预测性维护", "#预测性维护"),
        ("研发（R&D）", "#研发RD"),
        ("#already", "#Already"),
        ("2026", ""),
        ("", ""),
        ("…", ""),
        ("a" * 41, ""),
    ],
)
def test_hashtags_are_such_as_channels_take(topic, tag):
    assert hashtags(replace(PIECE, topics=(topic,)), "before") == tuple(filter(None, [tag]))


def test_hashtags_are_three_at_most_and_each_once():
    piece = replace(PIECE, topics=("quality", "Quality", "safety", "cost", "energy"))
    assert hashtags(piece, "around") == ("#Quality#", "#Safety#", "#Cost#")
