"""manage.py index status|update|rebuild|verify"""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from search import indexing, sentences
from search.encoder.base import EncoderUnavailable
from search.engines import memory
from search.models import Change, IndexedDocument, IndexedPassage
from search.reranking import RerankerUnavailable, get_reranker
from search.upkeep import settle
from search.verification import differences


class Command(BaseCommand):
    help = "The search index: how it stands, bringing it up to date, making it anew, checking it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        actions.add_parser("status", help="How many documents and passages, and what waits.")
        actions.add_parser("update", help="Index what waits, now.")
        actions.add_parser(
            "rebuild", help="Read every document again; embed what the model has not embedded yet."
        )
        actions.add_parser(
            "sentences",
            help="Embed the sentences of passages, now; the worker does it when nothing else waits.",
        )
        verify = actions.add_parser(
            "verify", help="Compare sources, rows and vectors; name each difference."
        )
        verify.add_argument(
            "--repair", action="store_true", help="Have what differs indexed again."
        )

    def handle(self, *, action: str, **options: Any) -> None:
        try:
            getattr(self, f"_{action}")(**options)
        except EncoderUnavailable as error:
            raise CommandError(str(error)) from error

    def _status(self, **options: Any) -> None:
        state = indexing.index_state()
        documents = IndexedDocument.objects.filter(gone=False).count()
        passages = IndexedPassage.objects.filter(model=state.model)
        missing = passages.filter(vector__isnull=True).count()
        self.stdout.write(f"model      {state.model}")
        if state.building:
            self.stdout.write(f"building   {state.building}")
        if settings.SEARCH_RERANKER:
            self.stdout.write(f"re-ranker  {self._reranker()}")
        self.stdout.write(f"version    {state.version}")
        self.stdout.write(f"documents  {documents}")
        self.stdout.write(f"passages   {passages.count()} ({missing} without a vector)")
        self.stdout.write(
            f"sentences  of {sentences.missing().count()} passages to be embedded yet"
        )
        self.stdout.write(f"waiting    {indexing.waiting()}")
        for change in Change.objects.exclude(error="").order_by("key")[:20]:
            self.stdout.write(
                f"  {change.key}: failed {change.attempts} times, next at "
                f"{change.due_at:%Y-%m-%d %H:%M:%S} ({change.error})"
            )

    def _reranker(self) -> str:
        try:
            get_reranker(settings.SEARCH_RERANKER)
        except RerankerUnavailable as error:
            return f"not in use: {error}"
        return settings.SEARCH_RERANKER

    def _update(self, **options: Any) -> None:
        indexing.renew_if_cut_otherwise()
        with self._progress(indexing.waiting()) as bar:
            indexing.drain(bar.update)
        settle()

    def _rebuild(self, **options: Any) -> None:
        with self._progress(len(indexing.all_keys())) as bar:
            indexing.rebuild(bar.update)
        settle()
        memory.save_snapshot()
        self._status()

    def _sentences(self, **options: Any) -> None:
        with self._progress(sentences.missing().count(), " passages") as bar:
            sentences.embed_missing(progress=bar.update)

    def _verify(self, *, repair: bool, **options: Any) -> None:
        found = list(differences())
        for difference in found:
            self.stdout.write(f"{difference.key}: {difference.reason}")
        if found and repair:
            keys = {difference.key for difference in found}
            # What is there must be taken neither for current nor, damaged, for a known vector.
            IndexedDocument.objects.filter(key__in=keys).update(text_hash="")
            IndexedPassage.objects.filter(document__key__in=keys).update(
                vector=None, sentences=None
            )
            indexing.read_again(*keys)
            self.stdout.write(f"{len(found)} differences; what differs will be indexed again.")
        elif found:
            raise CommandError(f"{len(found)} differences. `index verify --repair` mends them.")
        else:
            self.stdout.write("The index is true to its sources.")

    def _progress(self, total: int, unit: str = " assets") -> Any:
        return tqdm(total=total, unit=unit, desc="Indexing", disable=not total)
