"""Pictures are drawn once and kept in a folder of their own, which nothing serves by itself: the view asks who may
see."""

import logging
import os
import shutil
import tempfile
import threading
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from wagtail.images.models import AbstractImage

from .drawing import Undrawable, drawn
from .formats import Format
from .picture import Picture
from .presets import Preset, Size, cut

_log = logging.getLogger(__name__)
# One at a time: whoever asked for the same picture meanwhile finds it drawn, and memory is that of one.
_drawing = threading.Lock()


def data_of(picture: Picture, preset: Preset, size: Size, format: Format) -> bytes:
    """The picture's file, drawn if it is not kept. Raises Undrawable."""
    path = _folder(picture.pk) / picture.version / picture.file_name(preset, size, format)
    if (kept := _kept(path)) is not None:
        return kept
    with _drawing:
        if (kept := _kept(path)) is not None:
            return kept
        made = _drawn(picture, preset, size, format)
        try:
            _keep(path, made)
        except OSError:
            _log.exception("a picture could not be kept in %s", path.parent)
        return made


def on_image_deleted(instance: AbstractImage, **kwargs: Any) -> None:
    folder = _folder(instance.pk)
    transaction.on_commit(lambda: shutil.rmtree(folder, ignore_errors=True))


def _drawn(picture: Picture, preset: Preset, size: Size, format: Format) -> bytes:
    box = cut(preset, picture.size, picture.focus)
    try:
        file = default_storage.open(picture.file)
    except OSError as error:
        raise Undrawable(str(error)) from error
    with file:
        return drawn(file, box, size, format)


def _folder(pk: int) -> Path:
    return Path(settings.PICTURES_DIR) / str(pk)


def _kept(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _keep(path: Path, made: bytes) -> None:
    """Whole or not at all; what the picture looked like before is thrown away."""
    if not path.parent.exists():
        for other in path.parent.parent.glob("*"):
            shutil.rmtree(other, ignore_errors=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
        file.write(made)
    os.replace(file.name, path)
