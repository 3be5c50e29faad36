"""What editors do, and what is told of it: to whom it matters, and to nobody else."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, PageViewRestriction, ReferenceIndex, Site

from hub.assets.models import Asset
from hub.brand.models import Brand
from hub.delivery.models import ContentEvent
from hub.delivery.version import content_version
from hub.snippets.models import Decision, Rewrite
from hub.targeting.models import Performance, Targeting
from hub.taxonomy.models import Audience, Channel, Persona
from search import weights
from search.indexing import drain
from search.ranking import WEIGHTS
from tests import factories

pytestmark = pytest.mark.django_db


def told() -> SimpleNamespace:
    """All that was told, as one; what was not seen by everybody is no part of it."""
    events = list(ContentEvent.objects.exclude(reason="unseen").order_by("pk"))
    return SimpleNamespace(
        reasons={event.reason for event in events},
        tags={t for event in events for t in event.tags if not t.startswith("any-")},
        paths={page["path"] for event in events for page in event.pages},
        pages=[page for event in events for page in event.pages],
    )


@pytest.fixture(autouse=True)
def quiet():
    factories.home()
    ContentEvent.objects.all().delete()


@pytest.fixture
def asset():
    made = factories.asset(title="Press", slug="press")
    ContentEvent.objects.all().delete()
    return made


class TestNobodyIsTold:
    @pytest.fixture(autouse=True)
    def _nothing_then(self, asset):
        yield
        assert not told().reasons

    def test_of_drafts_and_autosaves(self, asset):
        version = content_version()
        asset.title = "Better"
        revision = asset.save_revision()
        asset.save_revision(overwrite_revision=revision)
        factories.asset(live=False)
        assert content_version() == version

    def test_of_a_draft_that_is_deleted(self):
        factories.asset(live=False).delete()

    def test_of_what_was_and_is_internal(self, asset):
        internal = factories.asset(audience=Audience.INTERNAL)
        internal.title = "Prices"
        internal.save_revision().publish()
        internal.unpublish()

    def test_of_what_is_private(self, asset):
        folder = factories.shut(factories.folder())
        private = factories.asset(parent=folder)
        private.save_revision().publish()
        private.delete()

    def test_of_privacy_that_changes_for_colleagues_alone(self):
        restriction = PageViewRestriction.objects.get(
            page=factories.shut(factories.folder(slug="shut"))
        )
        restriction.restriction_type = PageViewRestriction.GROUPS
        restriction.save()

    def test_of_a_private_page_that_is_deleted_with_its_privacy(self):
        folder = factories.folder()
        factories.asset(parent=folder)
        factories.shut(folder)
        ContentEvent.objects.all().delete()
        folder.delete()

    def test_of_a_publication_that_is_rolled_back(self, asset):
        version = content_version()
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            asset.save_revision().publish()
            1 / 0  # noqa: B018
        assert content_version() == version

    def test_of_proposed_snippets(self, asset):
        version = content_version()
        proposed = factories.snippet(asset, decision=Decision.PROPOSED)
        proposed.score = 2
        proposed.save()
        proposed.delete()
        assert content_version() == version

    def test_of_files_that_nothing_shows_yet(self):
        factories.image()
        factories.document()

    def test_of_folders(self):
        folder = factories.folder(slug="a")
        folder.slug = "b"
        folder.save()
        folder.delete()


class TestNobodyIsToldOfWhatIsDerived:
    def test_of_the_index_and_its_vectors(self, asset):
        version = content_version()
        drain()
        assert content_version() == version and not told().reasons


class TestPages:
    def test_publishing(self):
        asset = factories.asset(live=False, slug="press")
        asset.save_revision().publish()
        now = told()
        assert now.reasons == {"published"}
        assert now.tags == {f"page-{asset.pk}", "assets"}
        assert [page["kind"] for page in now.pages] == ["article"]
        assert now.pages[0]["url"].endswith("/en/press")

    def test_publishing_again(self, asset):
        asset.save_revision().publish()
        assert told().reasons == {"updated"}

    def test_the_version_grows(self, asset):
        version = content_version()
        asset.save_revision().publish()
        assert content_version() > version

    def test_the_version_grows_for_colleagues_too(self, asset):
        asset.audience = Audience.INTERNAL
        asset.save_revision().publish()
        version = content_version()
        asset.save_revision().publish()
        assert content_version() > version

    def test_unpublishing(self, asset):
        asset.unpublish()
        now = told()
        assert (now.reasons, now.paths) == ({"unpublished"}, {"/en/press"})

    def test_a_new_audience_takes_it_from_websites(self, asset):
        asset.audience = Audience.INTERNAL
        asset.save_revision().publish()
        now = told()
        assert (now.reasons, now.paths) == ({"privacy"}, {"/en/press"})

    def test_expiry_is_told_though_nobody_has_seen_it_since(self, asset):
        Asset.objects.filter(pk=asset.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
        call_command("publish_scheduled")
        now = told()
        assert (now.reasons, now.paths) == ({"expired"}, {"/en/press"})

    def test_a_scheduled_publication_is_told_when_it_goes_live(self):
        asset = factories.asset(live=False)
        moment = timezone.now() - timedelta(minutes=1)
        asset.go_live_at = moment
        asset.save_revision(approved_go_live_at=moment)
        assert not told().reasons
        call_command("publish_scheduled")
        assert told().reasons == {"published"}

    def test_a_new_slug_is_told_with_the_old_address(self, asset):
        asset.slug = "hydraulic-press"
        asset.save_revision().publish()
        now = told()
        assert now.paths == {"/en/press", "/en/hydraulic-press"}
        assert "website" in now.tags

    @pytest.mark.parametrize("cls", ["Asset", "Article"])
    def test_deleting(self, asset, cls):
        page = asset if cls == "Article" else Asset.objects.get(pk=asset.pk)
        page.delete()
        now = told()
        assert (now.reasons, now.paths) == ({"deleted"}, {"/en/press"})

    def test_deleting_the_folder_above(self):
        folder = factories.folder()
        factories.asset(parent=folder, slug="inside")
        ContentEvent.objects.all().delete()
        folder.delete()
        assert told().paths == {"/en/inside"}

    def test_landing_pages(self):
        page = factories.landing_page(slug="finance")
        now = told()
        assert now.tags == {f"page-{page.pk}", "landing-pages"}
        assert (now.paths, now.pages[0]["kind"]) == ({"/en/finance"}, "landing_page")

    def test_the_home(self):
        home = factories.home()
        ContentEvent.objects.all().delete()
        home.save_revision().publish()
        now = told()
        assert now.tags == {f"page-{home.pk}", "sites"}
        assert now.pages[0]["kind"] == "home"


class TestTranslations:
    """Each says where the others are."""

    @pytest.fixture
    def translation(self, asset):
        factories.home("zh-hans")
        made = factories.asset(lang="zh-hans", slug="yaji", translation_key=asset.translation_key)
        return made

    def test_one_that_comes_is_told_with_the_others(self, asset, translation):
        now = told()
        assert {"/zh-hans/yaji", "/en/press"} <= now.paths
        assert f"page-{asset.pk}" in now.tags

    def test_and_one_that_goes(self, asset, translation):
        ContentEvent.objects.all().delete()
        translation.unpublish()
        assert told().paths == {"/zh-hans/yaji", "/en/press"}

    def test_and_one_that_only_reads_otherwise_is_told_alone(self, asset, translation):
        ContentEvent.objects.all().delete()
        translation.save_revision().publish()
        assert told().paths == {"/zh-hans/yaji"}


def test_aliases_are_told_with_what_they_are_aliases_of(asset):
    alias = asset.create_alias(parent=factories.folder(), update_slug="twin")
    ContentEvent.objects.all().delete()
    asset.save_revision().publish()
    assert {f"page-{asset.pk}", f"page-{alias.pk}"} <= told().tags


class TestThroughTheAdmin:
    """As editors do it."""

    @pytest.fixture
    def admin(self, admin_client, asset):
        ContentEvent.objects.all().delete()
        return admin_client

    def test_unpublishing(self, admin, asset):
        admin.post(f"/admin/pages/{asset.pk}/unpublish/")
        assert told().reasons == {"unpublished"}

    def test_deleting(self, admin, asset):
        admin.post(f"/admin/pages/{asset.pk}/delete/")
        assert told().reasons == {"deleted"}

    def test_moving(self, admin, asset):
        folder = factories.folder()
        admin.post(f"/admin/pages/{asset.pk}/move/{folder.pk}/confirm/")
        assert told().reasons == {"moved"}

    def test_privacy(self, admin, asset):
        admin.post(f"/admin/pages/{asset.pk}/privacy/", {"restriction_type": "login"})
        assert told().reasons == {"privacy"}
        ContentEvent.objects.all().delete()
        admin.post(f"/admin/pages/{asset.pk}/privacy/", {"restriction_type": "none"})
        assert told().paths == {"/en/press"}

    def test_a_lock_is_nobodys_business(self, admin, asset):
        admin.post(f"/admin/pages/{asset.pk}/lock/")
        asset.refresh_from_db()
        assert asset.locked and not told().reasons


class TestPrivacy:
    @pytest.fixture
    def folder(self):
        made = factories.folder()
        factories.asset(parent=made, slug="inside")
        factories.asset(parent=made, slug="secret", audience=Audience.INTERNAL)
        ContentEvent.objects.all().delete()
        return made

    def test_shutting_a_folder_tells_of_what_is_in_it_for_all(self, folder):
        factories.shut(folder)
        now = told()
        assert (now.reasons, now.paths) == ({"privacy"}, {"/en/inside"})

    def test_opening_it_does_too(self, folder):
        factories.shut(folder)
        ContentEvent.objects.all().delete()
        PageViewRestriction.objects.all().delete()
        assert told().paths == {"/en/inside"}

    def test_moving_it_into_a_private_one(self, folder):
        private = factories.shut(factories.folder())
        folder.move(private, pos="last-child")
        now = told()
        assert (now.reasons, now.paths) == ({"moved"}, {"/en/inside"})

    def test_and_out_of_it(self, folder):
        private = factories.shut(factories.folder())
        folder.move(private, pos="last-child")
        ContentEvent.objects.all().delete()
        folder.refresh_from_db()
        folder.move(factories.home(), pos="last-child")
        assert told().paths == {"/en/inside"}


def test_a_move_is_told_though_the_address_stays(asset):
    asset.move(factories.folder(), pos="last-child")
    now = told()
    assert (now.reasons, now.paths) == ({"moved"}, {"/en/press"})


class TestFiles:
    @pytest.fixture
    def image(self):
        image = factories.image()
        for page in (
            factories.asset(slug="shown", hero_image=image),
            factories.asset(slug="hidden", hero_image=image, audience=Audience.INTERNAL),
            factories.asset(slug="draft", hero_image=image, live=False),
        ):
            ReferenceIndex.create_or_update_for_object(page)
        ContentEvent.objects.all().delete()
        return image

    def test_other_words_for_an_image_are_told_with_the_pages_that_show_it(self, image):
        image.description = "A press"
        image.save()
        now = told()
        assert (now.tags, now.paths) == ({f"image-{image.pk}"}, {"/en/shown"})

    def test_a_deleted_one(self, image):
        pk = image.pk
        image.delete()
        now = told()
        assert f"image-{pk}" in now.tags and now.paths == {"/en/shown"}

    def test_a_document(self):
        document = factories.document()
        ContentEvent.objects.all().delete()
        document.title = "Second edition"
        document.save()
        assert told().tags == {f"file-{document.pk}"}

    def test_the_privacy_of_their_collection(self, image):
        image.collection = factories.private_collection()
        image.save()
        ContentEvent.objects.all().delete()
        image.collection.view_restrictions.all().delete()
        assert told().paths == {"/en/shown"}

    def test_a_collection_moved_into_a_private_one(self, image, django_capture_on_commit_callbacks):
        collection = Collection.get_first_root_node().add_child(name="Pictures")
        image.collection = collection
        image.save()
        private = factories.private_collection()
        ContentEvent.objects.all().delete()
        with django_capture_on_commit_callbacks(execute=True):
            collection.name = "Old pictures"
            collection.save()
            collection.move(private, pos="sorted-child")
        assert told().paths == {"/en/shown"}

    def test_a_collection_that_only_gets_another_name(
        self, image, django_capture_on_commit_callbacks
    ):
        image.collection.name = "Pictures"
        with django_capture_on_commit_callbacks(execute=True):
            image.collection.save()
        assert not told().reasons

    def test_many_put_into_a_private_collection_at_once(self, image, admin_client):
        shelf = factories.private_collection()
        ContentEvent.objects.all().delete()
        address = f"/admin/bulk/wagtailimages/image/add_to_collection/?id={image.pk}"
        admin_client.post(address, {"collection": shelf.pk})
        image.refresh_from_db()
        assert image.collection == shelf
        assert told().paths == {"/en/shown"}

    def test_the_logo(self):
        image = factories.image()
        ReferenceIndex.create_or_update_for_object(Brand.objects.create(logo=image))
        ContentEvent.objects.all().delete()
        image.save()
        assert "brand" in told().tags


class TestSnippets:
    def test_what_is_decided_is_told_of_the_asset(self, asset):
        proposed = factories.snippet(asset, decision=Decision.PROPOSED)
        proposed.decision = Decision.APPROVED
        proposed.save()
        now = told()
        assert (now.reasons, now.paths) == ({"snippets"}, {"/en/press"})
        assert now.tags == {f"page-{asset.pk}", "assets"}

    def test_what_is_taken_back(self, asset):
        snippet = factories.snippet(asset)
        ContentEvent.objects.all().delete()
        snippet.decision = Decision.REJECTED
        snippet.save()
        assert told().reasons == {"snippets"}

    def test_of_an_internal_asset_nothing(self):
        factories.snippet(factories.asset(audience=Audience.INTERNAL, slug="prices"))
        assert "snippets" not in told().reasons and "/en/prices" not in told().paths

    def test_an_approved_rewrite(self, asset):
        snippet, channel = factories.snippet(asset), factories.term(Channel, "forum")
        ContentEvent.objects.all().delete()
        rewrite = Rewrite.objects.create(snippet=snippet, channel=channel, text="In short.")
        assert not told().reasons
        rewrite.approved = True
        rewrite.save()
        assert told().reasons == {"snippets"}


class TestTheRest:
    def test_terms(self):
        persona = factories.term(Persona, "buyer")
        ContentEvent.objects.all().delete()
        persona.slug = "purchaser"
        persona.save()
        now = told()
        assert (now.reasons, now.tags) == ({"taxonomy"}, {"taxonomy", "assets"})

    def test_names_of_terms(self):
        persona = factories.term(Persona, "buyer")
        ContentEvent.objects.all().delete()
        persona.names.first().delete()
        assert told().reasons == {"taxonomy"}

    def test_sites(self):
        Site.objects.first().save()
        assert told().tags == {"sites"}

    def test_redirects(self):
        Redirect.objects.create(old_path="/old", redirect_link="/en/press")
        assert told().tags == {"website"}

    def test_web_statistics(self, admin_client, asset):
        file = SimpleUploadedFile("s.csv", b"address,views,actions\n/en/press,900,30\n")
        settings = Targeting.load()
        ContentEvent.objects.all().delete()
        address = f"/admin/settings/targeting/targeting/{settings.pk}/"
        admin_client.post(address, {"statistics": file})
        assert Performance.objects.get().views == 900
        assert (told().reasons, told().tags) == ({"targeting"}, {"assets"})

    def test_other_weights_of_the_search_and_the_built_in_ones_again(self):
        for version in (weights.save(WEIGHTS, "as they are", "ed"), None):
            ContentEvent.objects.all().delete()
            weights.activate(version)
            assert (told().reasons, told().tags) == ({"targeting"}, {"assets"})

    def test_the_brand(self):
        Brand.objects.create(name="Kestrel")
        assert told().tags == {"brand"}
