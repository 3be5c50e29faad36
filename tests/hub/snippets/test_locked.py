"""Whatever editors and the clock do, in any order: no snippet is given out whose words are not in the text that the
viewer may read, and none is lost whose words are."""

from datetime import timedelta

import hypothesis.strategies as st
import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from hypothesis import settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from hub.assets.documents import without_facets
from hub.assets.models import Article, Asset, Kind, Publication
from hub.snippets import reviewing, suggesting
from hub.snippets.models import Decision, Rejection, Snippet
from hub.snippets.reviewing import ReviewError
from hub.taxonomy.models import Audience
from hub.visibility import Viewer, anonymous, of_user, visible, visible_snippets
from search.text import sentences
from tests import factories

SENTENCES = [
    "Downtime of the press fell by 37 % within a year.",
    "Downtime of the press fell by 35 % within a year.",
    'The crew said "it held" and went home.',
    "The crew said “it held” and went home.",
    "It held.",
    "一年内停机时间下降了百分之三十七。",
    "一年内冲压线的停机时间下降了百分之三十七。",
    "谁来回应报警？",
    "Measure for two weeks before you set a threshold. 再设阈值。",
    "Bearings\tfail  twice.",
    "<b>Bold</b> &amp; brave, we began.",
]
sentence = st.sampled_from(SENTENCES)
paragraph = st.lists(sentence, max_size=3)
number = st.integers(0, 20)


