"""manage.py suggest_snippets, from outside."""

import io

import pytest
from django.core.management import CommandError, call_command

from hub.assets.models import Kind, ShortPost
from hub.snippets import suggesting
from hub.snippets.models import Snippet, Suggested
from search import sentences
from search.encoder import base
from tests import factories

from .test_suggesting import TEXTS, paragraphs

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("suggest_snippets", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def long() -> int:
    return factories.asset(slug="long", title="Vibration", body=paragraphs(*TEXTS)).pk


@pytest.fixture
def short() -> int:
    body = paragraphs(*TEXTS[:2])
    return factories.asset(ShortPost, slug="short", kind=Kind.SHORT_POST, body=body).pk


def test_the_whole_pool_with_nothing_indexed_before(long, short):
    said = run()
    assert said.startswith("2 assets looked through, ")
    assert "in 1 of them\n     1  This is a short piece itself." in said
    assert {each.asset_id for each in Snippet.objects.all()} == {long}
    assert not sentences.missing().exists()


def test_only_what_is_new(long):
    run()
    assert run() == "All has been looked through. --again does it once more.\n"


def test_again(long):
    run()
    assert run("--again").startswith("1 assets looked through, ")


@pytest.mark.parametrize("name", ["id", "slug"])
def test_one_asset_however_short(long, short, name):
    assert "in 1 of them" in run("--asset", str(short) if name == "id" else "short")
    assert {each.asset_id for each in Snippet.objects.all()} == {short}


def test_only_its_sentences_are_embedded(long, short):
    run("--asset", "short")
    assert sentences.missing().exists()


def test_one_language(long):
    chinese = factories.asset(lang="zh-hans", body=paragraphs(*TEXTS)).pk
    run("--locale", "zh-hans")
    assert [each.asset_id for each in Suggested.objects.all()] == [chinese]


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--asset", "nothing"], "no published asset has the id or slug 'nothing'"),
        (["--asset", "9" * 30], "no published asset"),
        (["--asset", "-1"], "no published asset"),
        (["--asset", ""], "no published asset"),
        (["--locale", "fr"], "no content in 'fr'"),
    ],
)
def test_what_there_is_not(long, arguments, why):
    with pytest.raises(CommandError, match=why):
        run(*(f"{arguments[0]}={value}" for value in arguments[1:]))


def test_a_draft_is_not_there(db):
    factories.asset(slug="draft", live=False)
    with pytest.raises(CommandError, match="no published asset"):
        run("--asset", "draft")


def test_without_an_encoder_words_decide(long, settings, capsys):
    settings.SEARCH_MODEL = "no.such.Encoder"
    base._encoders.clear()
    assert "in 1 of them" in run()
    base._failures.clear()


def test_interrupted_it_keeps_what_is_done(long, short, monkeypatch, capsys):
    look = suggesting.look

    def interrupted(pk: int, *arguments, **options):
        if Suggested.objects.exists():
            raise KeyboardInterrupt
        return look(pk, *arguments, **options)

    monkeypatch.setattr(suggesting, "look", interrupted)
    with pytest.raises(SystemExit) as end:
        run()
    assert end.value.code == 130 and Suggested.objects.count() == 1
    monkeypatch.undo()
    assert run().startswith("1 assets looked through")


def test_a_failure_is_told(long, monkeypatch):
    monkeypatch.setattr(suggesting, "propose", lambda *_, **__: 1 / 0)
    out = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("suggest_snippets", stdout=out)
    assert "     1  Something went wrong" in out.getvalue()
