"""Lexical engines side by side on the same pre-cut tokens: SQLite FTS5, tantivy, bm25s, and the hub's own.

tantivy and bm25s are no dependencies of the project: `pip install --no-deps --target FOLDER tantivy bm25s`, and
`PYTHONPATH=FOLDER python -m tests.benchmarks.run lexical`. Each engine is measured in a process of its own
(`python -m tests.benchmarks.lexical ENGINE TEXTS`).
"""

import atexit
import importlib.util
import json
import resource
import shutil
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Protocol

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
SIZES = (10_000, 100_000)
QUESTIONS = 100
SLICES = 100
TOP = 10
ADDED = 100

Words = Sequence[str]


class Engine(Protocol):
    """`slices` gives each text a number that a search may be narrowed to. Found are the texts' places, best first,
    and how many there are in all."""

    def __init__(self, texts: Sequence[Words], slices: Sequence[int]) -> None: ...

    def search(self, words: Words, only: int | None = None) -> tuple[list[int], int]: ...

    def add(self, texts: Sequence[Words]) -> None: ...


class Own:
    def __init__(self, texts: Sequence[Words], slices: Sequence[int]) -> None:
        from search.engines.embedded import View

        self._size = len(texts)
        self._view = View(1).with_changes(map(self._entry, range(len(texts)), texts, slices), [])

    @staticmethod
    def _entry(number: int, text: Words, own: int) -> Any:
        from search.engines.segments import DocumentEntry, PassageEntry

        facets = {"slice": frozenset({str(own)})}
        passage = PassageEntry(number, Counter(text), None)
        return DocumentEntry(f"note:{number}", "en", "", facets, 0.0, (passage,))

    def search(self, words: Words, only: int | None = None) -> tuple[list[int], int]:
        from search.filters import NO_FILTERS, Filters

        filters = NO_FILTERS if only is None else Filters({"slice": frozenset({str(only)})})
        scores, _ = self._view.lexical(words, self._view.document_mask(filters))
        total = int(np.count_nonzero(scores))
        count = min(TOP, total)
        best = np.argpartition(-scores, count - 1)[:count] if count else np.zeros(0, dtype=int)
        return best[np.argsort(-scores[best], kind="stable")].tolist(), total

    def add(self, texts: Sequence[Words]) -> None:
        numbers = range(self._size, self._size + len(texts))
        self._view = self._view.with_changes(map(self._entry, numbers, texts, [0] * len(texts)), [])


class Fts5:
    def __init__(self, texts: Sequence[Words], slices: Sequence[int]) -> None:
        folder = _temporary()
        self._db = sqlite3.connect(folder / "fts.sqlite3")
        self._db.executescript(
            """PRAGMA journal_mode=WAL;
            CREATE TABLE note (id INTEGER PRIMARY KEY, slice INTEGER);
            CREATE INDEX note_slice ON note (slice);
            CREATE VIRTUAL TABLE fts USING fts5(
                words, content='', tokenize="unicode61 remove_diacritics 0 tokenchars '-./&+#_'");"""
        )
        self._size = 0
        self._insert(texts, slices)

    def _insert(self, texts: Sequence[Words], slices: Sequence[int]) -> None:
        numbers = range(self._size, self._size + len(texts))
        with self._db:
            self._db.executemany(
                "INSERT INTO note VALUES (?, ?)", zip(numbers, slices, strict=True)
            )
            joined = ((n, " ".join(text)) for n, text in zip(numbers, texts, strict=True))
            self._db.executemany("INSERT INTO fts (rowid, words) VALUES (?, ?)", joined)
        self._size += len(texts)

    def __del__(self) -> None:
        self._db.close()

    def search(self, words: Words, only: int | None = None) -> tuple[list[int], int]:
        asked = " OR ".join('"' + word.replace('"', '""') + '"' for word in words)
        where = "fts MATCH ?"
        if only is not None:
            where += f" AND rowid IN (SELECT id FROM note WHERE slice = {only})"
        (total,) = self._db.execute(f"SELECT count(*) FROM fts WHERE {where}", [asked]).fetchone()
        order = f"SELECT rowid FROM fts WHERE {where} ORDER BY rank LIMIT {TOP}"
        return [number for (number,) in self._db.execute(order, [asked])], total

    def add(self, texts: Sequence[Words]) -> None:
        self._insert(texts, [0] * len(texts))


class Tantivy:
    def __init__(self, texts: Sequence[Words], slices: Sequence[int]) -> None:
        import tantivy

        self._t = tantivy
        schema = tantivy.SchemaBuilder()
        schema.add_unsigned_field("id", stored=True)
        schema.add_integer_field("slice", indexed=True)
        schema.add_text_field("words", tokenizer_name="whitespace", index_option="freq")
        self._schema = schema.build()
        folder = _temporary()
        self._index = tantivy.Index(self._schema, path=str(folder))
        self._size = 0
        self._insert(texts, slices)

    def _insert(self, texts: Sequence[Words], slices: Sequence[int]) -> None:
        writer = self._index.writer()
        for text, own in zip(texts, slices, strict=True):
            document = self._t.Document(id=self._size, words=" ".join(text))
            document.add_integer("slice", own)
            writer.add_document(document)
            self._size += 1
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def search(self, words: Words, only: int | None = None) -> tuple[list[int], int]:
        query, occur = self._t.Query, self._t.Occur
        asked = query.boolean_query(
            [(occur.Should, query.term_query(self._schema, "words", word)) for word in words]
        )
        if only is not None:
            narrow = query.const_score_query(query.term_query(self._schema, "slice", only), 0.0)
            asked = query.boolean_query([(occur.Must, asked), (occur.Must, narrow)])
        searcher = self._index.searcher()
        found: Any = searcher.search(asked, TOP, count=True)
        return [searcher.doc(address)["id"][0] for _, address in found.hits], found.count

    def add(self, texts: Sequence[Words]) -> None:
        self._insert(texts, [0] * len(texts))


