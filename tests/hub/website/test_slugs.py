"""A slug is one page's only within its site and locale, by whatever way it gets one."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Page, Revision
from wagtail.test.utils.form_data import nested_form_data, streamfield

from hub.assets.models import Article
from hub.website.checks import one_page_an_address
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def taken():
    """In a folder, where Wagtail itself would not see that a slug is taken."""
    return factories.asset(slug="press", title="Press shop", parent=factories.folder())


def test_a_form_is_told_which_page_has_it(admin_client, taken):
    url = reverse("wagtailadmin_pages:add", args=["assets", "article", factories.home().pk])

    stream, comments = streamfield([]), {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0}
    form = {"title": "New", "slug": "press", "body": stream, "comments": comments, "audience": ""}

    response = admin_client.post(url, nested_form_data(form))

    assert "On the website “Press shop” has this address." in response.content.decode()
    assert Article.objects.count() == 1


def test_so_is_whoever_renames_a_page(taken):
    other = factories.landing_page(slug="other")
    other.slug = "press"

    with pytest.raises(ValidationError, match="Press shop"):
        other.save()


def test_a_page_keeps_its_own(taken):
    taken.title = "Press shop, again"
    taken.save()
    assert taken.slug == "press"


def test_what_is_made_without_a_form_takes_the_next(taken):
    assert factories.landing_page(slug="press").slug == "press-2"
    assert factories.asset(slug="press").slug == "press-3"


@pytest.mark.parametrize("elsewhere", ["another language", "another site", "a folder"])
def test_elsewhere_it_is_free(taken, elsewhere):
    if elsewhere == "another language":
        assert factories.asset(lang="zh-hans", slug="press").slug == "press"
    elif elsewhere == "another site":
        assert factories.asset(parent=factories.other_home(), slug="press").slug == "press"
    else:
        assert factories.folder(slug="press").slug == "press"


def test_the_admins_copy_asks_for_another(admin_client, taken):
    home = factories.home()
    copied = {"new_title": "Copy", "new_slug": "press", "new_parent_page": home.pk}
    url = reverse("wagtailadmin_pages:copy", args=[taken.pk])

    response = admin_client.post(url, copied)

    assert "On the website “Press shop” has this address." in response.content.decode()
    admin_client.post(url, {**copied, "new_slug": "press-copy"})
    assert set(Article.objects.values_list("slug", flat=True)) == {"press", "press-copy"}


def test_a_copied_folder_holds_pages_of_other_slugs_that_can_be_published(taken):
    folder = taken.get_parent()

    copy = folder.copy(recursive=True, update_attrs={"slug": "copied", "title": "Copied"})

    child = copy.get_children().get().specific
    assert child.slug == "press-2"
    child.get_latest_revision().publish()
    child.refresh_from_db()
    assert (child.slug, child.live) == ("press-2", True)


def test_a_translation_takes_the_next_where_its_own_is_taken(taken):
    chinese = factories.home("zh-hans")
    chinese.translation_key = factories.home().translation_key
    chinese.save()
    factories.asset(lang="zh-hans", slug="press", parent=factories.folder(chinese))
    page = factories.asset(slug="press-line")
    Page.objects.filter(pk=page.pk).update(slug="press", url_path="/pool-en/press/")
    page.refresh_from_db()

    translation = page.copy_for_translation(chinese.locale)

    assert Page.objects.get(pk=translation.pk).slug == "press-2"


def test_a_draft_whose_slug_was_taken_meanwhile_keeps_its_former(taken):
    page = factories.asset(slug="former")
    page.slug = "wanted"
    page.save_revision()
    factories.landing_page(slug="wanted", parent=factories.folder())

    Revision.objects.get(object_id=page.pk).publish()

    page.refresh_from_db()
    assert page.slug == "former"


def test_two_of_one_slug_are_told_by_a_check(taken):
    other = factories.landing_page(slug="other")
    assert one_page_an_address(databases=["default"]) == []

    Page.objects.filter(pk=other.pk).update(slug="press")

    [warning] = one_page_an_address(databases=["default"])
    assert f"{taken.pk}, {other.pk}" in warning.msg
    assert one_page_an_address() == []


class TestMovesToAnotherSite:
    @pytest.fixture
    def theirs(self):
        """The other site's home, with such a page in a folder."""
        other = factories.other_home()
        factories.asset(slug="press", title="Their press", parent=factories.folder(other))
        return other

    def test_are_refused_where_a_slug_is_taken(self, admin_client, taken, theirs):
        folder = taken.get_parent()
        url = reverse("wagtailadmin_pages:move_confirm", args=[folder.pk, theirs.pk])

        shown = admin_client.post(url, follow=True).content.decode()

        assert "On the website “Their press” has this address." in shown
        assert Page.objects.get(pk=folder.pk).get_parent().pk == factories.home().pk

    def test_are_made_where_none_is(self, admin_client, taken, theirs):
        other = factories.asset(slug="free")
        url = reverse("wagtailadmin_pages:move_confirm", args=[other.pk, theirs.pk])
        admin_client.post(url)
        assert Page.objects.get(pk=other.pk).get_parent().pk == theirs.pk

    def test_within_the_site_none_is_in_the_way(self, admin_client, taken):
        home = factories.home()
        url = reverse("wagtailadmin_pages:move_confirm", args=[taken.pk, home.pk])
        admin_client.post(url)
        assert Page.objects.get(pk=taken.pk).get_parent().pk == home.pk

    def test_of_many_at_once_are_refused_alike(self, admin_client, taken, theirs):
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])

        shown = admin_client.post(
            f"{url}?id={taken.pk}&next=/admin/",
            {"chooser": theirs.pk, "move_applicable": "on"},
            follow=True,
        ).content.decode()

        assert Page.objects.get(pk=taken.pk).get_parent().pk != theirs.pk
        assert "“Their press” has this address." in shown
