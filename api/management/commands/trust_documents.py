from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from api.trusted import manifests
from api.trusted.manifests import CONTRACT_SITE, CONTRACTS
from api.trusted.models import LONGEST_NAME


class Command(BaseCommand):
    help = "Trusts the documents of manifests, so that they can be asked by their hash."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "manifest",
            nargs="*",
            type=Path,
            default=CONTRACTS,
            help="manifest.json of a website (default: those that come with the hub)",
        )
        parser.add_argument(
            "--site", default=CONTRACT_SITE, help="whose they are (default: %(default)s)"
        )
        parser.add_argument(
            "--replace",
            action="store_true",
            help="withdraw the site's documents that are not there",
        )

    def handle(
        self, *, manifest: list[Path], site: str, replace: bool, verbosity: int, **options: Any
    ) -> None:
        if not 0 < len(site) <= LONGEST_NAME:
            raise CommandError(f"--site must have 1 to {LONGEST_NAME} characters.")
        entries = [entry for path in manifest for entry in _read(path)]
        counts = manifests.trust(site, entries, replace)
        if verbosity:
            self.stdout.write(
                f"{site}: {counts.added} added, {counts.known} known, {counts.withdrawn} withdrawn"
            )


def _read(path: Path) -> list[manifests.Entry]:
    try:
        return manifests.read(path)
    except manifests.BadManifest as error:
        lines = str(error).splitlines()
        raise CommandError("\n".join([f"{path}: nothing was trusted", *lines])) from None
