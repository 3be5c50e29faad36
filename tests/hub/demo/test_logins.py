import stat

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.contrib.auth.models import Group

from hub.demo import logins

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def test_the_admin_can_log_in_with_what_was_told():
    (login,) = logins.ensure(["admin"])
    user = authenticate(username=login.username, password=login.password)
    assert user and user.is_superuser


def test_sales_people_are_in_their_group_and_no_more():
    Group.objects.get_or_create(name="Sales")
    (login,) = logins.ensure(["sales"])
    user = get_user_model().objects.get(username=login.username)
    assert [group.name for group in user.groups.all()] == ["Sales"]
    assert not user.is_superuser


def test_a_second_time_nobody_is_made():
    logins.ensure(["admin"])
    assert logins.ensure(["admin"]) == []


def test_a_hub_that_has_an_administrator_gets_no_other():
    get_user_model().objects.create_superuser("wang", password="x")
    assert logins.ensure(["admin"]) == []


def test_only_the_owner_reads_the_passwords():
    logins.ensure(["admin"])
    assert stat.S_IMODE(logins.kept_in().stat().st_mode) == 0o600


def test_interrupted_before_the_user_was_made_the_kept_password_is_used():
    logins.kept_in().write_text("admin from-before\n")
    (login,) = logins.ensure(["admin"])
    assert login.password == "from-before"
