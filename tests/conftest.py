"""What all tests share: no network but this machine, and the development data where it is."""

import ipaddress
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import TestCase
from hypothesis import HealthCheck, settings
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from search.engines import memory

# How fast the machine is says nothing about the code: busy cores must fail no test. And the same examples each time, so
# that what fails is what was changed; `make explore` looks for others.
settings.register_profile(
    "steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("explore", settings.get_profile("steady"), derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "data"


# They build and run what lies in frontend_contract, in which two would be in each other's way.
FRONT_END = (
    "tests/e2e/site/",
    "tests/contract/test_client.py",
    "tests/contract/test_webhooks.py",
)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Each test begins with what the migrations made, or with what it asks for.

    What lasts for a module is written after the tests that do not ask for it. Tests that commit leave the database
    empty; Django orders them last. All of them have it filled again: after one that did not ask for it, Django would
    seed again, and then twice.
    """
    modules = {path: n for n, path in enumerate(dict.fromkeys(item.path for item in items))}
    items.sort(key=lambda item: (modules[item.path], "for_module" in _fixtures(item)))
    for item in filter(_commits, items):
        _fixtures(item).append("django_db_serialized_rollback")
    mixed = {item.path for item in items if _commits(item)}
    mixed &= {item.path for item in items if _rolls_back(item)}
    assert not mixed, f"tests that commit need files of their own: {mixed}"
    yield
    items.sort(key=lambda item: not item.nodeid.startswith(FRONT_END))  # takes long: first


def _fixtures(item: pytest.Item) -> list[str]:
    assert isinstance(item, pytest.Function)
    return item.fixturenames


def _commits(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    told = marker and marker.kwargs.get("transaction")
    return bool(told or {"transactional_db", "live_server"} & set(_fixtures(item)))


def _rolls_back(item: pytest.Item) -> bool:
    asks = item.get_closest_marker("django_db") or "db" in _fixtures(item)
    case = isinstance(item, pytest.Function) and issubclass(item.cls or object, TestCase)
    return bool(asks or case) and not _commits(item)


class _ByFile(LoadFileScheduling):
    """A file's tests are run by one worker, in the order of collection, so that what they share is made once."""

    def _split_scope(self, nodeid: str) -> str:
        return "front end" if nodeid.startswith(FRONT_END) else super()._split_scope(nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> _ByFile:
    config.option.loadscopereorder = False
    return _ByFile(config, log)


class NetworkRefused(AssertionError):
    """Not an OSError: what catches those must not hide that something asked for the network."""


def _refuse_strangers(address: Any) -> None:
    # A path is a Unix socket's; a tuple begins with the host.
    host = address[0] if isinstance(address, tuple) else "localhost"
    if host not in ("localhost", "") and not ipaddress.ip_address(host).is_loopback:
        raise NetworkRefused(f"a test tried to reach {address}")


@pytest.fixture(autouse=True, scope="session")
def only_this_machine():
    connect, lookup = socket.socket.connect, socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: Any) -> None:
        _refuse_strangers(address)
        connect(self, address)

    def guarded_lookup(host: Any, *args: Any, **kwargs: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        try:
            _refuse_strangers((name or "",))
        except ValueError:  # a name that is none of ours
            raise NetworkRefused(f"a test asked for the address of {name}") from None
        return lookup(host, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded_connect)
        patch.setattr(socket, "getaddrinfo", guarded_lookup)
        yield


@pytest.fixture(autouse=True)
def nothing_kept():
    """Of content as it was in another test, whose versions have the same numbers and whose sites the same roots."""
    from wagtail.models import Site

    from hub.delivery.version import forget

    forget()
    Site.clear_site_root_paths_cache()


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The development data, which may lie beside the project."""
    if not CORPUS.is_dir():
        pytest.skip(f"no development data at {CORPUS}")
    return CORPUS


Writing = Callable[[], AbstractContextManager[None]]


@pytest.fixture(scope="module")
def for_module(django_db_setup: None, django_db_blocker: Any) -> Iterator[Writing]:
    """What is written `with for_module():` is there for the module's tests that ask for it; each rolls back to it."""
    with django_db_blocker.unblock():
        atomic = transaction.atomic()
        atomic.__enter__()
    yield django_db_blocker.unblock
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        atomic.__exit__(None, None, None)


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """Each test rolls back, so that what one counts as its first change to the index another has counted before."""
    memory.forget()
