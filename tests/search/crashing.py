"""Workers that are killed: `python -m tests.search.crashing FOLDER SEED`. Prints what was found, as JSON."""

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from django.db import connection

from tests.search import alone

KILLS = 24
NOTES = 200


def main(folder: Path, seed: int) -> None:
    notes = alone.start(folder)
    chance = random.Random(seed)
    notes.write(dict.fromkeys(range(NOTES), 1))
    busy = 0
    for edition in range(2, KILLS // 2 + 2):
        workers = [_fork_worker(), _fork_worker()]
        some = chance.sample(range(NOTES), 40)
        notes.write({number: 0 if chance.random() < 0.1 else edition for number in some})
        for worker in workers:
            time.sleep(chance.uniform(0.0, 0.4))
            busy += _is_waiting()
            os.kill(worker, signal.SIGKILL)
            os.waitpid(worker, 0)
    print(json.dumps({"killed while busy": busy, "written": _version(), **_finished()}))


def _fork_worker() -> int:
    connection.close()  # a child must not inherit it
    worker = os.fork()
    if worker == 0:
        try:
            _work()
        finally:
            os._exit(1)
    return worker


def _work() -> None:
    from search.engines.memory import save_snapshot
    from search.indexing import drain

    while True:
        drain(seconds=0.1)
        save_snapshot()


def _is_waiting() -> bool:
    from search.indexing import waiting

    return waiting() > 0


def _version() -> int:
    from search.indexing import index_state

    return index_state().version


def _finished() -> dict[str, object]:
    """Start once more, until all is done, and look."""
    from search.engines.memory import current_view
    from search.indexing import drain, waiting
    from search.models import IndexedPassage
    from search.verification import differences

    drain()
    wanted = set(alone.Notes().all_keys())
    return {
        "waiting": waiting(),
        "differences": [f"{d.key}: {d.reason}" for d in differences()],
        "passages": IndexedPassage.objects.count() - 3 * len(wanted),
        "readers miss": sorted(wanted - current_view()[0].number_of.keys()),
        "readers keep": sorted(current_view()[0].number_of.keys() - wanted),
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
