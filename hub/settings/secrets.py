"""A secret key where nobody set one: made once, kept in a file only its owner reads."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.core.exceptions import ImproperlyConfigured


def local_secret(path: Path) -> str:
    try:
        return _read_or_make(path)
    except OSError as error:
        reason = f"Cannot write to the data folder {path.parent}: {error.strerror}."
        raise ImproperlyConfigured(f"{reason} DATA_DIR names another.") from error


def _read_or_make(path: Path) -> str:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        # Written whole before it gets its name, and linked rather than renamed: of two processes
        # starting together both read the first one's. (A temporary file is its owner's alone.)
        with NamedTemporaryFile("w", dir=path.parent, prefix=path.name) as file:
            file.write(secrets.token_urlsafe(50))
            file.flush()
            with suppress(FileExistsError):
                os.link(file.name, path)
    return path.read_text()
