"""The first logins, so that a newcomer need not invent any. Passwords are kept for the owner."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from hub.sales.groups import EDITORS, SALES

# Who shows what the hub is to whom: the group, or None for someone who may do everything.
PEOPLE = {"admin": None, "editor": EDITORS, "sales": SALES}


@dataclass(frozen=True)
class Login:
    username: str
    password: str


def kept_in() -> Path:
    return settings.DATA_DIR / "logins.txt"


def ensure(usernames: list[str]) -> list[Login]:
    """Those of `usernames` (of PEOPLE) that had to be created, with their passwords.

    A password is on disk before its user is in the database: an interruption locks nobody out.
    """
    User = get_user_model()
    present = set(User.objects.filter(username__in=usernames).values_list("username", flat=True))
    if User.objects.filter(is_superuser=True).exists():
        present.add("admin")
    missing = [name for name in usernames if name not in present]
    return [_create(name) for name in missing]


def _create(username: str) -> Login:
    password = _kept().get(username) or _keep(username, secrets.token_urlsafe(9))
    group = PEOPLE[username]
    user = get_user_model().objects.create_user(
        username, password=password, is_staff=group is None, is_superuser=group is None
    )
    if group:
        user.groups.add(Group.objects.get(name=group))
    return Login(username, password)


def _kept() -> dict[str, str]:
    try:
        lines = kept_in().read_text().splitlines()
    except FileNotFoundError:
        return {}
    return {name: password for name, _, password in (line.partition(" ") for line in lines)}


def _keep(username: str, password: str) -> str:
    handle = os.open(kept_in(), os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "a") as file:
        file.write(f"{username} {password}\n")
        file.flush()
        os.fsync(file.fileno())
    return password
