"""Editors of hubs that were set up before there were menus."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group

migration = import_module("hub.website.migrations.0003_editors_change_menus_and_redirects")

pytestmark = pytest.mark.django_db

WEBSITE = {
    f"{action}_{model}" for action in ("add", "change", "delete") for model in ("menu", "redirect")
}


@pytest.fixture
def editors():
    return Group.objects.get(name="Editors")


def given(editors):
    migration.give(apps, None)
    return WEBSITE & set(editors.permissions.values_list("codename", flat=True))


def test_editors_of_an_older_hub_are_given_menus_and_redirects(editors):
    editors.permissions.remove(*editors.permissions.filter(codename__in=WEBSITE))
    assert given(editors) == WEBSITE


def test_what_an_admin_chose_stays(editors):
    editors.permissions.remove(*editors.permissions.filter(codename__startswith="delete"))
    assert given(editors) == {one for one in WEBSITE if not one.startswith("delete")}


def test_the_editors_of_a_new_hub_are_left_to_its_own_seed(editors):
    Group.objects.get(name="Sales").delete()
    editors.permissions.clear()
    assert given(editors) == set()


def test_a_hub_without_editors_is_none_the_worse(editors):
    editors.delete()
    migration.give(apps, None)
    assert not Group.objects.filter(name="Editors").exists()
