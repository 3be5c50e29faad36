"""A developer's or newcomer's machine: everything works without setting anything."""

from .base import *  # noqa: F403
from .base import ALLOWED_HOSTS, DATA_DIR, SECRET_KEY, env
from .secrets import local_secret

DEBUG = True
SECRET_KEY = SECRET_KEY or local_secret(DATA_DIR / "secret-key")
ALLOWED_HOSTS = ALLOWED_HOSTS or ["localhost", "127.0.0.1", "[::1]"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
# Whoever tries how much the API bears is not kept from it.
GRAPHQL_LIMITS = {"requests": 0, "requests_with_key": 0}
# The website under development is on this machine, too.
WEBHOOK_ALLOW_PRIVATE = env.bool("WEBHOOK_ALLOW_PRIVATE", default=True)
