from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from hub.taxonomy.seeding import TAXONOMY, SeedError, seed


class Command(BaseCommand):
    help = "Create the taxonomy terms of a TOML file that are not there yet."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file",
            nargs="?",
            type=Path,
            default=TAXONOMY,
            help="a file shaped like hub/taxonomy/taxonomy.toml, which is the default",
        )

    def handle(self, *args, file: Path, **options) -> None:
        try:
            counts = seed(file)
        except SeedError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{counts.created} terms created, {counts.named} names added, {counts.kept} left alone"
        )
