"""Real processes, killed at random moments, and threads that read meanwhile."""

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.patience import PATIENCE

ROOT = Path(__file__).resolve().parents[2]


def run(module: str, *arguments: object) -> dict[str, Any]:
    command = [sys.executable, "-m", f"tests.search.{module}", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_killed_workers_lose_and_double_nothing(tmp_path):
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    found = run("crashing", tmp_path, seed)
    print(found)
    assert found.pop("killed while busy") >= 20
    assert found.pop("written") > 20  # so they did come to write
    assert found == {
        "waiting": 0,
        "differences": [],
        "passages": 0,
        "readers miss": [],
        "readers keep": [],
    }


def test_threads_miss_nothing_that_is_always_there(tmp_path):
    found = run("reading", tmp_path)
    assert found["wrong"] == []
    assert min(found["reads"]) > 5
