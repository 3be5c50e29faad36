"""Looks through the pool for snippets, now; the worker does it when nothing else waits."""

import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q, QuerySet
from tqdm import tqdm

from hub.assets.documents import readable
from hub.assets.keys import key_of
from hub.assets.models import Asset
from hub.snippets import suggesting
from hub.snippets.models import Decision, Snippet
from hub.snippets.wording import why_empty
from search import indexing, sentences
from search.encoder.base import EncoderUnavailable


class Command(BaseCommand):
    help = "Looks through the pool for snippets: whatever is new or changed since the last time."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--asset",
            action="append",
            default=[],
            metavar="ID|SLUG",
            help="Only this one, however short; may be given several times.",
        )
        parser.add_argument("--locale", help="Only those in this language: en, zh-hans.")
        parser.add_argument(
            "--again", action="store_true", help="Those too that are as they were the last time."
        )

    def handle(self, *, asset: list[str], locale: str | None, again: bool, **options: Any) -> None:
        assets = _selected(asset, locale)
        try:
            self._make_ready(None if assets is None else [key_of(each.pk) for each in assets])
            self._look(assets, however_short=bool(asset), again=again or bool(asset))
        except KeyboardInterrupt:
            self.stderr.write("Interrupted. What is done is kept; run it again to go on.")
            sys.exit(130)

    def _make_ready(self, keys: Collection[str] | None) -> None:
        """Index what waits, and embed the sentences that have no vectors yet."""
        try:
            with self._bar(indexing.waiting(), "Indexing", " assets") as bar:
                indexing.drain(bar.update)
            missing = sentences.missing(keys).count()
            with self._bar(missing, "Embedding sentences", " passages") as bar:
                sentences.embed_missing(progress=bar.update, keys=keys)
        except EncoderUnavailable as error:
            self.stderr.write(f"Without vectors, by words alone: {error}")

    def _look(self, assets: QuerySet[Asset] | None, *, however_short: bool, again: bool) -> None:
        chosen = readable() if assets is None else assets
        pks = list(chosen.order_by("pk").values_list("pk", flat=True))
        if not again:
            waiting = suggesting.waiting()
            pks = [pk for pk in pks if pk in waiting]
        if not pks:
            self.stdout.write("All has been looked through. --again does it once more.")
            return
        hashes = suggesting.index_hashes([key_of(pk) for pk in pks])
        whys: Counter[str] = Counter()
        looked = []
        with self._bar(len(pks), "Looking for snippets", " assets") as bar:
            for pk in pks:
                found = suggesting.look(pk, hashes.get(pk, ""), however_short=however_short)
                if found:  # else it was unpublished meanwhile
                    looked.append(pk)
                    whys[found.why_empty] += 1
                bar.update()
        self._report(looked, whys)

    def _report(self, looked: list[int], whys: Counter[str]) -> None:
        proposed = Snippet.objects.filter(asset__in=looked, decision=Decision.PROPOSED).count()
        self.stdout.write(
            f"{len(looked)} assets looked through, {proposed} snippets to be decided in {whys.pop('', 0)} of them"
        )
        for why, count in whys.most_common():
            self.stdout.write(f"{count:>6}  {why_empty(why)}")
        if whys[suggesting.FAILED]:
            sys.exit(1)

    def _bar(self, total: int, what: str, unit: str) -> Any:
        return tqdm(total=total, desc=what, unit=unit, disable=not total, file=sys.stderr)


def _selected(wanted: list[str], locale: str | None) -> QuerySet[Asset] | None:
    """None for the whole pool. CommandError where there is no such asset or language."""
    assets = readable()
    if locale is not None:
        if locale not in dict(settings.LANGUAGES):
            raise CommandError(f"--locale: the hub has no content in {locale!r}")
        assets = assets.filter(locale__language_code=locale)
    names = Q()
    for name in wanted:
        named = Q(slug=name) | (Q(pk=int(name)) if _is_id(name) else Q())
        if not assets.filter(named).exists():
            raise CommandError(f"--asset: no published asset has the id or slug {name!r}")
        names |= named
    return assets.filter(names) if wanted or locale is not None else None


def _is_id(name: str) -> bool:
    return name.isascii() and name.isdigit() and len(name) < 19
