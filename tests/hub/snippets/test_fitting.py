"""Which snippets fit a channel: told as their posts would tell."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from hub.snippets.fitting import fitting
from hub.snippets.models import Rewrite, Snippet
from hub.snippets.pieces import ChannelFacts
from hub.snippets.variants import pieces_of, variant
from hub.taxonomy.models import Channel
from tests import factories

TEXTS = st.one_of(
    st.sampled_from(
        [
            "Sensors cut downtime by 59%.",
            "停机时间减少了 59%，这是一年之内的事，谁也没有想到。",
            "First this, which is long enough, then that, " * 8,
            "x" * 400,
            "See a.co, b.co and c.co " * 12,
            "👩‍👩‍👧‍👦" * 60,
        ]
    ),
    st.text(min_size=1, max_size=60).filter(lambda text: "\0" not in text),
)


class TestFitting(TestCase):
    @settings(max_examples=25)
    @given(
        texts=st.lists(TEXTS, min_size=1, max_size=5),
        limit=st.one_of(st.none(), st.integers(0, 400)),
        counting=st.sampled_from(["characters", "x"]),
        internal=st.booleans(),
        audience=st.sampled_from(["public", "internal"]),
    )
    def test_those_fit_whose_posts_have_no_problem(
        self, texts, limit, counting, internal, audience
    ):
        channel = ChannelFacts("any", limit=limit, counting=counting, internal=internal)
        asset = factories.asset(audience=audience)
        made = [factories.snippet(asset, text) for text in texts]
        expected = {
            pk for pk, piece in pieces_of(made).items() if not variant(piece, channel).problems
        }
        found = fitting(Snippet.objects.all(), channel)
        assert set(found.values_list("pk", flat=True)) == expected


@pytest.mark.django_db
def test_the_order_is_left_as_it_is():
    asset = factories.asset()
    for text, score in (("a", 0.1), ("x" * 300, 0.2), ("b", 0.3)):
        factories.snippet(asset, text, score=score)
    found = fitting(Snippet.objects.all(), ChannelFacts("any", limit=100))
    assert [snippet.text for snippet in found] == ["b", "a"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "fits"),
    [
        ({}, True),
        ({"approved": False}, False),
        ({"source_hash": "of another text"}, False),
        ({"text": "y" * 101}, False),
    ],
)
def test_what_is_said_in_other_words_fits_by_these(given, fits):
    channel = Channel.objects.create(slug="any", hard_limit=100)
    made = factories.snippet(factories.asset(), "x" * 300)
    fields = {"text": "y", "source_hash": made.text_hash, "approved": True, **given}
    Rewrite.objects.create(snippet=made, channel=channel, **fields)
    found = fitting(Snippet.objects.all(), ChannelFacts("any", limit=100))
    assert found.exists() == fits
