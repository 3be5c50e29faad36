from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from graphql import print_schema

from api.schema import schema

SNAPSHOT = Path(settings.BASE_DIR) / "frontend_contract" / "schema.graphql"


def current() -> str:
    return print_schema(schema.graphql_schema) + "\n"


class Command(BaseCommand):
    help = "Writes the schema to frontend_contract/schema.graphql, which front ends build on."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="write nothing; fail where the file is out of date"
        )

    def handle(self, *, check: bool, **options: Any) -> None:
        if not check:
            SNAPSHOT.write_text(current())
            self.stdout.write(f"wrote {SNAPSHOT}")
        elif not SNAPSHOT.exists() or SNAPSHOT.read_text() != current():
            raise CommandError("The schema changed: run `python manage.py export_schema`.")
