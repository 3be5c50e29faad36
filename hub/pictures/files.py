"""Pictures as files, each drawn once."""

import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from wagtail.images.models import AbstractImage

from hub.file_cache import FileCache

from .drawing import Undrawable, drawn
from .formats import Format
from .picture import Picture
from .presets import Preset, Size, cut

_cache = FileCache()


def data_of(picture: Picture, preset: Preset, size: Size, format: Format) -> bytes:
    """The picture's file. Raises Undrawable."""
    folder = _folder(picture.pk)
    path = folder / picture.version / picture.file_name(preset, size, format)
    return _cache.get(path, lambda: _drawn(picture, preset, size, format), folder.glob("*"))


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
