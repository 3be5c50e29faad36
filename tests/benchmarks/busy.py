"""How long a question takes to embed while another process embeds documents, by how OpenMP's threads wait."""

import multiprocessing
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator

QUESTIONS = 40
ROUNDS = 3

_ASK = """
import sys, time
from search.encoder.base import SentenceTransformerEncoder
encoder = SentenceTransformerEncoder("bundled")
encoder.encode_queries(["warm"])
for number in range(int(sys.argv[1])):
    begun = time.perf_counter()
    encoder.encode_queries([f"制造业客户，停机时间少了的，给 CFO 看 {number}"])
    print(time.perf_counter() - begun)
"""


def measure() -> Iterator[str]:
    """Rows of a Markdown table; the policies take turns, in the same minutes on the same machine."""
    times: dict[str, list[float]] = {"ACTIVE": [], "PASSIVE": []}
    for _ in range(ROUNDS):
        for policy, found in times.items():
            found += _seconds_a_question(policy)
    yield "| OMP_WAIT_POLICY | p50 | p95 |"
    yield "| --- | --- | --- |"
    for policy, found in times.items():
        p95 = statistics.quantiles(found, n=20)[-1]
        yield f"| {policy} | {statistics.median(found) * 1000:.0f} ms | {p95 * 1000:.0f} ms |"


def _seconds_a_question(policy: str) -> list[float]:
    environment = {**os.environ, "OMP_WAIT_POLICY": policy}
    indexer = multiprocessing.get_context("spawn").Process(target=_embed_for_ever, args=(policy,))
    indexer.start()
    try:
        done = subprocess.run(
            [sys.executable, "-c", _ASK, str(QUESTIONS)],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
    finally:
        indexer.kill()
        indexer.join()
    return [float(line) for line in done.stdout.split()]


def _embed_for_ever(policy: str) -> None:
    os.environ["OMP_WAIT_POLICY"] = policy
    from search.encoder.base import SentenceTransformerEncoder

    encoder = SentenceTransformerEncoder("bundled")
    text = "The plant cut unplanned downtime from 41 to 17 hours a month with sensors. " * 12
    while True:
        encoder.encode_documents([text] * 16)
