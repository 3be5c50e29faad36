"""What the mock answers is what the hub would: recorded of the operations as they are now."""

import json

import pytest

from api.schema import schema

from .promised import FOLDER, operations
from .reached import lacking

OPERATIONS = {one.name: one for one in operations()}
FIXTURES = {path.stem: path for path in sorted(FOLDER.glob("mock/fixtures/*.json"))}


@pytest.mark.parametrize("name", FIXTURES)
def test_it_is_an_answer_to_what_is_asked_now(name):
    assert name in OPERATIONS, f"no operation is called so: remove {FIXTURES[name]}"
    recorded = json.loads(FIXTURES[name].read_text(encoding="utf-8"))
    answers = [one["answer"]["data"] for one in recorded]
    fields = lacking(schema.graphql_schema, OPERATIONS[name].document, answers)
    assert fields == [], "recorded before these were asked for: run `make fixtures`"


def test_nothing_of_the_machine_it_was_recorded_on_is_in_it():
    text = "".join(path.read_text(encoding="utf-8") for path in FIXTURES.values())
    assert "localhost" not in text
    assert "127.0.0.1" not in text
