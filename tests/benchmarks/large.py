"""A large pool in a process of its own: `python -m tests.benchmarks.large build|answer FOLDER MODEL …`. Prints JSON.

The search package alone, on a database of its own. Documents live in a table that says who may see them. Evidence is
read from a few thousand rows of passages that stand for all.
"""

import json
import resource
import sys
import time
import uuid
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import django
import faiss
import numpy as np
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

from search.documents import Document, register

from .stopwatch import Time

# Of each question the seconds by the clock, and of the processor (all threads).
Times = tuple[list[float], list[float]]

ROWS = 10_000
# One document of so many is for colleagues only.
INTERNAL = 10
CLIENTS = 8
# Numbers that a database takes at once.
BATCH = 500
LIMIT = 1000


class Notes:
    prefix = "note"

    def document(self, key: str) -> Document | None:
        return None

    def all_keys(self) -> list[str]:
        return []

    def visible(self, viewer: object, keys: Collection[str]) -> set[str]:
        numbers = [int(key.removeprefix("note:")) for key in keys]
        return {
            f"note:{number}"
            for start in range(0, len(numbers), BATCH)
            for number in _open(numbers[start : start + BATCH])
        }


def _open(numbers: Sequence[int]) -> Iterator[int]:
    marks = ",".join(["%s"] * len(numbers))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT number FROM note WHERE open AND number IN ({marks})", numbers)
        yield from (number for (number,) in cursor.fetchall())


def start(folder: Path, model: str) -> None:
    settings.configure(
        INSTALLED_APPS=["search", "django_tasks", "django_tasks_db"],
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": folder / "index.sqlite3",
                "OPTIONS": {"init_command": "PRAGMA journal_mode=WAL;"},
            }
        },
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        USE_TZ=True,
        USE_I18N=False,
        SEARCH_MODEL=model,
        SEARCH_RERANKER="",
        SEARCH_SNAPSHOT_DIR=folder / "index",
    )
    django.setup()
    register(Notes())


def build(folder: Path, passages: int) -> dict[str, Any]:
    """Makes the pool, and says how long its index took."""
    from search import background
    from search.engines import memory
    from search.engines.embedded import View
    from search.upkeep import settle

    from . import synthetic

    call_command("migrate", verbosity=0)
    like = _likeness(folder)
    parts = list(synthetic.parts(like, passages, ROWS))
    state = _write_rows(like, parts)
    background.learn(settings.SEARCH_MODEL)
    view = View(parts[0].segment.matrix.shape[1], tuple(parts))
    memory._memory = memory._Memory(state.identity, state.model, state.version, view, None)
    del parts, view
    times = {}
    for name, work in {"snapshot": memory.save_snapshot, "calibration": settle}.items():
        started = time.perf_counter()
        work()
        times[name] = time.perf_counter() - started
    approximate = memory.current_view()[0].parts[0].segment.approximate
    return {
        **times,
        "disk": sum(path.stat().st_size for path in (folder / "index").glob("*/*")),
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        "lists": approximate.lists if approximate else 0,
        "probed": approximate.probed if approximate else 0,
    }


def answer(folder: Path, begun: float) -> dict[str, Any]:
    """How long questions take. `begun`: when this process was started, in seconds since 1970."""
    from search import retrieval
    from search.encoder import queries
    from search.encoder.base import get_encoder
    from search.engines.memory import current_view
    from search.filters import NO_FILTERS, Filters
    from search.text import query_tokens

    questions = json.loads((folder / "questions.json").read_text(encoding="utf-8"))
    view, model = current_view()
    before = _memory()
    retrieval.search(retrieval.Request("warm up", None))
    cold = time.time() - begun
    times: dict[str, Times] = {}
    narrow = Filters({"slice": frozenset({"7"})})
    for name, filters in {"": NO_FILTERS, ", 1 % filter": narrow}.items():

        def ask(question: str, filters: Filters = filters) -> None:
            retrieval.search(retrieval.Request(question, None, filters))

        queries._encoded.cache_clear()
        times[f"search, new questions{name}"] = _times(ask, questions)
        times[f"search, known questions{name}"] = _times(ask, questions)
        times[f"search, known questions{name}, {CLIENTS} clients"] = _together(ask, questions)
        queries._encoded.cache_clear()
        times[f"search, new questions{name}, {CLIENTS} clients"] = _together(ask, questions)
    vectors = dict(zip(questions, get_encoder(model).encode_queries(questions), strict=True))
    tokens = {question: list(query_tokens(question)) for question in questions}
    mask, few = view.document_mask(NO_FILTERS), view.document_mask(narrow)
    times |= {
        "words alone": _times(lambda q: view.lexical(tokens[q], mask), questions),
        "meaning alone": _times(lambda q: view.dense(vectors[q], mask, LIMIT), questions),
        "meaning alone, 1 % filter": _times(
            lambda q: view.dense(vectors[q], few, LIMIT), questions
        ),
    }
    after = _memory()
    segment = view.parts[0].segment
    bare = segment.approximate.index if segment.approximate else _flat(segment.matrix)
    times["bare FAISS"] = _times(lambda q: bare.search(vectors[q][None], LIMIT), questions)
    recall = _recall(view, segment.matrix, np.stack(list(vectors.values())))
    return {"cold": cold, "before": before, "after": after, "recall": recall, "times": times}


