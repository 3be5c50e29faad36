"""The search package in a process of its own, on a file: no pages, so it starts at once.

Its notes live in a table beside the outbox, so that a note and its change are written together.
"""

import time
from collections.abc import Collection, Sequence
from pathlib import Path

import django
import numpy as np
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from numpy.typing import NDArray

from search.documents import Document, Section, register
from tests.encoders import WordEncoder

SECONDS_PER_TEXT = 0.001


class SlowEncoder(WordEncoder):
    def encode_documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        time.sleep(SECONDS_PER_TEXT * len(texts))
        return self.encode_queries(list(texts))


class Notes:
    """A note is known by its number and its edition; edition 0 is a deleted one."""

    prefix = "note"

    def write(self, editions: dict[int, int]) -> None:
        from search.indexing import changed

        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO note (number, edition) VALUES (%s, %s) "
                "ON CONFLICT (number) DO UPDATE SET edition = excluded.edition",
                list(editions.items()),
            )
            changed(*(f"note:{number}" for number in editions))

    def editions(self) -> dict[int, int]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT number, edition FROM note WHERE edition > 0")
            return dict(cursor.fetchall())

    def document(self, key: str) -> Document | None:
        number = int(key.removeprefix("note:"))
        edition = self.editions().get(number)
        return _document(number, edition) if edition else None

    def all_keys(self) -> list[str]:
        return [f"note:{number}" for number in self.editions()]

    def visible(self, viewer: object, keys: Collection[str]) -> set[str]:
        return set(keys)


def _document(number: int, edition: int) -> Document:
    """Three passages, of which a new edition changes one."""
    texts = [f"Note {number} held. " * 24, f"Edition {edition} came. " * 24, "停机减少了。" * 24]
    sections = tuple(Section(text, title=f"Part {n}") for n, text in enumerate(texts))
    return Document(f"note:{number}", "en", f"Note {number}", sections=sections)


def start(folder: Path) -> Notes:
    settings.configure(
        INSTALLED_APPS=["search", "django_tasks", "django_tasks_db"],
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": folder / "index.sqlite3",
                "OPTIONS": {
                    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
                    "transaction_mode": "IMMEDIATE",
                    "timeout": 30,
                },
            }
        },
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        USE_TZ=True,
        TASKS={
            "default": {"BACKEND": "django_tasks_db.DatabaseBackend", "ENQUEUE_ON_COMMIT": False}
        },
        SEARCH_MODEL="tests.search.alone.SlowEncoder",
        SEARCH_SNAPSHOT_DIR=folder / "index",
    )
    django.setup()
    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE note (number integer PRIMARY KEY, edition integer NOT NULL)")
    notes = Notes()
    register(notes)
    return notes
