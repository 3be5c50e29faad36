"""What front ends are given, by its own tools: current, clean, and tested from outside."""

import re
import shutil
import subprocess

import pytest

from .promised import FOLDER, consumers, operations

IMPORTED = re.compile(r"\b(\w+)Document\b")


def npm(*arguments: str) -> None:
    assert shutil.which("npm") and (FOLDER / "node_modules").is_dir(), "not installed: run .ci/node"
    done = subprocess.run(
        ["npm", "run", "--silent", *arguments],
        cwd=FOLDER,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"


@pytest.mark.parametrize("command", ["check", "lint", "test"])
def test_it_is_as_it_should_be(command):
    npm(command)


def test_each_operation_is_a_file_of_its_name():
    files = {
        path.stem: path.read_text(encoding="utf-8") for path in FOLDER.glob("operations/*.graphql")
    }
    assert set(files) == {operation.name for operation in operations()}
    for name, text in files.items():
        assert re.findall(r"^(?:query|mutation) (\w+)", text, re.M) == [name]


def test_each_fragment_is_a_file_of_its_name_and_used():
    used = {name for one in operations() for name in re.findall(r"\.\.\.(\w+)", one.document)}
    files = {path.stem for path in FOLDER.glob("operations/fragments/*.graphql")}
    assert files == used - {"on"}


def test_who_uses_what_names_operations_that_there_are():
    names = {operation.name for operation in operations()}
    assert {site: used - names for site, used in consumers().items() if used - names} == {}


def test_what_the_reference_site_uses_is_told():
    sources = [*FOLDER.glob("site/src/**/*.ts"), *FOLDER.glob("site/src/**/*.tsx")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    names = {operation.name for operation in operations()}
    assert (
        set(IMPORTED.findall(text)) & names
        == consumers()["Reference site (frontend_contract/site)"]
    )
