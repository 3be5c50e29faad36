"""What editors and the clock do to a text reaches its snippets at once: nothing here runs a worker."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction

from hub.assets.documents import to_document
from hub.assets.models import Article, Asset, Kind, Publication
from hub.snippets import following, reading
from hub.snippets.models import Decision, Hold, Snippet
from hub.taxonomy.models import Audience, Persona
from hub.visibility import Viewer, anonymous, visible_snippets
from tests import factories

pytestmark = pytest.mark.django_db

CLAIM = "Downtime of the press fell by 37 % within a year."
BEFORE, AFTER = "We began in the spring.", "The crew is content."
SALES = Viewer(internal=True)


@pytest.fixture
def asset() -> Article:
    made = factories.asset(summary=f"{BEFORE} {CLAIM} {AFTER}")
    made.save_revision().publish()
    return Article.objects.get(pk=made.pk)


@pytest.fixture
def snippet(asset: Article) -> Snippet:
    return approved(asset, CLAIM)


def approved(asset: Asset, text: str) -> Snippet:
    start = to_document(asset).text.index(text)
    return Snippet.objects.create(
        asset=asset,
        text=text,
        start=start,
        end=start + len(text),
        block="file" if isinstance(asset, Publication) else "summary",
        decision=Decision.APPROVED,
        revision=asset.live_revision,
        read_as=reading.reading(),
    )


def publish(asset: Article, summary: str) -> None:
    asset.summary = summary
    asset.save_revision().publish()


def seen(viewer: Viewer | None = None) -> list[str]:
    somebody = replace(viewer or anonymous())  # who reads what is private once, so anew each time
    return [each.text for each in visible_snippets(somebody, Snippet.objects.all())]


class TestEdits:
    def test_before_and_behind_it_move_it_silently(self, asset, snippet):
        publish(asset, f"New. {BEFORE} {CLAIM} {AFTER} And more.")
        snippet.refresh_from_db()
        assert (snippet.hold, snippet.start) == (Hold.HELD, len(f"New. {BEFORE} "))
        assert seen() == [CLAIM]

    def test_the_revision_is_noted(self, asset, snippet):
        publish(asset, f"New. {CLAIM}")
        snippet.refresh_from_db()
        assert snippet.revision == Article.objects.get(pk=asset.pk).live_revision

    def test_into_another_section(self, asset, snippet):
        asset.body = [("heading", {"text": "Results", "level": "2"}), ("paragraph", CLAIM)]
        publish(asset, BEFORE)
        snippet.refresh_from_db()
        assert (snippet.hold, snippet.section_title) == (Hold.HELD, "Results")
        assert snippet.block == Article.objects.get(pk=asset.pk).body[1].id

    def test_of_it_show_what_took_its_place(self, asset, snippet):
        publish(asset, f"{BEFORE} {CLAIM.replace('37', '35')} {AFTER}")
        snippet.refresh_from_db()
        assert snippet.hold == Hold.CHANGED and snippet.text == CLAIM
        now = asset.summary[snippet.successor_start : snippet.successor_end]
        assert now == CLAIM.replace("37", "35")
        assert seen() == seen(SALES) == []

    def test_that_remove_it_withdraw_it(self, asset, snippet):
        publish(asset, BEFORE)
        snippet.refresh_from_db()
        assert snippet.hold == Hold.GONE and seen() == []

    def test_that_are_taken_back_bring_it_back(self, asset, snippet):
        first = asset.latest_revision
        publish(asset, BEFORE)
        first.publish()
        snippet.refresh_from_db()
        assert snippet.hold == Hold.HELD and snippet.successor_start is None
        assert seen() == [CLAIM]

    def test_that_are_drafts_do_nothing(self, asset, snippet):
        asset.summary = BEFORE
        asset.save_revision()
        assert seen() == [CLAIM]

    def test_that_are_rolled_back_do_nothing(self, asset, snippet):
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            publish(asset, BEFORE)
            1 / 0  # noqa: B018
        assert seen() == [CLAIM]

    def test_that_are_scheduled_wait_for_the_clock(self, asset, snippet):
        asset.summary = BEFORE
        asset.go_live_at = timezone.now() + timedelta(hours=1)
        revision = asset.save_revision()
        revision.publish()
        assert seen() == [CLAIM]
        asset.go_live_at = timezone.now() - timedelta(minutes=1)
        asset.save_revision(approved_go_live_at=asset.go_live_at)
        call_command("publish_scheduled")
        assert seen() == []


class TestWithoutAnEvent:
    @pytest.mark.parametrize(
        "values",
        [{"live": False}, {"expire_at": timezone.now() - timedelta(seconds=1)}],
        ids=["unpublished", "expired"],
    )
    def test_what_the_row_hides_is_withdrawn(self, asset, snippet, values):
        Asset.objects.filter(pk=asset.pk).update(**values)
        assert seen() == seen(SALES) == []

    def test_internal_is_for_colleagues(self, asset, snippet):
        Asset.objects.filter(pk=asset.pk).update(audience=Audience.INTERNAL)
        assert seen() == [] and seen(SALES) == [CLAIM]

    def test_private_is_for_nobody_outside(self, asset, snippet):
        factories.shut(asset)
        assert seen() == []


class TestUnpublished:
    def test_what_changed_meanwhile_is_followed_when_it_comes_back(self, asset, snippet):
        asset.unpublish()
        publish(Article.objects.get(pk=asset.pk), BEFORE)
        assert seen() == []

    def test_what_did_not_change_is_back_with_it(self, asset, snippet):
        asset.unpublish()
        assert seen() == []
        publish(Article.objects.get(pk=asset.pk), f"{CLAIM} {BEFORE}")
        assert seen() == [CLAIM]


class TestFiles:
    @pytest.fixture
    def paper(self) -> Publication:
        made = factories.asset(Publication, kind=Kind.WHITE_PAPER, file=factories.document())
        made.extracted_text = CLAIM
        made.save()
        approved(made, CLAIM)
        return made

    def test_in_the_open_they_are_given_out(self, paper):
        assert seen() == [CLAIM]

    def test_shut_and_opened_again(self, paper):
        shut = CollectionViewRestriction.objects.create(
            collection=paper.file.collection, restriction_type=CollectionViewRestriction.LOGIN
        )
        assert Snippet.objects.get().hold == Hold.GONE and seen() == seen(SALES) == []
        shut.delete()
        assert seen() == [CLAIM]

    def test_moved_where_not_everybody_may_look(self, paper):
        paper.file.collection = factories.private_collection()
        paper.file.save()
        assert seen() == []

    def test_with_the_whole_collection_moved_there(self, paper):
        """Which tells nobody."""
        inner = Collection.get_first_root_node().add_child(name="Papers")
        paper.file.collection = inner
        paper.file.save()
        assert seen() == [CLAIM]
        inner.move(factories.private_collection(), "sorted-child")
        assert seen() == seen(SALES) == []


class TestTrouble:
    @pytest.fixture
    def unreadable(self, monkeypatch):
        def fail(asset: Asset) -> None:
            raise ValueError("no text")

        with monkeypatch.context() as patch:
            patch.setattr(following, "without_facets", fail)
            yield

    def test_publishing_goes_on_and_the_snippet_is_kept_back(self, asset, snippet, unreadable):
        publish(asset, BEFORE)
        assert Article.objects.get(pk=asset.pk).summary == BEFORE
        assert seen() == []

    def test_it_is_tried_again(self, asset, snippet, monkeypatch):
        with monkeypatch.context() as patch:
            patch.setattr(following, "without_facets", lambda asset: 1 / 0)
            publish(asset, f"New. {CLAIM}")
        following.recover()
        assert seen() == [CLAIM]

    def test_what_another_version_read_otherwise_is_looked_for_anew(self, asset, snippet):
        Asset.objects.filter(pk=asset.pk).update(summary=BEFORE)
        following.recover()
        assert seen() == [CLAIM]  # as it was read the same way
        Snippet.objects.update(read_as="as before")
        following.recover()
        assert seen() == [] and Snippet.objects.get().read_as == reading.reading()


class TestCost:
    def test_an_asset_without_snippets_costs_a_query(self, asset):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            following.on_documents_changed([f"asset:{asset.pk}", "note:1"])
        assert len(queries) == 1

    def test_it_does_not_grow_with_them(self, asset):
        def queries() -> int:
            with CaptureQueriesContext(connection) as captured:
                following.follow(asset.pk)
            return len(captured)

        approved(asset, CLAIM)
        one = queries()
        for text in (BEFORE, AFTER, "spring"):
            approved(asset, text)
        assert queries() == one

    def test_a_terms_new_name_reads_no_text(self, asset, snippet, monkeypatch):
        persona = factories.term(Persona)
        asset.personas.set([persona])
        asset.save()
        monkeypatch.setattr(following, "follow", lambda pk: pytest.fail("read"))
        persona.save()
