"""wagtail-grapple over the hub's own database, with the same settings."""

from tests.benchmarks.delivery_settings import *  # noqa: F403
from tests.benchmarks.delivery_settings import INSTALLED_APPS

# What says which fields to show has to come before what reads it.
INSTALLED_APPS = [*INSTALLED_APPS, "tests.benchmarks.grapple", "grapple"]
ROOT_URLCONF = "tests.benchmarks.grapple.urls"
GRAPHENE = {"SCHEMA": "grapple.schema.schema"}
GRAPPLE = {"APPS": ["taxonomy", "assets", "landing"]}
