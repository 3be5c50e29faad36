"""What editors do reaches the index: outbox first, then rows, then readers."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import PageViewRestriction

from hub.assets.keys import key_of
from hub.assets.models import Article, Asset
from hub.taxonomy.models import Audience, Persona
from hub.visibility import Viewer, anonymous
from search.engines.memory import current_view
from search.filters import Filters
from search.indexing import drain
from search.models import Change, IndexedPassage
from search.related import related
from search.retrieval import Request, ask, search
from search.verification import differences
from tests import factories

pytestmark = pytest.mark.django_db

WORDS = "Vibration sensors cut downtime of the hydraulic press by half."
SALES = Viewer(internal=True)


@pytest.fixture
def asset() -> Article:
    made = factories.asset(title="Press", summary=WORDS)
    drain()
    return made


def indexed() -> set[str]:
    drain()
    return set(current_view()[0].number_of)


def everywhere(viewer: Viewer, asset: Asset, neighbour: Asset) -> set[bool]:
    """Whether `viewer` sees the asset in lists, totals, facets, answers, and beside its neighbour."""
    key, request = key_of(asset.pk), Request(WORDS, viewer, first=100)
    result, answer = search(request), ask(request)
    others = [match.key for match in result.matches if match.key != key]
    beside = related([key_of(neighbour.pk)], viewer, first=100)[key_of(neighbour.pk)]
    return {
        key in [match.key for match in result.matches],
        result.total == len(others) + 1,
        sum(result.facets.get("kind", {}).values()) == len(others) + 1,
        key in [match.key for match in (*answer.matches, *answer.nearest)],
        key in [match.key for match in beside],
    }


class TestDrafts:
    def test_saving_one_tells_nobody(self, asset):
        asset.title = "Better"
        for _ in range(3):
            revision = asset.save_revision()
            asset.save_revision(overwrite_revision=revision)  # autosave
        assert not Change.objects.exists()

    def test_publishing_it_does(self, asset):
        asset.title = "Better"
        asset.save_revision().publish()
        assert Change.objects.filter(key=key_of(asset.pk)).exists()
        drain()
        assert list(differences()) == []

    def test_a_publication_that_is_rolled_back_does_not(self, asset):
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            asset.save_revision().publish()
            1 / 0  # noqa: B018
        assert not Change.objects.exists()

    def test_a_new_draft_is_not_found(self):
        factories.asset(live=False, summary=WORDS)
        assert indexed() == set()


class TestReaching:
    def test_unpublishing(self, asset):
        asset.unpublish()
        assert indexed() == set() and not IndexedPassage.objects.exists()

    def test_publishing_again(self, asset):
        asset.unpublish()
        drain()
        asset.save_revision().publish()
        assert indexed() == {key_of(asset.pk)}

    def test_unpublishing_the_folder_above(self, admin_user):
        folder = factories.folder()
        factories.asset(parent=folder, summary=WORDS)
        assert len(indexed()) == 1
        UnpublishPageAction(folder, user=admin_user, include_descendants=True).execute()
        assert indexed() == set()

    def test_expiry(self, asset):
        Asset.objects.filter(pk=asset.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
        call_command("publish_scheduled")
        assert indexed() == set()

    def test_a_scheduled_publication(self):
        asset = factories.asset(live=False, summary=WORDS)
        assert indexed() == set()
        moment = timezone.now() - timedelta(minutes=1)
        asset.go_live_at = moment
        asset.save_revision(approved_go_live_at=moment)
        call_command("publish_scheduled")
        assert indexed() == {key_of(asset.pk)}

    @pytest.mark.parametrize("cls", [Asset, Article])
    def test_deleting(self, asset, cls):
        cls.objects.get(pk=asset.pk).delete()
        assert indexed() == set()

    def test_deleting_the_folder_above(self):
        folder = factories.folder()
        factories.asset(parent=folder)
        assert len(indexed()) == 1
        folder.delete()
        assert indexed() == set()

    def test_a_move_leaves_it_true(self, asset):
        asset.move(factories.folder(), pos="last-child")
        drain()
        assert list(differences()) == [] and indexed() == {key_of(asset.pk)}

    def test_an_audience(self, asset):
        asset.audience = Audience.INTERNAL
        asset.save_revision().publish()
        drain()
        assert set(current_view()[0].facet_values["audience"]) >= {"internal"}
        assert list(differences()) == []

    def test_a_terms_new_slug(self, asset):
        persona = factories.term(Persona, "buyer")
        asset.personas.set([persona])
        asset.save()
        drain()
        persona.slug = "purchaser"
        persona.save()
        drain()
        assert list(differences()) == []
        assert current_view()[0].document_mask(_persona("purchaser")).sum() == 1

    def test_a_deleted_term(self, asset):
        persona = factories.term(Persona, "buyer")
        asset.personas.set([persona])
        asset.save()
        drain()
        persona.delete()
        drain()
        assert list(differences()) == []

    def test_privacy_tells_what_is_below(self):
        folder = factories.folder()
        asset = factories.asset(parent=folder)
        drain()
        factories.shut(folder)
        assert list(Change.objects.values_list("key", flat=True)) == [key_of(asset.pk)]
        drain()
        PageViewRestriction.objects.all().delete()
        assert list(Change.objects.values_list("key", flat=True)) == [key_of(asset.pk)]


def _persona(slug: str) -> Filters:
    return Filters({"persona": frozenset({slug})})


class TestAtOnce:
    """Nothing is indexed here: the database alone decides."""

    @pytest.fixture
    def neighbour(self) -> Article:
        made = factories.asset(title="Valve", summary=f"{WORDS} So did the valve.")
        drain()
        return made

    def test_it_is_seen_before(self, asset, neighbour):
        assert everywhere(anonymous(), asset, neighbour) == {True}

    @pytest.mark.parametrize(
        "values",
        [
            {"live": False},
            {"expire_at": timezone.now() - timedelta(seconds=1)},
            {"audience": Audience.INTERNAL},
        ],
        ids=["unpublished", "expired", "internal"],
    )
    def test_what_the_row_hides_is_nowhere(self, asset, neighbour, values):
        Asset.objects.filter(pk=asset.pk).update(**values)
        assert everywhere(anonymous(), asset, neighbour) == {False}

    def test_what_is_private_is_nowhere(self, asset, neighbour):
        factories.shut(asset)
        assert everywhere(anonymous(), asset, neighbour) == {False}

    def test_what_was_deleted_is_nowhere(self, asset, neighbour):
        pk = asset.pk
        asset.delete()
        asset.pk = pk
        assert everywhere(anonymous(), asset, neighbour) == {False}

    def test_sales_go_on_seeing_what_is_internal(self, asset, neighbour):
        Asset.objects.filter(pk=asset.pk).update(audience=Audience.INTERNAL)
        assert everywhere(SALES, asset, neighbour) == {True}