class Bm25s:
    """It has no updates: adding is building anew."""

    def __init__(self, texts: Sequence[Words], slices: Sequence[int]) -> None:
        import bm25s

        self._texts = texts
        self._slices = np.array(slices)
        self._index = bm25s.BM25(k1=1.2, b=0.75)
        self._index.index([list(text) for text in texts], show_progress=False)

    def search(self, words: Words, only: int | None = None) -> tuple[list[int], int]:
        known = [word for word in words if word in self._index.vocab_dict]
        if not known:
            return [], 0
        scores = self._index.get_scores(known)
        if only is not None:
            scores = scores * (self._slices == only)
        total = int(np.count_nonzero(scores))
        count = min(TOP, total)
        best = np.argpartition(-scores, count - 1)[:count] if count else np.zeros(0, dtype=int)
        return best[np.argsort(-scores[best], kind="stable")].tolist(), total

    def add(self, texts: Sequence[Words]) -> None:
        self.__init__([*self._texts, *texts], [*self._slices, *[0] * len(texts)])  # type: ignore[misc]


ENGINES: dict[str, type[Engine]] = {"own": Own, "fts5": Fts5, "tantivy": Tantivy, "bm25s": Bm25s}


def _temporary() -> Path:
    folder = mkdtemp()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def measure(sizes: Sequence[int] = SIZES) -> Iterator[str]:
    from . import xquad
    from .machine import table
    from .run import Skipped

    if missing := [name for name in ("tantivy", "bm25s") if not importlib.util.find_spec(name)]:
        raise Skipped(f"not installed: {', '.join(missing)} (tests/benchmarks/lexical.py says how)")
    if not xquad.FOLDER.is_dir():
        raise Skipped(f"there is no development data at {xquad.FOLDER}")
    yield "nDCG@10 on XQuAD:"
    yield ""
    yield from table(["", *ENGINES], [[name, *quality(name)] for name in xquad.LOCALES])
    for size in sizes:
        yield ""
        yield f"{size:,} made-up texts, times in milliseconds, {ADDED} texts added at once:"
        yield ""
        headings = ["", "build s", "memory MB", "p50", "p95", "1 % p50", "1 % p95", "add ms"]
        yield from table(headings, [[name, *_speed(name, size)] for name in ENGINES])


def quality(language: str) -> Iterator[str]:
    """By engine; each question of XQuAD is answered by one paragraph."""
    from search.text import query_tokens, tokens

    from . import xquad

    part = xquad.read(language)
    texts = [tokens(paragraph) for paragraph in part.paragraphs]
    for make in ENGINES.values():
        engine = make(texts, [0] * len(texts))
        gains = []
        for question, wanted in part.questions:
            found, _ = engine.search(list(query_tokens(question)))
            gains.append(1 / np.log2(found.index(wanted) + 2) if wanted in found else 0.0)
        yield f"{np.mean(gains):.3f}"


def _speed(name: str, size: int) -> list[str]:
    command = [sys.executable, "-m", "tests.benchmarks.lexical", name, str(size)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr)
    found = json.loads(done.stdout.splitlines()[-1])
    times = [np.percentile(found[kind], at) * 1000 for kind in ("all", "narrow") for at in (50, 95)]
    build, memory, added = found["build"], found["memory"] / 2**20, found["add"] * 1000
    return [f"{build:.1f}", f"{memory:.0f}", *(f"{t:.1f}" for t in times), f"{added:.0f}"]


def speed(name: str, size: int) -> dict[str, Any]:
    """Seconds, and the bytes that the process grew by."""
    from . import synthetic, xquad

    random = np.random.default_rng(3)
    parts = {language: xquad.read(language) for language in xquad.LOCALES}
    paragraphs = {xquad.LOCALES[name]: part.paragraphs for name, part in parts.items()}
    like = synthetic.likeness(paragraphs, {})
    texts = [synthetic.words(like, synthetic.LOCALES[n % 2], random) for n in range(size + ADDED)]
    slices = random.integers(0, SLICES, size).tolist()
    asked = _questions(parts.values())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    build, engine = _timed(lambda: ENGINES[name](texts[:size], slices))
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
    found = {
        "all": [_timed(lambda q=words: engine.search(q))[0] for words in asked],  # type: ignore[misc]
        "narrow": [_timed(lambda q=words: engine.search(q, 7))[0] for words in asked],  # type: ignore[misc]
    }
    add, _ = _timed(lambda: (engine.add(texts[size:]), engine.search(asked[0])))
    return {"build": build, "memory": memory, "add": add, **found}


def _questions(parts: Any) -> list[list[str]]:
    from search.text import query_tokens

    each = QUESTIONS // 2
    return [
        list(query_tokens(question))
        for part in parts
        for question, _ in part.questions[:: len(part.questions) // each][:each]
    ]


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    started = time.perf_counter()
    made = work()
    return time.perf_counter() - started, made


if __name__ == "__main__":
    from .run import _set_up

    _set_up()
    print(json.dumps(speed(sys.argv[1], int(sys.argv[2]))))
