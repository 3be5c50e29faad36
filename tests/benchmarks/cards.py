"""How long a card takes: the first one of a process, those after it, and one that is kept already."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from statistics import median
from tempfile import TemporaryDirectory
from uuid import uuid4

from .machine import milliseconds, table
from .run import ROOT
from .stopwatch import Time

TEXTS = 60
# Chinese and English, from one sentence to a paragraph, as the demo pool's files have them.
_LENGTHS = (60, 120, 240, 400)


def measure() -> Iterator[str]:
    yield "- " + _first()
    yield ""
    yield from table(["size", "drawn and packed", "processor", "kept", "file"], _rows())


def _first() -> str:
    """In a process of its own, as the fonts stay open."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.cards"], capture_output=True, check=True, text=True
    )
    imports, first = json.loads(done.stdout)
    return f"the first card of a process: {1000 * first:.0f} ms, after {1000 * imports:.0f} ms of imports"


def _rows() -> Iterator[list[str]]:
    from django.test import override_settings

    from hub.snippets.cards import files
    from hub.snippets.cards.card import SIZES

    cards = list(_cards())
    files.drawn_png(cards[0], next(iter(SIZES.values())))
    for name, size in SIZES.items():
        times, processor, weights = [], [], []
        for card in cards:
            began = Time.now()
            weights.append(len(files.drawn_png(card, size)))
            took = Time.now() - began
            times.append(took.wall)
            processor.append(took.processor)
        with TemporaryDirectory() as folder, override_settings(CARDS_DIR=folder):
            uuid = uuid4()
            files.png(uuid, cards[0], size)
            began = Time.now()
            files.png(uuid, cards[0], size)
            kept = (Time.now() - began).wall
        yield [
            name,
            milliseconds(times),
            milliseconds(processor),
            f"{1000 * kept:.1f} ms",
            f"{median(weights) / 1000:.0f} kB",
        ]


def _cards() -> Iterator:
    """Cuts of the demo pool's prose; every third is a quote, every third has a figure."""
    from hub.brand.look import Look
    from hub.snippets.cards.card import Card
    from hub.snippets.cards.figures import figure_in
    from search.text import sentences

    files = sorted((ROOT / "hub" / "demo" / "pool").rglob("*.md"))
    step = max(1, len(files) // TEXTS)
    for number, file in enumerate(files[::step][:TEXTS]):
        body = file.read_text(encoding="utf-8").split("---", 2)[-1].replace("\n", " ").strip()
        length = _LENGTHS[number % len(_LENGTHS)]
        ends = [end for _, end in sentences(body) if end <= length] or [length]
        text = body[: ends[-1]]
        yield Card(
            text,
            Look(name="Ridgewell"),
            source=file.stem,
            figure=figure_in(text) if number % 3 == 0 else "",
            quote=number % 3 == 1,
            speaker="Marta Lindqvist",
            role="Maintenance manager",
        )


def main() -> None:
    began = time.perf_counter()
    from hub.brand.look import Look
    from hub.snippets.cards.card import LANDSCAPE, Card
    from hub.snippets.cards.designs import picture

    imported = time.perf_counter()
    card = Card("停机时间减少了 59%。It held all night.", Look(name="Ridgewell"), figure="59%")
    picture(card, LANDSCAPE).save("/dev/null", "PNG")
    print(json.dumps([imported - began, time.perf_counter() - imported]))


if __name__ == "__main__":
    main()
