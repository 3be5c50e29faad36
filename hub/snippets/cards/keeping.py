"""Cards are drawn once and kept in a folder of their own, which nothing serves by itself: the view asks who may see."""

import io
import logging
import os
import shutil
import tempfile
import threading
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from PIL import Image

from ..models import Snippet
from .card import Card, Size
from .designs import picture

_log = logging.getLogger(__name__)
# One at a time: whoever asked for the same card meanwhile finds it drawn.
_drawing = threading.Lock()


def png(uuid: UUID, card: Card, size: Size) -> bytes:
    """The card of the snippet of that name, drawn if it is not kept."""
    path = _folder(uuid) / f"{size}-{card.digest}.png"
    if (kept := _kept(path)) is not None:
        return kept
    with _drawing:
        if (kept := _kept(path)) is not None:
            return kept
        drawn = drawn_png(card, size)
        try:
            _keep(path, drawn)
        except OSError:
            _log.exception("a card could not be kept in %s", path.parent)
        return drawn


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


def _kept(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _keep(path: Path, drawn: bytes) -> None:
    """Whole or not at all, instead of what the card looked like before."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
        file.write(drawn)
    os.replace(file.name, path)
    size = path.name.partition("-")[0]
    for other in path.parent.glob(f"{size}-*.png"):
        if other != path:
            other.unlink(missing_ok=True)
