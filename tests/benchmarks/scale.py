"""How the engine does at ten thousand, a hundred thousand and a million passages, beside its parts alone."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from django.conf import settings

from search.models import IndexedPassage

from . import xquad
from .machine import ROOT, table
from .run import Skipped
from .vectors import document_vectors

SIZES = (10_000, 100_000, 1_000_000)
QUESTIONS = 200
# Milliseconds that 95 of 100 new questions may take, one client.
GOALS = {10_000: 60, 100_000: 100, 1_000_000: 200}
FILES = ("vectors.npz", "texts.json", "questions.json")


def measure(sizes: Sequence[int] = SIZES) -> Iterator[str]:
    with TemporaryDirectory(dir=settings.DATA_DIR) as name:
        folder = Path(name).resolve()
        _write_real(folder)
        yield "Made-up passages: words by Zipf's law in two languages, vectors with the mean and spread of"
        yield f"real ones (`tests/benchmarks/synthetic.py`); {QUESTIONS} real questions, half of them Chinese;"
        yield "ten matches each, with evidence, and SQLite is asked who may see what. In milliseconds:"
        for size in sizes:
            own = folder / str(size)
            own.mkdir()
            for file in FILES:
                (own / file).symlink_to(folder / file)
            yield ""
            yield from of_size(own, size, settings.SEARCH_MODEL)


def of_size(folder: Path, size: int, model: str) -> Iterator[str]:
    """`folder` has FILES, and gets the pool."""
    built = _run("build", folder, model, size)
    found = _run("answer", folder, model, time.time())
    times = found["times"]
    yield f"#### {size:,} passages"
    yield ""
    rows = ([name, *_figures(*seconds)] for name, seconds in times.items())
    yield from table(["", "p50", "p95", "p99", "processor, mean"], rows)
    yield ""
    if size in GOALS:
        p95 = np.percentile(times["search, new questions"][0], 95) * 1000
        met = "met" if p95 <= GOALS[size] else "missed"
        yield f"- goal, new questions, one client: p95 at most {GOALS[size]} ms: {met}"
    clock, processor = (
        np.median(ours) / np.median(bare)
        for ours, bare in zip(times["meaning alone"], times["bare FAISS"], strict=True)
    )
    yield (
        f"- meaning alone takes {clock:.2f} times as long as bare FAISS by the clock, at the median; "
        f"{processor:.2f} times the processor"
    )
    lists = f"; {built['probed']} of {built['lists']} lists looked into" if built["lists"] else ""
    yield f"- recall@10 against looking at every vector: {found['recall']:.3f}{lists}"
    yield f"- a cold process's first answer: {found['cold']:.1f} s"
    yield f"- to make the snapshot: {built['snapshot']:.0f} s; to calibrate: {built['calibration']:.0f} s"
    yield (
        f"- on disk: {_megabytes(built['disk'])}; in memory at most while it is made: "
        f"{_megabytes(built['peak'])}"
    )
    yield f"- memory of a process, index without encoder: {_of_its_own(found['before'])}"
    yield f"- and after all questions, with the encoder: {_of_its_own(found['after'])}"


def _write_real(folder: Path) -> None:
    """What made-up pools are to be like, in FILES."""
    if not xquad.FOLDER.is_dir():
        raise Skipped(f"there is no development data at {xquad.FOLDER}")
    parts = {language: xquad.read(language) for language in xquad.LOCALES}
    texts = {xquad.LOCALES[language]: part.paragraphs for language, part in parts.items()}
    vectors = {locale: document_vectors(of_locale) for locale, of_locale in texts.items()}
    more = _pool_vectors()
    if len(more):
        # Many more are known in English; those of the other language lie about another centre.
        vectors = {
            locale: np.concatenate([own, more - more.mean(axis=0) + own.mean(axis=0)])
            for locale, own in vectors.items()
        }
    np.savez(folder / "vectors.npz", allow_pickle=False, **vectors)
    (folder / "texts.json").write_text(json.dumps(texts), encoding="utf-8")
    each = QUESTIONS // len(parts)
    asked = [
        question
        for part in parts.values()
        for question, _ in part.questions[:: len(part.questions) // each][:each]
    ]
    (folder / "questions.json").write_text(json.dumps(asked), encoding="utf-8")


def _pool_vectors() -> np.ndarray:
    """Of the pool that other parts measure, where it has been made."""
    rows = IndexedPassage.objects.filter(model=settings.SEARCH_MODEL, vector__isnull=False)
    stored = rows.values_list("vector", flat=True)
    return np.array([np.frombuffer(vector, "<f4") for vector in stored if vector])


def _run(action: str, *arguments: object) -> dict[str, Any]:
    """The action's result, in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.large", action, *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])


def _figures(clock: Sequence[float], processor: Sequence[float]) -> list[str]:
    """Milliseconds."""
    figures = [*np.percentile(clock, [50, 95, 99]), np.mean(processor)]
    return [f"{seconds * 1000:.1f}" for seconds in figures]


def _of_its_own(memory: Mapping[str, int]) -> str:
    return f"{_megabytes(memory['anonymous'])} of its own, {_megabytes(memory['all'])} with what is mapped"


def _megabytes(count: float) -> str:
    return f"{count / 2**20:,.0f} MB"
