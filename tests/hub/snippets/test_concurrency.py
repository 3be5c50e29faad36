"""A publication and an acceptance at once: whichever comes first, nothing is given out that is not in the text."""

import threading
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.db import connections

from hub.assets.models import Article
from hub.snippets import reviewing
from hub.snippets.models import Hold, Snippet
from hub.snippets.reviewing import ReviewError
from hub.visibility import anonymous, visible_snippets
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

CLAIM, OTHER = "Downtime fell by 37 % within a year.", "Nothing else was changed."


def together(*jobs: Callable[[], None]) -> None:
    start = threading.Barrier(len(jobs))
    failures: list[BaseException] = []

    def run(job: Callable[[], None]) -> None:
        start.wait()
        try:
            job()
        except BaseException as failure:
            failures.append(failure)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[job]) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_publishing_while_an_editor_accepts():
    editor = User.objects.create_superuser("editor")
    asset = factories.asset(summary=f"{CLAIM} {OTHER}")
    snippet = Snippet.objects.create(
        asset=asset, text=CLAIM, start=0, end=len(CLAIM), block="summary"
    )

    def publish() -> None:
        page = Article.objects.get(pk=asset.pk)
        page.summary = OTHER
        page.save_revision().publish()

    def accept() -> None:
        try:
            reviewing.accept(Snippet.objects.get(pk=snippet.pk), editor)
        except ReviewError:
            refused.append(True)

    for _ in range(3):
        refused: list[bool] = []
        together(publish, accept)
        now = Snippet.objects.get(pk=snippet.pk)
        assert now.hold == Hold.GONE
        assert list(visible_snippets(anonymous(), Snippet.objects.all())) == []
        page = Article.objects.get(pk=asset.pk)
        page.summary = f"{CLAIM} {OTHER}"
        page.save_revision().publish()
        given_out = visible_snippets(anonymous(), Snippet.objects.all())
        assert given_out.exists() == (not refused)
        reviewing.undo(Snippet.objects.get(pk=snippet.pk), editor)


def test_two_editors_at_once():
    """The one who comes second decides of what the first left, and counts."""
    editor = User.objects.create_superuser("editor")
    asset = factories.asset(summary=f"{CLAIM} {OTHER}")
    snippet = Snippet.objects.create(
        asset=asset, text=CLAIM, start=0, end=len(CLAIM), block="summary"
    )

    def decide(action: Callable[..., None], *arguments: object) -> Callable[[], None]:
        return lambda: action(Snippet.objects.get(pk=snippet.pk), editor, *arguments)

    together(decide(reviewing.accept), decide(reviewing.reject, "other"))
    now = Snippet.objects.get(pk=snippet.pk)
    assert (now.decision, now.rejection) in {("approved", ""), ("rejected", "other")}