class Machine(RuleBasedStateMachine):
    """An article and a white paper with a file, changed in all ways that change what readers get."""

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.editor = User.objects.create_superuser("editor")
        self.stale: list[Snippet] = []

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    @initialize(texts=st.lists(paragraph, min_size=1, max_size=3), file=paragraph)
    def begin(self, texts: list[list[str]], file: list[str]) -> None:
        article = factories.asset(body=_body(texts))
        paper = factories.asset(Publication, kind=Kind.WHITE_PAPER, file=factories.document())
        paper.extracted_text = "\n".join(file)
        paper.save()
        for each in (article, paper):
            each.save_revision().publish()
        self.article, self.paper = article.pk, paper.pk
        for each in (article, paper):
            for span in sentences(without_facets(each).text):
                self._try(reviewing.select, each, *span, self.editor)

    # ---- what editors do to the text

    @rule(texts=st.lists(paragraph, max_size=3), summary=paragraph, is_out=st.booleans())
    def write(self, texts: list[list[str]], summary: list[str], is_out: bool) -> None:
        asset = self._newest()
        asset.body, asset.summary = _body(texts), " ".join(summary)
        revision = asset.save_revision()
        if is_out:
            revision.publish()

    @rule(place=number, text=sentence)
    def put_in(self, place: int, text: str) -> None:
        """In the midst of a block."""
        asset = self._newest()
        words = asset.summary.split(" ")
        words.insert(place % (len(words) + 1), text)
        asset.summary = " ".join(words)
        asset.save_revision().publish()

    @rule(place=number)
    def drop_block(self, place: int) -> None:
        asset = self._newest()
        if asset.body:
            del asset.body[place % len(asset.body)]
            asset.save_revision().publish()

    @rule(place=number)
    def move_block(self, place: int) -> None:
        asset = self._newest()
        raw = list(asset.body.raw_data)
        if raw:
            raw.insert(0, raw.pop(place % len(raw)))
            asset.body = raw
            asset.save_revision().publish()

    @rule(place=number)
    def revert(self, place: int) -> None:
        revisions = list(self._newest().revisions.order_by("pk"))
        revisions[place % len(revisions)].publish()

    @rule(file=paragraph)
    def replace_file(self, file: list[str]) -> None:
        paper = Publication.objects.get(pk=self.paper)
        paper.extracted_text = "\n".join(file)
        paper.save()

    # ---- what hides it

    @rule(pk=st.sampled_from(["article", "paper"]))
    def unpublish(self, pk: str) -> None:
        Asset.objects.get(pk=getattr(self, pk)).specific.unpublish()

    @rule(minutes=st.sampled_from([-1, 60, None]), tells=st.booleans())
    def expire(self, minutes: int | None, tells: bool) -> None:
        moment = timezone.now() + timedelta(minutes=minutes) if minutes else None
        if tells:
            asset = self._newest()
            asset.expire_at = moment
            asset.save_revision().publish()
        else:  # time passes
            Asset.objects.filter(pk=self.article).update(expire_at=moment)

    @rule()
    def tick(self) -> None:
        call_command("publish_scheduled")

    @rule(audience=st.sampled_from(Audience.values))
    def address(self, audience: str) -> None:
        asset = self._newest()
        asset.audience = audience
        asset.save_revision().publish()

    @rule(is_shut=st.booleans())
    def shut_page(self, is_shut: bool) -> None:
        PageViewRestriction.objects.all().delete()
        if is_shut:
            factories.shut(Asset.objects.get(pk=self.article))

    @rule(is_shut=st.booleans())
    def shut_file(self, is_shut: bool) -> None:
        for restriction in CollectionViewRestriction.objects.all():
            restriction.delete()
        if is_shut:
            CollectionViewRestriction.objects.create(
                collection=Publication.objects.get(pk=self.paper).file.collection,
                restriction_type=CollectionViewRestriction.LOGIN,
            )

    # ---- what editors do to the snippets

    @rule(place=number, last=number, pk=st.sampled_from(["article", "paper"]))
    def select(self, place: int, last: int, pk: str) -> None:
        asset = Asset.objects.get(pk=getattr(self, pk)).specific
        spans = sentences(without_facets(asset).text)
        if spans:
            first = spans[place % len(spans)]
            end = spans[min(place % len(spans) + last % 2, len(spans) - 1)][1]
            self._try(reviewing.select, asset, first[0], end, self.editor)

    @rule(place=number)
    def accept(self, place: int) -> None:
        self._decide(place, reviewing.accept, self.editor)

    @rule(place=number)
    def accept_as_seen_before(self, place: int) -> None:
        if self.stale:
            self._try(reviewing.accept, self.stale[place % len(self.stale)], self.editor)

    @rule(place=number)
    def reject(self, place: int) -> None:
        self._decide(place, reviewing.reject, self.editor, Rejection.OTHER)

    @rule(place=number)
    def undo(self, place: int) -> None:
        self._decide(place, reviewing.undo, self.editor)

    @rule(place=number)
    def take_successor(self, place: int) -> None:
        self._decide(place, reviewing.take_successor, self.editor)

    @rule(place=number, start=number, length=st.integers(1, 90))
    def trim(self, place: int, start: int, length: int) -> None:
        self._decide(place, reviewing.trim, start, start + length, self.editor)

    @rule(pk=st.sampled_from(["article", "paper"]))
    def suggest(self, pk: str) -> None:
        asset = Asset.objects.get(pk=getattr(self, pk))
        try:
            suggesting.suggest(asset)
        except Asset.DoesNotExist:
            assert not asset.live or asset.expire_at

    # ---- what is so whatever was done

    @invariant()
    def given_out_is_what_is_there(self) -> None:
        texts = {
            each.pk: without_facets(each.specific).text
            for each in visible(of_user(self.editor), Asset.objects.all())
        }
        snippets = list(Snippet.objects.all())
        for viewer in (anonymous(), Viewer(internal=True), of_user(self.editor)):
            seen = set(visible(viewer, Asset.objects.all()).values_list("pk", flat=True))
            given_out = {each.pk for each in visible_snippets(viewer, Snippet.objects.all())}
            for snippet in snippets:
                text = texts.get(snippet.asset_id, "")
                is_there = snippet.asset_id in seen and snippet.text in text
                assert (snippet.pk in given_out) == (
                    is_there and snippet.decision == Decision.APPROVED
                )
                if is_there:
                    assert text[snippet.start : snippet.end] == snippet.text

    def _newest(self) -> Article:
        return Article.objects.get(pk=self.article).get_latest_revision_as_object()

    def _decide(self, place: int, decide, *arguments) -> None:
        snippets = list(Snippet.objects.order_by("pk"))
        if snippets:
            self._try(decide, snippets[place % len(snippets)], *arguments)

    def _try(self, decide, *arguments) -> None:
        """What is refused changes nothing."""
        self.stale += Snippet.objects.all()
        before = list(Snippet.objects.order_by("pk").values())
        try:
            decide(*arguments)
        except ReviewError:
            assert list(Snippet.objects.order_by("pk").values()) == before


def _body(texts: list[list[str]]) -> list[tuple[str, str]]:
    return [("paragraph", f"<p>{' '.join(text)}</p>") for text in texts]


@pytest.mark.django_db
def test_snippets_are_locked_to_the_text():
    run_state_machine_as_test(Machine, settings=settings(max_examples=10, stateful_step_count=15))
