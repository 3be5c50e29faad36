"""What the code imports is what pyproject.toml asks for: a fresh machine has nothing else."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
OURS = {"hub", "search", "api", "tests"}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[^\w.-]", line)[0].lower().replace("_", "-") for line in requirements}


# Run by developers, never by the hub; they say themselves what else they need.
TOOLS = [
    ROOT / "hub" / "locale" / "compile.py",
    *(ROOT / "tests" / "benchmarks" / "grapple").glob("*.py"),
    ROOT / "tests" / "benchmarks" / "lexical.py",
    ROOT / "tests" / "benchmarks" / "pictures.py",
    ROOT / "tests" / "benchmarks" / "summarizers.py",
]


def modules_imported(folder: str) -> Iterator[str]:
    for path in set((ROOT / folder).rglob("*.py")) - set(TOOLS):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                yield from (alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
                yield node.module.partition(".")[0]


@pytest.mark.parametrize("folder", sorted(OURS))
def test_every_import_is_asked_for(folder):
    declared = names(PROJECT["dependencies"])
    if folder == "tests":
        declared |= names(PROJECT["optional-dependencies"]["dev"])
    distributions = packages_distributions()
    missing = {
        module
        for module in set(modules_imported(folder)) - OURS - set(sys.stdlib_module_names)
        if not names(distributions.get(module, [])) & declared
    }
    assert missing == set()


@pytest.mark.parametrize(
    "file", ["requirements.txt", "requirements-dev.txt", "requirements-bench.txt"]
)
def test_the_lock_file_is_fit_for_any_registry(file):
    lines = (ROOT / file).read_text().splitlines()
    wrong = [line for line in lines if line and not re.fullmatch(r"\s*#.*|[\w.-]+==[\w.]+", line)]
    assert wrong == []


@pytest.mark.parametrize(
    ("file", "asked"),
    [
        ("requirements.txt", PROJECT["dependencies"]),
        ("requirements-dev.txt", PROJECT["optional-dependencies"]["dev"]),
        ("requirements-bench.txt", PROJECT["optional-dependencies"]["bench"]),
    ],
)
def test_the_lock_file_pins_all_that_is_asked_for(file, asked):
    pinned = re.findall(r"^([\w.-]+)==", (ROOT / file).read_text(), re.M)
    assert names(asked) - set(pinned) == set()
