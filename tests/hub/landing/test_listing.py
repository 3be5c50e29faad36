"""The admin's list of landing pages."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from hub.landing.models import LandingPage, Lead, Suspicion
from hub.taxonomy.models import Persona, Stage
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    user = User.objects.create_user("ed", password="secret")
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    return client


def landing_page(title="Spring", **fields) -> LandingPage:
    count = LandingPage.objects.count()
    page = LandingPage(title=title, slug=f"page-{count}", locale=factories.locale(), **fields)
    return factories.home().add_child(instance=page)


def listed(editor, **params) -> str:
    response = editor.get(reverse("landing:index"), params)
    return " ".join(response.content.decode().split())


def test_whom_a_page_is_for(editor):
    persona = factories.term(Persona, "finance", en="Finance")
    stage = factories.term(Stage, "deciding", en="Deciding")
    landing_page(persona=persona, stage=stage)
    assert "Finance · Deciding" in listed(editor)


def test_when_it_comes_and_goes(editor):
    landing_page(expire_at=timezone.now() + timedelta(days=2))
    assert "until " in listed(editor)
    coming = landing_page(live=False)
    coming.save_revision(approved_go_live_at=timezone.now() + timedelta(days=1))
    assert "from " in listed(editor)


def test_that_a_private_page_is_on_no_website(editor):
    page = landing_page()
    assert "no website shows it" not in listed(editor)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert "no website shows it" in listed(editor)


def test_how_many_wrote_who_are_no_robots(editor):
    page = landing_page()
    for number, suspicion in enumerate(["", "", Suspicion.TRAP]):
        Lead.objects.create(page=page, form_data={}, nonce=str(number), suspicion=suspicion)
    assert f'<a href="/admin/forms/submissions/{page.pk}/">2</a>' in listed(editor)


def test_words_inside_a_chinese_title_are_found(editor):
    landing_page("致财务负责人")
    landing_page("致采购")
    found = listed(editor, q="财务")
    assert "致财务负责人" in found and "致采购" not in found


def test_what_to_do_where_there_is_none(editor):
    assert "There is no landing page yet." in listed(editor)
    landing_page()
    assert "Show all landing pages" in listed(editor, q="autumn")


def test_more_pages_cost_no_more_queries(editor):
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            listed(editor)
        return len(captured)

    landing_page()
    listed(editor)
    few = queries()
    for _ in range(5):
        landing_page()
    assert queries() <= few
