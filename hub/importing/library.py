"""Pictures and files that come with assets, kept once each: the same bytes are the same picture."""

import base64
import binascii
import hashlib
import warnings
from io import BytesIO
from pathlib import PurePosixPath
from urllib.parse import unquote_to_bytes

import PIL.Image
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db import transaction
from wagtail.documents.models import Document
from wagtail.images.models import Image

from .errors import ImportProblem

MAX_PIXELS = 60_000_000
_FORMATS = {"PNG": "png", "JPEG": "jpg", "GIF": "gif", "WEBP": "webp", "AVIF": "avif"}


class Library:
    """`store`: False on a dry run, when pictures are looked at and not kept."""

    def __init__(self, store: bool):
        self.store = store

    def image(self, data: bytes, name: str) -> int | None:
        """The picture's id, None where nothing is stored. ImportProblem where it is no picture."""
        extension = _checked(data)
        if not self.store:
            return None
        digest = digest_of(data)
        kept = Image.objects.filter(file_hash=digest).order_by("pk").values_list("pk", flat=True)
        if (found := kept.first()) is not None:
            return found
        stem = PurePosixPath(name).stem[:80] or "image"
        file = ImageFile(BytesIO(data), name=f"{stem}.{extension}")
        image = Image(title=stem, file=file, file_size=len(data), file_hash=digest)
        with transaction.atomic():
            image.save()
        return image.pk

    def document(self, data: bytes, name: str) -> int | None:
        extension = PurePosixPath(name).suffix.lower().lstrip(".")
        if extension not in settings.WAGTAILDOCS_EXTENSIONS:
            raise ImportProblem(f"{name!r} is no kind of file the hub keeps")
        if not self.store:
            return None
        digest = digest_of(data)
        kept = Document.objects.filter(file_hash=digest).order_by("pk").values_list("pk", flat=True)
        if (found := kept.first()) is not None:
            return found
        file = ContentFile(data, name=PurePosixPath(name).name[-100:])
        document = Document(title=PurePosixPath(name).stem[:200], file=file)
        document.file_size, document.file_hash = len(data), digest
        with transaction.atomic():
            document.save()
        return document.pk


def digest_of(data: bytes) -> str:
    """As Wagtail hashes pictures and documents."""
    return hashlib.sha1(data, usedforsecurity=False).hexdigest()


def data_address(address: str) -> bytes | None:
    """The bytes of a data: address; None where they cannot be read."""
    head, comma, tail = address.partition(",")
    if not comma or not head.startswith("data:image/"):
        return None
    raw = unquote_to_bytes(tail)
    try:
        return base64.b64decode(raw, validate=True) if head.endswith(";base64") else raw
    except (binascii.Error, ValueError):
        return None


def _checked(data: bytes) -> str:
    if len(data) > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
        limit = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE // 1024 // 1024
        raise ImportProblem(f"picture larger than {limit} MB")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", PIL.Image.DecompressionBombWarning)
            with PIL.Image.open(BytesIO(data)) as image:
                width, height, kind = image.width, image.height, image.format or ""
    except (OSError, ValueError, SyntaxError, PIL.Image.DecompressionBombError) as error:
        raise ImportProblem("not a picture that can be read") from error
    if kind not in _FORMATS:
        raise ImportProblem(f"a picture of kind {kind}, which the hub does not keep")
    if width * height > MAX_PIXELS:
        raise ImportProblem(f"picture of more than {MAX_PIXELS // 1_000_000} million pixels")
    return _FORMATS[kind]
