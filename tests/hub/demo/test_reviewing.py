"""The demo's editor accepts the best of each case study, once."""

import pytest
from django.contrib.auth.models import User

from hub.assets.models import CaseStudy
from hub.demo import reviewing
from hub.snippets.models import Decision, Snippet, Suggested
from hub.snippets.reviewing import accept, undo
from search import indexing
from tests import factories

pytestmark = pytest.mark.django_db

BEST, OTHER = "Downtime fell by 37 % within a year.", "The crew is content."


@pytest.fixture(autouse=True)
def data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def editor() -> User:
    return User.objects.create_user(reviewing.EDITOR)


@pytest.fixture
def study(editor) -> CaseStudy:
    made = factories.case_study(summary=f"{BEST} {OTHER}")
    for text, score in ((OTHER, 0.5), (BEST, 0.9)):
        start = made.summary.index(text)
        Snippet.objects.create(
            asset=made, text=text, start=start, end=start + len(text), score=score
        )
    indexing.drain()
    return made


def looked_through(study: CaseStudy) -> None:
    Suggested.objects.create(asset=study, text_hash="")


def accepted() -> list[str]:
    return [each.text for each in Snippet.objects.filter(decision=Decision.APPROVED)]


def test_the_best_of_each(study, editor):
    looked_through(study)
    reviewing.expect()
    reviewing.accept_best()
    assert accepted() == [BEST]
    assert Snippet.objects.get(text=BEST).decided_by == editor


def test_not_before_all_were_looked_through(study):
    reviewing.expect()
    reviewing.accept_best()
    assert accepted() == []
    looked_through(study)
    reviewing.accept_best()
    assert accepted() == [BEST]


def test_once(study, editor):
    looked_through(study)
    reviewing.expect()
    reviewing.accept_best()
    undo(Snippet.objects.get(text=BEST), editor)
    reviewing.accept_best()
    assert accepted() == []


def test_only_after_a_seeding(study):
    looked_through(study)
    reviewing.accept_best()
    assert accepted() == []


def test_not_where_somebody_has_decided_already(study, editor):
    looked_through(study)
    accept(Snippet.objects.get(text=OTHER), editor)
    reviewing.expect()
    reviewing.accept_best()
    assert accepted() == [OTHER]
