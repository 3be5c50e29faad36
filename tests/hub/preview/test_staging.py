"""A draft as if it were published, and then as if nothing had been."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Site

from hub.assets.models import Article, Asset
from hub.preview.drafts import Draft
from hub.preview.staging import published
from hub.snippets.models import Hold
from search import indexing
from search.engines.memory import current_view
from tests import factories

from .test_drafts import new_article


def everything() -> dict[str, list[tuple]]:
    """Every row of every table."""
    with connection.cursor() as cursor:
        found = {}
        for table in [*connection.introspection.table_names(cursor), "sqlite_sequence"]:
            cursor.execute(f'SELECT * FROM "{table}"')
            found[table] = sorted(cursor.fetchall(), key=repr)
        return found


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
class TestPublished:
    def test_the_draft_is_what_the_database_has_and_then_is_not(self):
        page = factories.asset(title="As published")
        before = everything()
        page.title = "As drafted"
        with published(Draft(page)):
            assert Asset.objects.get(pk=page.pk).title == "As drafted"
        assert everything() == before

    def test_nobody_else_sees_it_meanwhile(self):
        page = factories.asset(title="As published")
        page.title = "As drafted"

        def titles() -> list[str]:
            try:
                return list(Asset.objects.values_list("title", flat=True))
            finally:
                connection.close()

        with published(Draft(page)), ThreadPoolExecutor(1) as somebody:
            assert somebody.submit(titles).result() == ["As published"]

    def test_a_page_that_was_never_saved(self):
        parent = factories.home()
        before = everything()
        with published(Draft(new_article(parent, title="New", slug="new"), parent.pk)) as page:
            found = Article.objects.get(slug="new")
            assert (found.pk, found.live) == (page.pk, True)
            parent.refresh_from_db()
            assert list(parent.get_children()) == [found.page_ptr]
        assert everything() == before

    def test_new_pages_come_after_their_siblings(self):
        sibling = factories.asset()
        parent = sibling.get_parent()
        with published(Draft(new_article(parent, title="New", slug="new"), parent.pk)) as page:
            assert [child.pk for child in parent.get_children()] == [sibling.pk, page.pk]

    def test_whatever_goes_wrong_nothing_stays(self):
        page = factories.asset(title="As published")
        before = everything()
        with pytest.raises(ZeroDivisionError), published(Draft(page)):
            raise ZeroDivisionError
        assert everything() == before

    def test_nothing_that_waits_for_a_commit_is_done(self):
        page = factories.asset()
        done = []
        with published(Draft(page)):
            transaction.on_commit(lambda: done.append(1))
        assert done == []

    def test_what_expired_or_is_scheduled_is_shown_as_it_will_be(self):
        for moment in (-1, 1):
            when = timezone.now() + timedelta(hours=moment)
            page = factories.asset(live=False, go_live_at=when, expire_at=when)
            with published(Draft(page)):
                assert Asset.objects.get(pk=page.pk).live

    def test_snippets_follow_the_draft_and_come_back(self):
        page = factories.asset(body=[("paragraph", "<p>Sensors cut downtime by 59%.</p>")])
        snippet = factories.snippet(page)
        page.body = [("paragraph", "<p>Nothing of it.</p>")]
        with published(Draft(page)):
            snippet.refresh_from_db()
            assert snippet.hold == Hold.GONE
        snippet.refresh_from_db()
        assert snippet.hold == Hold.HELD

    def test_the_index_in_memory_does_not_learn_of_it(self):
        page = factories.asset(title="As published")
        indexing.drain()
        before, _ = current_view()
        page.title = "As drafted"
        with published(Draft(page)):
            assert current_view()[0] is before
        assert current_view()[0] is before

    def test_addresses_that_are_remembered_are_those_of_what_is_published(self):
        home = factories.home()
        Site.objects.update(root_page=home)
        before = Site.get_site_root_paths()
        home.slug = "elsewhere"
        with published(Draft(home)):
            assert Site.get_site_root_paths() != before
        assert Site.get_site_root_paths() == before
