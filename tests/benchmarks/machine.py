"""What a measurement was made on, and how figures are laid out."""

import os
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]


def machine() -> str:
    load = os.getloadavg()[0]
    gigabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    cores = len(os.sched_getaffinity(0))
    return f"{_processor()}, {cores} cores, {gigabytes:.0f} GB; load {load:.1f} at the start"


def commit() -> str:
    git = ["git", "-C", str(ROOT)]
    name = subprocess.run([*git, "rev-parse", "--short", "HEAD"], capture_output=True, text=True)
    changed = subprocess.run([*git, "status", "--porcelain", "-uno"], capture_output=True)
    return name.stdout.strip() + (" with changes" if changed.stdout.strip() else "")


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return " ".join(line.partition(":")[2].split())
    return "unknown processor"


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """In Markdown; the first column to the left, figures to the right."""
    lines = [headings, ["---", *["--:"] * (len(headings) - 1)], *rows]
    return [f"| {' | '.join(cells)} |" for cells in lines]


def milliseconds(seconds: Sequence[float]) -> str:
    """Median and 95th percentile."""
    middle, high = np.percentile(np.array(seconds) * 1000, [50, 95])
    return f"p50 {middle:.0f} ms, p95 {high:.0f} ms"
