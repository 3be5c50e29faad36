"""Drafts that editors look at: kept as they are in memory, opened while their editor may edit the page."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.utils import timezone
from wagtail_headless_preview.models import PagePreview

from hub.assets.models import Article
from hub.landing.models import LandingPage
from hub.preview.drafts import keep, opened
from hub.preview.tokens import PreviewExpired, PreviewRefused
from tests import factories

pytestmark = pytest.mark.django_db


def editor(name: str = "lin") -> User:
    user = User.objects.create_user(name)
    user.groups.add(Group.objects.get(name="Editors"))
    return User.objects.get(pk=user.pk)  # without permissions that were looked up before


def new_article(parent, **fields) -> Article:
    """As the admin has a page that was never saved."""
    page = Article(kind="article", **fields)
    page.depth = parent.depth + 1
    page.path = page._get_path(parent.path, page.depth, 1)
    return page


@pytest.fixture
def asset():
    return factories.asset(title="As published")


def test_a_draft_is_opened_as_it_was_in_memory(asset):
    asset.title = "As drafted"
    assert opened(keep(asset, editor())).page.title == "As drafted"
    asset.refresh_from_db()
    assert asset.title == "As published"


def test_a_page_that_was_never_saved(asset):
    draft = opened(keep(new_article(asset.get_parent(), title="New", slug="new"), editor()))
    assert (draft.page.title, draft.page.pk) == ("New", None)
    assert draft.below == asset.get_parent().pk


def test_a_landing_page_with_its_form(asset):
    page = factories.landing_page(title="Land")
    page.form_fields = [
        LandingPage.form_fields.rel.related_model(label="Name", field_type="singleline")
    ]
    [field] = opened(keep(page, editor())).page.form_fields.all()
    assert field.label == "Name"


def test_an_older_token_shows_the_newest_draft(asset):
    user = editor()
    token = keep(asset, user)
    asset.title = "Newer"
    keep(asset, user)
    assert opened(token).page.title == "Newer"
    assert PagePreview.objects.count() == 1


def test_editors_do_not_see_each_others_drafts(asset):
    lin = keep(asset, editor("lin"))
    asset.title = "Of Wei"
    wei = keep(asset, editor("wei"))
    assert opened(lin).page.title == "As published"
    assert opened(wei).page.title == "Of Wei"


def test_it_expires(asset, settings):
    settings.PREVIEW_MINUTES = 0
    with pytest.raises(PreviewExpired):
        opened(keep(asset, editor()))


def test_who_may_not_edit_any_more_shows_nothing(asset):
    user = editor()
    token = keep(asset, user)
    user.groups.clear()
    with pytest.raises(PreviewRefused):
        opened(token)


def test_who_may_not_add_any_more_shows_nothing_new(asset):
    user = editor()
    token = keep(new_article(asset.get_parent(), title="New", slug="new"), user)
    user.groups.clear()
    with pytest.raises(PreviewRefused):
        opened(token)


def test_who_may_not_log_in_any_more_shows_nothing(asset):
    user = editor()
    token = keep(asset, user)
    user.is_active = False
    user.save()
    with pytest.raises(PreviewRefused):
        opened(token)


def test_a_deleted_page_is_gone(asset):
    token = keep(asset, editor())
    asset.delete()
    with pytest.raises(PreviewRefused):
        opened(token)


def test_a_deleted_parent_takes_what_was_to_come_below_it(asset):
    folder = factories.folder()
    token = keep(new_article(folder, title="New", slug="new"), editor())
    folder.delete()
    with pytest.raises(PreviewRefused):
        opened(token)


def test_a_page_that_was_moved_meanwhile_stays_there(asset):
    token = keep(asset, editor())
    asset.move(factories.folder(), pos="last-child")
    asset.refresh_from_db()
    assert opened(token).page.path == asset.path


def test_drafts_that_nobody_can_open_any_more_are_thrown_away(asset):
    user = editor()
    keep(asset, user)
    PagePreview.objects.update(created_at=timezone.now().date() - timedelta(days=3))
    keep(factories.asset(), user)
    assert PagePreview.objects.count() == 1


def test_a_draft_that_is_looked_at_is_not_thrown_away(asset):
    user = editor()
    keep(asset, user)
    PagePreview.objects.update(created_at=timezone.now().date() - timedelta(days=1))
    token = keep(asset, user)
    assert PagePreview.objects.get().created_at >= timezone.now().date() - timedelta(days=1)
    assert opened(token)
