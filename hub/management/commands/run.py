"""The whole hub with one command: database, demo pool, index, web server and worker."""

import fcntl
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

from hub import readiness, welcome
from hub.demo import logins, seeding
from hub.supervisor import ChildDied, Supervisor, interruptible
from search import indexing

START_TIMEOUT = 60  # seconds


class Command(BaseCommand):
    help = "Prepare whatever is missing, then run the web server and the worker until Ctrl-C."

    def handle(self, **options: Any) -> None:
        try:
            with interruptible():
                readiness.check_disk(settings.DATA_DIR)
                with _alone():
                    self._run()
        except KeyboardInterrupt:
            sys.exit(130)
        except (readiness.NotReady, ChildDied, CommandError) as error:
            sys.exit(f"wellspring: {error}")
        except DatabaseError as error:
            sys.exit(f"wellspring: the database {connection.settings_dict['NAME']}: {error}")
        except OSError as error:
            sys.exit(f"wellspring: {error.filename or settings.DATA_DIR}: {error.strerror}")

    def _run(self) -> None:
        readiness.check_port(settings.HOST, settings.PORT)
        readiness.check_schema()
        supervisor = Supervisor()
        try:
            created = self._prepare(supervisor)
            self._serve(supervisor, created)
        except KeyboardInterrupt:
            self._say("Stopped; the next run goes on from here.")
            raise
        finally:
            supervisor.stop()

    def _prepare(self, supervisor: Supervisor) -> list[logins.Login]:
        if readiness.needs_migration():
            self._say("Setting up the database")
            call_command("migrate", verbosity=0, interactive=False)
        try:
            call_command("trust_documents", verbosity=0)
        except CommandError as error:
            self._say(f"{error}\nWebsites that ask these by their hash are refused.")
        if not settings.DEBUG:
            call_command("collectstatic", verbosity=0, interactive=False)
        created = logins.ensure(["admin"])
        if seeding.wanted():
            self._say("Filling the pool with the content of a fictional company")
            created += seeding.seed()
        if waiting := indexing.waiting():
            self._say(f"Embedding {waiting} assets, so that they can be found by meaning")
            # In a process of its own: the model's memory is given back.
            try:
                supervisor.run("index", [*_MANAGE, "index", "update"])
            except ChildDied as error:
                self._say(f"{error} Words are searched meanwhile, and the worker tries again.")
        return created

    def _serve(self, supervisor: Supervisor, created: list[logins.Login]) -> None:
        gunicorn = [sys.executable, "-m", "gunicorn", "--config", "python:hub.gunicorn"]
        supervisor.start("web server", [*gunicorn, "hub.wsgi"])
        supervisor.start("worker", [*_MANAGE, "worker"])
        if not supervisor.wait_until(readiness.answers, START_TIMEOUT):
            raise CommandError(f"the web server did not answer within {START_TIMEOUT} s")
        self._say(welcome.text(created))
        try:
            supervisor.wait()
        except KeyboardInterrupt:
            self._say("\nStopping")
        finally:
            supervisor.stop()

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


_MANAGE = [sys.executable, sys.argv[0]]


@contextmanager
def _alone() -> Iterator[None]:
    """Two runs on one data folder would seed and embed the same things at once."""
    with open(settings.DATA_DIR / "run.lock", "w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CommandError(f"already running on {settings.DATA_DIR}") from error
        yield
