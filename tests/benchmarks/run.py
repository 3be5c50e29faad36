"""`make bench`: measures, prints, and appends a dated section to docs/benchmarks.md.

    python -m tests.benchmarks.run [quality] [indexing] [busy] [speed] [flood] [delay] [memory] [cards]
                                   [snippets [--corpus FILE]]

All parts but `cards` and the first half of `quality` work on a pool of real posts, made at the first run in DATA_DIR
(default: var/bench). Embedding it takes about a quarter of an hour; it is kept.
"""

import argparse
import os
import secrets
import socket
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "benchmarks.md"
PARTS = (
    *("quality", "indexing", "busy", "speed", "flood", "delay", "memory", "snippets", "cards"),
    "delivery",
)
# Parts that take an hour and serve one decision: measured only when named.
ON_REQUEST = ("fusion", "related", "passages", "evidence", "scale", "lexical", "pictures")


class Skipped(Exception):
    """A part cannot be measured here; the message says why."""


def main() -> None:
    parser = argparse.ArgumentParser(description="Measures the hub.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)} (all)")
    parser.add_argument("--no-write", action="store_true", help="Leave docs/benchmarks.md alone.")
    parser.add_argument(
        "--corpus", type=Path, metavar="FILE", help="Texts with summaries, for the part `snippets`."
    )
    options = parser.parse_args()
    if unknown := set(options.parts) - {*PARTS, *ON_REQUEST}:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    if options.corpus and options.parts != ["snippets"]:
        parser.error("--corpus is for the part snippets alone")
    _set_up()
    _emit(_heading(), options.no_write)
    for name in options.parts or PARTS:
        given = {"corpus": options.corpus} if options.corpus else {}
        _emit(_measured(name, **given), options.no_write)


def _set_up() -> None:
    """The settings of a server on the internet, but for what a benchmark on one machine cannot have."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    os.environ.update(
        DJANGO_SETTINGS_MODULE="hub.settings.production",
        SECRET_KEY=secrets.token_urlsafe(50),
        ALLOWED_HOSTS="127.0.0.1,testserver",
        SECURE_SSL_REDIRECT="false",
        LOG_LEVEL="WARNING",
        PORT=str(port),
    )
    data = Path(os.environ.setdefault("DATA_DIR", str(ROOT / "var" / "bench")))
    static = data / "static"  # empty: nothing here asks for the admin's files
    static.mkdir(parents=True, exist_ok=True)
    os.environ["STATIC_ROOT"] = str(static)
    import django

    django.setup()


def _heading() -> Iterator[str]:
    from .machine import commit, machine

    yield f"## {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, commit {commit()}"
    yield ""
    yield f"`python -m tests.benchmarks.run {' '.join(sys.argv[1:])}`".replace(" `", "`")
    yield f"on {machine()}."
    yield ""


def part(name: str) -> Callable[..., Iterator[str]]:
    return import_module(f"tests.benchmarks.{name}").measure


def _measured(name: str, **given: Path) -> Iterator[str]:
    yield f"### {name.capitalize()}"
    yield ""
    try:
        yield from part(name)(**given)
    except Skipped as reason:
        yield f"Skipped: {reason}"
    yield ""


def _emit(lines: Iterator[str], print_only: bool) -> None:
    """A part is written once it is complete: what was measured stays, whatever becomes of the next."""
    said = []
    for line in lines:
        print(line, flush=True)
        said.append(line)
    if not print_only:
        with PAGE.open("a", encoding="utf-8") as page:
            page.write("\n".join(said) + "\n")


if __name__ == "__main__":
    main()
