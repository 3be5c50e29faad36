"""The test suite: quick hashes, nothing kept on disk, a time zone that exposes naive dates."""

import tempfile
from pathlib import Path

from .base import *  # noqa: F403

SECRET_KEY = "for tests only, where nothing is worth protecting, and long enough"
DATA_DIR = Path(tempfile.mkdtemp(prefix="wellspring-test-"))
MEDIA_ROOT = DATA_DIR / "media"
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
