"""Reads a file of web statistics, as a nightly job may. See docs/decisions/targeting.md."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hub.targeting.performance import keep
from hub.targeting.statistics import BadStatistics, read


class Command(BaseCommand):
    help = (
        "Reads how often assets were viewed and acted on: a CSV file with address, views, actions."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="The file.")

    def handle(self, *args: Any, path: Path, **options: Any) -> None:
        try:
            with path.open("rb") as file:
                pages = read(file)
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        except BadStatistics as error:
            raise CommandError(f"{path}: {error}") from error
        self.stdout.write(f"{keep(pages)} assets of {len(pages)} addresses.")
