import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from hub.snippets.counting import count
from hub.snippets.studio.previews import fits_of, fold_at, previews
from hub.snippets.variants import ChannelFacts
from hub.taxonomy.models import Channel
from hub.taxonomy.seeding import seed
from tests import factories


@given(st.text(), st.integers(0, 20))
def test_what_stands_before_the_fold_is_as_long_as_it_may_be(post, fold):
    channel = ChannelFacts("weibo", fold=fold)
    at = fold_at(post, channel)
    assert count(post[:at], channel.counting) <= fold or at == len(post) == 0
    assert at == len(post) or count(post[: at + 1], channel.counting) > fold


def test_without_a_fold_all_is_shown():
    assert fold_at("All of it", ChannelFacts("x")) == 9


@pytest.mark.django_db
class TestOfASnippet:
    @pytest.fixture(autouse=True)
    def channels(self):
        seed()

    def test_a_preview_for_each_channel_in_the_editors_order(self):
        shown = previews(factories.snippet(factories.asset()))
        assert [each.channel.slug for each in shown] == [row.slug for row in Channel.objects.all()]

    def test_before_and_after_the_fold_are_the_post(self):
        shown = previews(factories.snippet(factories.asset(), "停机减少了三成七。" * 30))
        for each in shown:
            words = "".join(word.text for word in (*each.before, *each.after))
            assert words == each.variant.post
        assert any(each.after for each in shown)

    def test_where_it_fits_whole_and_where_it_is_cut(self):
        short = factories.snippet(factories.asset(), "It held.")
        long = factories.snippet(factories.asset(), "It held for a year. " * 30)
        fits = fits_of([short, long])
        [of_short] = [fit for fit in fits[short.pk] if fit.channel.slug == "x"]
        [of_long] = [fit for fit in fits[long.pk] if fit.channel.slug == "x"]
        assert (of_short.is_whole, of_short.is_cut) == (True, False)
        assert (of_long.is_whole, of_long.is_cut) == (False, True)

    def test_queries_do_not_grow_with_the_snippets(self):
        few = [factories.snippet(factories.asset()) for _ in range(2)]
        many = [factories.snippet(factories.asset()) for _ in range(8)]
        with CaptureQueriesContext(connection) as for_few:
            fits_of(few)
        with CaptureQueriesContext(connection) as for_many:
            fits_of(many)
        assert len(for_few) == len(for_many)
