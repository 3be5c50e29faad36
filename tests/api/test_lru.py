"""The memory that answers are cached in: bounded by bytes, what was asked for last stays."""

import pytest

from api.execution import Answer
from api.lru import ByteBoundedCache


@pytest.fixture
def memory(request):
    return ByteBoundedCache(request.node.name, {"OPTIONS": {"BYTES": 3_500}})


def test_forgets_what_was_not_asked_for_longest(memory):
    for name in "abc":
        memory.set(name, Answer(b""))
    memory.get("a")
    memory.set("d", Answer(b""))
    assert [name for name in "abcd" if memory.get(name)] == ["a", "c", "d"]


def test_takes_nothing_that_is_larger_than_itself(memory):
    memory.set("a", Answer(b""))
    memory.set("b", Answer(b"x" * 3_000))
    assert (memory.get("a"), memory.get("b")) == (Answer(b""), None)


def test_counts_what_is_written_over_once(memory):
    for _ in range(10):
        memory.set("a", Answer(b""))
    memory.set("b", Answer(b""))
    assert memory.get("a")


def test_forgets_in_time(memory):
    memory.set("a", Answer(b""), timeout=0)
    memory.set("b", Answer(b""), timeout=None)
    assert (memory.get("a"), memory.get("b")) == (None, Answer(b""))


def test_is_one_for_all_threads(memory, request):
    memory.set("a", Answer(b""))
    assert ByteBoundedCache(request.node.name, {"OPTIONS": {"BYTES": 1}}).get("a")
