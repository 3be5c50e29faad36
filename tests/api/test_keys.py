from datetime import timedelta
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone
from wagtail.users.models import UserProfile

from api.keys.models import ApiKey, hash_of
from hub.taxonomy.models import Audience
from tests import factories

pytestmark = pytest.mark.django_db

COUNT = "{ assets { totalCount } }"


def ask(authorization):
    return Client().get("/graphql/", {"query": COUNT}, headers={"Authorization": authorization})


class TestWhatAKeyOpens:
    @pytest.fixture(autouse=True)
    def assets(self):
        factories.asset()
        factories.asset(audience=Audience.INTERNAL)

    @pytest.mark.parametrize(
        ("scopes", "seen"),
        [
            ((), 1),
            (("delivery",), 1),
            (("sales",), 2),
            (("delivery", "sales"), 2),
        ],
    )
    def test_internal_assets_are_for_sales(self, data, scopes, seen):
        key = factories.viewer_key(*scopes) if scopes else ""
        assert data(COUNT, key=key)["assets"]["totalCount"] == seen


class TestRefusal:
    def refused(self, authorization):
        response = ask(authorization)
        assert response.status_code == 401
        assert response["WWW-Authenticate"] == "Bearer"
        assert response["Cache-Control"] == "no-store"
        [error] = response.json()["errors"]
        assert error["extensions"]["code"] == "UNAUTHENTICATED"

    @pytest.mark.parametrize(
        "authorization",
        [
            "",
            "Bearer",
            "Bearer ",
            "Basic dXNlcjpwYXNz",
            "Bearer nobody",
            "Bearer \xff\x00",
            "x" * 9_000,
        ],
    )
    def test_what_is_no_key(self, authorization):
        self.refused(authorization)

    def test_a_secret_without_its_scheme(self):
        self.refused(factories.viewer_key())

    def test_an_expired_key(self):
        now = timezone.now()
        _, secret = ApiKey.make("old", ["sales"], expires_at=now)
        self.refused(f"Bearer {secret}")

    def test_a_revoked_key(self):
        key, secret = ApiKey.make("lost", ["sales"])
        ApiKey.objects.filter(pk=key.pk).update(revoked_at=timezone.now())
        self.refused(f"Bearer {secret}")


def test_a_key_that_has_yet_to_expire_opens():
    _, secret = ApiKey.make("new", ["sales"], expires_at=timezone.now() + timedelta(minutes=1))
    assert ask(f"bearer   {secret} ").status_code == 200


def test_the_secret_is_not_kept():
    key, secret = ApiKey.make("website", ["delivery"])
    kept = " ".join(map(str, ApiKey.objects.filter(pk=key.pk).values().get().values()))
    assert secret not in kept
    assert key.hash == hash_of(secret)
    assert secret.startswith(key.prefix)


def test_secrets_differ_and_are_long():
    secrets = {ApiKey.make("x", ["delivery"])[1] for _ in range(20)}
    assert len(secrets) == 20
    assert min(map(len, secrets)) >= 43


@pytest.mark.parametrize(
    ("name", "scopes"), [("", ["sales"]), ("x" * 101, ["sales"]), ("x", []), ("x", ["root"])]
)
def test_a_key_must_make_sense(name, scopes):
    with pytest.raises(ValidationError):
        ApiKey.make(name, scopes)


class TestLastUse:
    def test_is_noted_once_a_minute(self):
        now = timezone.now()
        key, _ = ApiKey.make("website", ["delivery"])
        for moment, noted in [
            (now, now),
            (now + timedelta(seconds=30), now),
            (now + timedelta(seconds=61), now + timedelta(seconds=61)),
        ]:
            key.refresh_from_db()
            key.note_use(moment)
            key.refresh_from_db()
            assert key.last_used_at == noted

    def test_is_not_worth_failing_for(self, monkeypatch):
        secret = factories.viewer_key()

        def fail(*_args):
            raise DatabaseError("database is locked")

        monkeypatch.setattr(ApiKey, "note_use", fail)
        assert ask(f"Bearer {secret}").status_code == 200


