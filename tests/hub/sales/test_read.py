from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from tests import factories

pytestmark = pytest.mark.django_db


def _read(client, page, **params):
    return client.get(reverse("sales_read", args=[page.pk]), params)


def test_internal_assets_are_for_colleagues_and_say_so(sales):
    text = _read(sales, factories.asset(audience="internal")).text
    assert "Internal: sales only" in text


@pytest.mark.parametrize(
    "state", [{"live": False}, {"expire_at": timezone.now() - timedelta(minutes=1)}]
)
def test_what_is_not_published_is_not_there(sales, state):
    assert _read(sales, factories.asset(**state)).status_code == 404


def test_what_is_shut_to_the_group_is_not_there(sales):
    page = factories.asset()
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.GROUPS
    )
    restriction.groups.add(Group.objects.get(name="Editors"))
    assert _read(sales, page).status_code == 404


def test_drafts_are_not_shown(sales):
    page = factories.asset(title="Published title")
    page.title = "Draft title"
    page.save_revision()
    assert "Draft title" not in _read(sales, page).text


def test_the_passage_of_the_address_is_handed_to_the_page(sales):
    page = factories.asset(summary="It leaked. It stopped.")
    response = _read(sales, page, start=11, end=22)
    assert response.context["evidence"] == "It stopped."
    assert response.context["evidence_block"] == "summary"


@pytest.mark.parametrize(
    "place",
    [{"start": "x"}, {"start": 5, "end": 2}, {"start": -3, "end": 4}, {"start": 0, "end": 10**12}],
)
def test_a_passage_that_is_nowhere_is_left_out(sales, place):
    response = _read(sales, factories.asset(summary="It leaked."), **place)
    assert response.status_code == 200
    assert "evidence" not in response.context


def test_only_editors_are_offered_to_edit(sales, django_user_model):
    page = factories.asset()
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert edit not in _read(sales, page).text
    user = django_user_model.objects.create_user("ed")
    user.groups.add(Group.objects.get(name="Editors"))
    sales.force_login(user)
    assert edit in _read(sales, page).text