def _likeness(folder: Path) -> Any:
    from . import synthetic

    with np.load(folder / "vectors.npz") as vectors:
        of_locale = {locale: vectors[locale] for locale in synthetic.LOCALES}
    texts = json.loads((folder / "texts.json").read_text(encoding="utf-8"))
    return synthetic.likeness(texts, of_locale)


def _write_rows(like: Any, parts: Sequence[Any]) -> Any:
    from search.models import IndexedDocument, IndexedPassage, IndexState

    from . import synthetic

    documents = sum(len(part.segment.keys) for part in parts)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE note (number integer PRIMARY KEY, open integer NOT NULL)")
        rows = [(number, number % INTERNAL > 0) for number in range(documents)]
        cursor.executemany("INSERT INTO note VALUES (%s, %s)", rows)
    row = IndexedDocument.objects.create(key="note:0", locale="en", title="", version=0)
    random = np.random.default_rng(2)
    matrix = parts[0].segment.matrix
    IndexedPassage.objects.bulk_create(
        IndexedPassage(
            pk=number + 1,
            document=row,
            model=settings.SEARCH_MODEL,
            position=number,
            start=0,
            end=synthetic.WORDS_A_PASSAGE,
            text=synthetic.text(like, synthetic.LOCALES[number % 2], random),
            tokens={},
            content_hash=b"",
            vector=matrix[number % len(matrix)].tobytes(),
        )
        for number in range(ROWS)
    )
    return IndexState.objects.create(
        pk=1, identity=uuid.uuid4(), version=1, model=settings.SEARCH_MODEL
    )


def _times(work: Callable[[str], object], questions: Sequence[str]) -> Times:
    times = [_timed(work, question) for question in questions]
    return [time.wall for time in times], [time.processor for time in times]


def _timed(work: Callable[[str], object], question: str) -> Time:
    started = Time.now()
    work(question)
    return Time.now() - started


def _together(work: Callable[[str], object], questions: Sequence[str]) -> Times:
    started = Time.now()
    with ThreadPoolExecutor(CLIENTS, initializer=connections.close_all) as clients:
        times = list(clients.map(lambda question: _timed(work, question), questions))
    each = (Time.now() - started).processor / len(questions)
    return [time.wall for time in times], [each]


def _flat(matrix: np.ndarray) -> faiss.Index:
    index = faiss.IndexFlatIP(matrix.shape[1])
    index.add(np.ascontiguousarray(matrix))
    return index


def _recall(view: Any, matrix: np.ndarray, vectors: np.ndarray) -> float:
    from search.engines.approximate import RECALL_AT, exact_nearest, recall

    nearest = exact_nearest(matrix, vectors, RECALL_AT)
    found = [view.dense(one, view.alive_documents, LIMIT).rows[:RECALL_AT] for one in vectors]
    return recall(np.stack(found), nearest)


def _memory() -> dict[str, int]:
    """Bytes: of this process alone (anonymous), and with what it has mapped and touched."""
    fields = {
        name: int(rest.split()[0]) * 1024
        for line in Path("/proc/self/smaps_rollup").read_text().splitlines()[1:]
        for name, _, rest in [line.partition(":")]
    }
    return {"anonymous": fields["Anonymous"], "all": fields["Rss"]}


def main(action: str, folder: str, model: str, argument: str) -> None:
    start(Path(folder), model)
    if action == "build":
        print(json.dumps(build(Path(folder), int(argument))))
    else:
        print(json.dumps(answer(Path(folder), float(argument))))


if __name__ == "__main__":
    main(*sys.argv[1:])
