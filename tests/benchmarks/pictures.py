"""What a picture weighs in each file format, how long it is drawn, and how near it stays to the original.

Two photos that come with scikit-learn, and a mosaic of them, as neither is large."""

import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image

from hub.pictures.drawing import drawn
from hub.pictures.formats import Format
from hub.pictures.presets import CENTRE, Preset, Size, cut, sizes

from .machine import table
from .stopwatch import Time

_TIMES = 3
_TILES = 5  # of a row of the mosaic


def measure() -> Iterator[str]:
    head = ["picture", "preset", "format", "file", "drawn", "processor", "PSNR"]
    yield from table(head, _rows())


def _rows() -> Iterator[list[str]]:
    for name, photo in _photos().items():
        for preset in (Preset.CARD, Preset.HERO):
            size = sizes(preset, Size(*photo.size))[-1]
            exact = _drawn(photo, preset, size, Format.PNG)[0]
            for format in Format:
                data, took = _drawn(photo, preset, size, format)
                shown = [name, f"{preset} {size.width}x{size.height}", format.value]
                weight = [f"{len(data) / 1000:.0f} kB", f"{1000 * took.wall:.0f} ms"]
                yield [*shown, *weight, f"{1000 * took.processor:.0f} ms", _nearness(data, exact)]


def _photos() -> dict[str, Image.Image]:
    import sklearn

    folder = Path(sklearn.__file__).parent / "datasets" / "images"
    temple, flower = (Image.open(folder / f"{name}.jpg") for name in ("china", "flower"))
    width, height = temple.size
    mosaic = Image.new("RGB", (width * _TILES, height * _TILES))
    for place in range(_TILES**2):
        row, column = divmod(place, _TILES)
        mosaic.paste(flower if place % 2 else temple, (width * column, height * row))
    return {"temple": temple, "flower": flower, "mosaic": mosaic}


def _drawn(photo: Image.Image, preset: Preset, size: Size, format: Format) -> tuple[bytes, Time]:
    """With the best of a few times."""
    file = io.BytesIO()
    photo.save(file, "JPEG", quality=95)
    box = cut(preset, Size(*photo.size), CENTRE)
    times = []
    for _ in range(_TIMES):
        file.seek(0)
        began = Time.now()
        data = drawn(file, box, size, format)
        times.append(Time.now() - began)
    return data, min(times, key=lambda time: time.processor)


def _nearness(data: bytes, exact: bytes) -> str:
    one, other = (
        np.asarray(Image.open(io.BytesIO(each)).convert("RGB"), np.float64)
        for each in (data, exact)
    )
    error = np.mean((one - other) ** 2)
    return f"{10 * np.log10(255**2 / error):.1f} dB" if error else "exact"
