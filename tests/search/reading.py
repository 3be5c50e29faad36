"""Threads that read while the index changes: `python -m tests.search.reading FOLDER`. Prints what went wrong."""

import json
import sys
import threading
from pathlib import Path

from django.db import connection

from tests.search import alone

ALWAYS = 20


def main(folder: Path) -> None:
    notes = alone.start(folder)
    from search.engines.memory import current_view
    from search.indexing import drain

    notes.write(dict.fromkeys(range(ALWAYS), 1))
    drain()
    always = set(notes.all_keys())
    wrong: list[str] = []
    reads = [0] * 3
    done = threading.Event()

    def read(reader: int) -> None:
        try:
            while not done.is_set():
                reads[reader] += 1
                wrong.extend(always - current_view()[0].number_of.keys())
        except Exception as error:
            wrong.append(repr(error))
        finally:
            connection.close()

    readers = [threading.Thread(target=read, args=(n,)) for n in range(len(reads))]
    for reader in readers:
        reader.start()
    for edition in range(2, 12):
        notes.write({0: edition, 100 + edition: 1})
        drain()
        notes.write({100 + edition: 0})
        drain()
    done.set()
    for reader in readers:
        reader.join()
    wrong.extend(always ^ current_view()[0].number_of.keys())
    print(json.dumps({"wrong": wrong, "reads": reads}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
