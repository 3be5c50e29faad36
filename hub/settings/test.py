"""The test suite: quick hashes, nothing kept on disk, a time zone that exposes naive dates."""

import tempfile
from pathlib import Path

from .base import *  # noqa: F403

SECRET_KEY = "for tests only, where nothing is worth protecting, and long enough"
_FOLDER = tempfile.TemporaryDirectory(prefix="wellspring-test-")  # gone when the process ends
DATA_DIR = Path(_FOLDER.name)
MEDIA_ROOT = DATA_DIR / "media"
CARDS_DIR = DATA_DIR / "cards"
PICTURES_DIR = DATA_DIR / "pictures"
STATIC_ROOT = DATA_DIR
SEARCH_SNAPSHOT_DIR = DATA_DIR / "index"
ALLOWED_HOSTS = ["*"]
TIME_ZONE = "Asia/Shanghai"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Tests run the outbox themselves, when they mean to.
TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
SEARCH_MODEL = "tests.encoders.WordEncoder"
# A file, for in memory all threads of a live server share one connection, and with it one
# transaction: two requests at once then release each other's savepoints.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}  # noqa: F405
# All tests together ask more than anybody may.
GRAPHQL_LIMITS = {"requests": 0, "requests_with_key": 0}
# Tests of what answers say change rows in ways of their own. Those of keeping answers switch it on.
RESPONSE_CACHE_MB = 0
