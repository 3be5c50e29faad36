"""Cards as files, each drawn once."""

import io
import shutil
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from PIL import Image

from hub.file_cache import FileCache

from ..models import Snippet
from .card import Card, Size
from .designs import picture

_cache = FileCache()


def png(uuid: UUID, card: Card, size: Size) -> bytes:
    """The card of the snippet of that name."""
    folder = _folder(uuid)
    path = folder / f"{size}-{card.digest}.png"
    return _cache.get(path, lambda: drawn_png(card, size), folder.glob(f"{size}-*.png"))


def drawn_png(card: Card, size: Size) -> bytes:
    image = picture(card, size)
    if not card.look.logo:
        # Type on one colour needs no more than 256 of them: half the file, in less time.
        image = image.quantize(256, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    file = io.BytesIO()
    # Little is gained by packing harder: a tenth less for twice the time.
    image.save(file, "PNG", compress_level=1)
    return file.getvalue()


def on_snippet_deleted(instance: Snippet, **kwargs: Any) -> None:
    folder = _folder(instance.uuid)
    transaction.on_commit(lambda: shutil.rmtree(folder, ignore_errors=True))


def _folder(uuid: UUID) -> Path:
    return Path(settings.CARDS_DIR) / str(uuid)
