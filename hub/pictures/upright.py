"""Photos may lie on their side in their files, with a note which way is up; Wagtail keeps the size of the file as it
lies."""

import logging
from typing import Any

from django.db.models.fields.files import FieldFile
from PIL import Image
from wagtail.images.models import AbstractImage

_log = logging.getLogger(__name__)
_ORIENTATION = 0x0112
_ON_ITS_SIDE = range(5, 9)


def on_image_saved(instance: AbstractImage, raw: bool, **kwargs: Any) -> None:
    """Gives the image the size in which it is seen, and in which editors mark what it is about."""
    size = None if raw else seen_size(instance.file)
    if size and size != (instance.width, instance.height):
        instance.width, instance.height = size
        rows = type(instance)._default_manager.filter(pk=instance.pk)
        rows.update(width=instance.width, height=instance.height)


def seen_size(file: FieldFile) -> tuple[int, int] | None:
    """None where the file says nothing about it."""
    try:
        with file.storage.open(str(file)) as opened, Image.open(opened) as image:
            width, height = image.size
            lies = image.getexif().get(_ORIENTATION) in _ON_ITS_SIDE
    except Exception as error:  # decoders raise whatever they stumble over
        _log.warning("the size of %s cannot be told: %s", file.name, error)
        return None
    return (height, width) if lies else (width, height)
