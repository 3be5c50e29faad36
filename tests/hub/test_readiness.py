import socket

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from hub.readiness import NotReady, address, check_disk, check_port, check_schema


def test_a_taken_port_is_named_with_a_way_out():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with pytest.raises(NotReady, match=f"port {port} is taken"):
            check_port("127.0.0.1", port)


@pytest.mark.parametrize(
    ("host", "port"), [("127.0.0.1", 70_000), ("127.0.0.1", -1), ("192.0.2.1", 8000)]
)
def test_what_nobody_can_listen_on(host, port):
    with pytest.raises(NotReady):
        check_port(host, port)


def test_a_free_port():
    check_port("127.0.0.1", 0)


def test_a_folder_that_cannot_be(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(NotReady, match="cannot write"):
        check_disk(tmp_path / "file" / "data")


def test_a_folder_is_made_and_left_empty(tmp_path):
    check_disk(tmp_path / "data")
    assert list((tmp_path / "data").iterdir()) == []


@pytest.mark.django_db
def test_a_newer_database_is_refused():
    MigrationRecorder(connection).record_applied("assets", "9999_from_the_future")
    with pytest.raises(NotReady, match=r"assets\.9999_from_the_future"):
        check_schema()


@pytest.mark.django_db
def test_others_squashed_migrations_are_not_our_business():
    MigrationRecorder(connection).record_applied("wagtailcore", "0001_squashed_away")
    check_schema()


@pytest.mark.parametrize(
    ("host", "shown"),
    [("127.0.0.1", "127.0.0.1:8000"), ("0.0.0.0", "127.0.0.1:8000"), ("::", "[::1]:8000")],
)
def test_the_address_is_one_a_browser_can_open(settings, host, shown):
    settings.HOST, settings.PORT = host, 8000
    assert address() == shown
