from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from api.keys.models import ApiKey
from hub.visibility import Scope


class Command(BaseCommand):
    help = "Makes an API key and prints it, once: only its hash is kept."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--name", required=True, help="who or what will use the key")
        parser.add_argument(
            "--scope",
            action="append",
            required=True,
            choices=[scope.value for scope in Scope],
            help="what the key opens; may be given more than once",
        )
        parser.add_argument(
            "--days", type=int, help="after how many days the key expires (default: never)"
        )

    def handle(self, *, name: str, scope: list[str], days: int | None, **options: Any) -> None:
        try:
            _, secret = ApiKey.make(name, dict.fromkeys(scope), _expiry(days))
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from None
        self.stderr.write("Keep this key: it cannot be shown again. Send it as a header:")
        self.stderr.write("Authorization: Bearer <key>")
        self.stdout.write(secret)


def _expiry(days: int | None) -> datetime | None:
    if days is None:
        return None
    try:
        if days < 1:
            raise OverflowError
        return timezone.now() + timedelta(days=days)
    except OverflowError:
        raise CommandError("--days must be 1 or more, and within what a calendar holds.") from None
