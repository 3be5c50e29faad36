"""Whether the hub can run here, and whether it does."""

import errno
import http.client
import os
import socket
from pathlib import Path
from tempfile import TemporaryFile

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from .health import PATH

OUR_APPS = ("api", "hub", "search")
SPARE = 32 * 1024 * 1024  # bytes that must fit on the disk: the demo pool with its index


class NotReady(Exception):
    """One line for the person who started it."""


def check_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        # As the web server asks for it: a port of a server that has just stopped is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OverflowError:
            raise NotReady(f"PORT must be between 0 and 65535, not {port}") from None
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                reason = f"port {port} is taken; another: make run PORT={port + 1}"
            else:
                reason = f"cannot listen on {host}:{port}: {error.strerror}"
            raise NotReady(reason) from error


def check_disk(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder) as file:
            file.write(bytes(SPARE))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        reason = f"cannot write to the data folder {folder}: {error.strerror}"
        raise NotReady(f"{reason}; DATA_DIR names another") from error


def check_schema() -> None:
    """A database that a newer version has changed is not for this one."""
    loader = MigrationExecutor(connection).loader
    unknown = set(loader.applied_migrations) - set(loader.disk_migrations)
    # Others' old migrations may be squashed away; ours are all there.
    ours = [f"{app}.{name}" for app, name in sorted(unknown) if app in _our_labels()]
    if ours:
        raise NotReady(f"the database is of a newer version (it has {ours[-1]}); update the code")


def _our_labels() -> set[str]:
    from django.apps import apps

    return {app.label for app in apps.get_app_configs() if app.name.split(".")[0] in OUR_APPS}


def needs_migration() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def address() -> str:
    """Where a browser on this machine finds the hub."""
    local = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.HOST, settings.HOST)
    return f"[{local}]:{settings.PORT}" if ":" in local else f"{local}:{settings.PORT}"


def answers() -> bool:
    try:
        web = http.client.HTTPConnection(address(), timeout=2)
        web.request("GET", PATH)
        return web.getresponse().status == 200
    except OSError:
        return False
