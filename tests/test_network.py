"""The guard in conftest: the suite reaches this machine and no other."""

import socket

import pytest

from .conftest import NetworkRefused


def test_another_machine_is_refused():
    with pytest.raises(NetworkRefused):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


def test_a_name_is_not_even_looked_up():
    with pytest.raises(NetworkRefused):
        socket.getaddrinfo("hub.example.com", 443)


def test_this_machine_is_reached():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=1).close()
