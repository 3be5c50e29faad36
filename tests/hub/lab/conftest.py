from copy import deepcopy

import pytest
from django.contrib.auth.models import Group, Permission, User

from hub.lab.models import Judgment, Question
from search import indexing
from tests import factories

TEXTS = {
    "press": "Vibration sensors on the press named the bearing before it failed.",
    "dairy": "Milk is traced from the tanker to the shelf in fourteen minutes.",
    "wind": "The gearbox of the turbine was changed before the storm.",
}


@pytest.fixture(autouse=True)
def tasks_in_the_database(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def _login(client, name, group):
    user = User.objects.create_user(name, password="secret")
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    return user


@pytest.fixture
def sales(client, db):
    return _login(client, "sam", "Sales")


@pytest.fixture
def editor(client, db):
    return _login(client, "ed", "Editors")


@pytest.fixture
def chief(editor):
    """An editor who may change the weights, too."""
    editor.user_permissions.add(Permission.objects.get(codename="change_weights"))
    return editor


@pytest.fixture(scope="module")
def stocked(for_module):
    with for_module():
        assets = {
            name: factories.asset(title=name.capitalize(), summary=text, external_id=f"{name}.md")
            for name, text in TEXTS.items()
        }
        for number in range(12):
            factories.asset(title=f"Filler {number}", summary=f"Filler words number {number} only.")
        indexing.drain()
    return assets


@pytest.fixture
def pool(stocked, db):
    """Three assets about something between some about nothing, all indexed; by name."""
    return deepcopy(stocked)


@pytest.fixture
def question(pool):
    """Of which somebody said that the press answers it, and the dairy does not."""
    made = Question.objects.create(text="sensors on a press", lang="en", kind="outcome")
    Judgment.objects.create(question=made, asset=pool["press"], grade=2)
    Judgment.objects.create(question=made, asset=pool["dairy"], grade=0)
    return made


def shut(asset, group="Moderators"):
    """For nobody but a group that no user of these tests is in."""
    from wagtail.models import PageViewRestriction

    restriction = PageViewRestriction.objects.create(
        page=asset, restriction_type=PageViewRestriction.GROUPS
    )
    restriction.groups.add(Group.objects.get(name=group))
