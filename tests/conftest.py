"""What all tests share: no network but this machine, and the development data where it is."""

import ipaddress
import os
import socket
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# How fast the machine is says nothing about the code: busy cores must fail no test. And the same examples each time, so
# that what fails is what was changed; `make explore` looks for others.
settings.register_profile(
    "steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("explore", settings.get_profile("steady"), derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "data"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that commit leave the database empty; each begins with what the migrations made.

    All of them: after one that did not ask for it, Django would seed again, and then twice.
    """
    for item in items:
        assert isinstance(item, pytest.Function)
        marker = item.get_closest_marker("django_db")
        commits = marker and marker.kwargs.get("transaction")
        if commits or {"transactional_db", "live_server"} & set(item.fixturenames):
            item.fixturenames.append("django_db_serialized_rollback")


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


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The development data, which may lie beside the project."""
    if not CORPUS.is_dir():
        pytest.skip(f"no development data at {CORPUS}")
    return CORPUS