class TestCommand:
    def made(self, *args):
        out = StringIO()
        call_command("create_api_key", *args, stdout=out, stderr=StringIO())
        return out.getvalue().strip()

    def test_prints_a_key_that_opens(self):
        secret = self.made("--name", "website", "--scope", "sales", "--scope", "delivery")
        assert ask(f"Bearer {secret}").status_code == 200
        assert ApiKey.objects.get().scopes == ["sales", "delivery"]

    def test_may_set_an_end(self):
        self.made("--name", "agency", "--scope", "delivery", "--days", "30")
        assert ApiKey.objects.get().expires_at is not None

    @pytest.mark.parametrize(
        "args",
        [
            ("--name", "x"),
            ("--scope", "sales"),
            ("--name", "x", "--scope", "root"),
            ("--name", "x" * 200, "--scope", "sales"),
            ("--name", "x", "--scope", "sales", "--days", "0"),
            ("--name", "x", "--scope", "sales", "--days", "999999999999"),
        ],
    )
    def test_refuses_what_makes_no_sense(self, args):
        with pytest.raises(CommandError):
            self.made(*args)
        assert not ApiKey.objects.exists()


class TestAdmin:
    def test_shows_the_key_once(self, admin_client):
        response = admin_client.post(
            "/admin/api-keys/new/", {"name": "website", "scopes": ["delivery"], "expires_at": ""}
        )
        secret = response.context["secret"]
        assert secret in response.content.decode()
        assert ask(f"Bearer {secret}").status_code == 200
        assert "no-store" in response["Cache-Control"]
        for address in ("", f"edit/{ApiKey.objects.get().pk}/"):
            assert secret not in admin_client.get(f"/admin/api-keys/{address}").content.decode()

    def test_wants_a_scope(self, admin_client):
        admin_client.post("/admin/api-keys/new/", {"name": "website", "expires_at": ""})
        assert not ApiKey.objects.exists()

    def test_revokes(self, admin_client):
        key, secret = ApiKey.make("website", ["delivery"])
        form = {"name": "website", "expires_at": "", "revoked": "on"}
        admin_client.post(f"/admin/api-keys/edit/{key.pk}/", form)
        assert ask(f"Bearer {secret}").status_code == 401

    def test_says_what_a_key_opens_and_whether_it_is_used(self, admin_client):
        key, _secret = ApiKey.make("website", ["delivery"])
        for address in ("", f"edit/{key.pk}/"):
            page = admin_client.get(f"/admin/api-keys/{address}").content.decode()
            assert "Delivery: published public assets" in page and "never" in page

    def test_says_what_deleting_means(self, admin_client):
        key, _secret = ApiKey.make("website", ["delivery"])
        page = admin_client.get(f"/admin/api-keys/delete/{key.pk}/").content.decode()
        assert "revoke it instead" in page and "referenced" not in page

    def test_says_in_chinese_that_a_key_is_revoked(self, admin_client, admin_user):
        ApiKey.make("website", ["delivery"])
        ApiKey.objects.update(revoked_at=timezone.now())
        UserProfile.objects.create(user=admin_user, preferred_language="zh-hans")
        assert "已吊销" in admin_client.get("/admin/api-keys/").content.decode()

    def test_does_not_change_what_a_key_opens(self, admin_client):
        key, secret = ApiKey.make("website", ["delivery"])
        form = {"name": "renamed", "expires_at": "", "scopes": ["sales"]}
        admin_client.post(f"/admin/api-keys/edit/{key.pk}/", form)
        key.refresh_from_db()
        assert (key.name, key.scopes, key.hash) == ("renamed", ["delivery"], hash_of(secret))

    def test_is_not_for_everybody(self, client, django_user_model):
        client.force_login(django_user_model.objects.create_user("someone", is_staff=True))
        assert client.get("/admin/api-keys/").status_code == 302
