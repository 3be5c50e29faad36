"""What is proposed to the editors, and what never again."""

import pytest
from django.contrib.auth.models import User

from hub.assets.documents import to_document
from hub.assets.keys import key_of
from hub.assets.models import Article, Asset, Kind, ShortPost
from hub.snippets import reviewing, suggesting
from hub.snippets.models import Decision, Hold, Rejection, Snippet, Suggested, hash_of
from hub.snippets.suggesting import FAILED, SHORT, suggest
from hub.taxonomy.models import Format
from search import indexing, sentences
from search.encoder import base
from tests import factories

pytestmark = pytest.mark.django_db

TEXTS = [
    "Unplanned downtime of the press shop fell from 41 to 17 hours a month within a year. The crew reads "
    "vibration every morning and plans the week around it. Spare parts are ordered before bearings fail.",
    "A vibration sensor is a device that turns the movement of a machine into a signal. Mount two of them on each "
    "bearing, and write down which is which. Measure for two weeks before you set the first threshold.",
    "“We stopped guessing, and we sleep through the night,” says Anna Holm, who runs maintenance at Kestrel. "
    "Quality rose by nine per cent in the same period, although nobody had promised that.",
    "Most projects do not fail for want of sensors but for want of somebody who answers the alarm. Name that "
    "person before the first box is unpacked. Pay for the training from the budget of the plant.",
    "In May 2024 the gearbox of line three failed on a Friday evening. Two fitters drove 300 kilometres with a "
    "bearing in the boot, and production went on at nine on Saturday.",
    "What does a plant need first? It needs one machine that everybody complains about, one fitter who is curious, and "
    "one manager who asks for the figures every Monday. Everything else can be bought later.",
]


def paragraphs(*texts: str) -> list[tuple[str, str]]:
    return [("paragraph", f"<p>{text}</p>") for text in texts]


@pytest.fixture
def editor() -> User:
    return User.objects.create_superuser("editor")


@pytest.fixture
def asset() -> Article:
    made = factories.asset(title="Vibration", body=paragraphs(*TEXTS))
    made.save_revision().publish()
    return Article.objects.get(pk=made.pk)


def proposed(decision: str = Decision.PROPOSED) -> list[Snippet]:
    return list(Snippet.objects.filter(decision=decision))


def publish(asset: Article, *texts: str) -> None:
    asset.body = paragraphs(*texts)
    asset.save_revision().publish()


class TestSuggesting:
    def test_what_is_found_is_kept_to_be_decided(self, asset):
        suggested = suggest(asset)
        text = to_document(asset).text
        found = proposed()
        assert found and suggested.why_empty == "" and suggested.text_hash == hash_of(text)
        for snippet in found:
            assert text[snippet.start : snippet.end] == snippet.text
            assert snippet.text_hash == hash_of(snippet.text)
            assert snippet.hold == Hold.HELD and snippet.revision == asset.live_revision
            assert snippet.reasons and all(len(reason) == 3 for reason in snippet.reasons)

    def test_doing_it_again_changes_nothing(self, asset):
        suggest(asset)
        before = {each.pk: (each.uuid, each.text) for each in proposed()}
        suggest(asset)
        assert {each.pk: (each.uuid, each.text) for each in proposed()} == before

    def test_what_is_decided_stays(self, asset, editor):
        suggest(asset)
        first, second, *_ = proposed()
        reviewing.accept(first, editor)
        reviewing.pin(second, True)
        publish(asset, *TEXTS[::-1])
        suggest(asset)
        assert {first.pk, second.pk} <= set(Snippet.objects.values_list("pk", flat=True))
        assert Snippet.objects.filter(text=first.text).count() == 1

    def test_what_was_made_by_hand_stays(self, asset, editor):
        made = reviewing.select(asset, 5, 20, editor)
        reviewing.undo(made, editor)
        suggest(asset)
        assert Snippet.objects.filter(pk=made.pk).exists()

    def test_undecided_ones_make_room(self, asset):
        suggest(asset)
        publish(asset, "Nothing to be told here.")
        suggest(Article.objects.get(pk=asset.pk))
        assert all(each.text == "Nothing to be told here." for each in proposed())

    def test_none_tells_why(self):
        listing = factories.asset(body=[("code", {"language": "", "code": "press.oil()"})])
        assert suggest(listing).why_empty and not proposed()

    def test_of_what_nobody_reads(self, asset):
        asset.unpublish()
        with pytest.raises(Asset.DoesNotExist):
            suggest(asset)

    def test_trouble_is_noted_and_loses_nothing(self, asset, editor, monkeypatch):
        kept = reviewing.select(asset, 5, 20, editor)
        monkeypatch.setattr(suggesting, "propose", lambda *_, **__: 1 / 0)
        assert suggest(asset).why_empty == FAILED
        assert Snippet.objects.get() == kept

    def test_published_meanwhile(self, asset, monkeypatch):
        look = suggesting.propose

        def slowly(document, found, **options):
            monkeypatch.setattr(suggesting, "propose", look)
            publish(asset, *TEXTS[2:])
            return look(document, found, **options)

        monkeypatch.setattr(suggesting, "propose", slowly)
        suggest(asset)
        text = to_document(Article.objects.get(pk=asset.pk)).text
        assert proposed() and all(each.text in text for each in proposed())


class TestRejected:
    def test_is_not_proposed_again(self, asset, editor):
        suggest(asset)
        rejected = proposed()
        for snippet in rejected:
            reviewing.reject(snippet, editor, Rejection.NOT_TELLING)
        suggest(asset)
        again = {each.text for each in proposed()}
        assert not again & {each.text for each in rejected}

    def test_nor_what_overlaps_it(self, asset, editor):
        suggest(asset)
        first = proposed()[0]
        reviewing.reject(first, editor, Rejection.NOT_TELLING)
        publish(asset, *reversed(TEXTS))
        suggest(Article.objects.get(pk=asset.pk))
        first.refresh_from_db()
        assert not [e for e in proposed() if e.start < first.end and first.start < e.end]

    def test_nor_reworded_a_little(self, asset, editor):
        suggest(asset)
        first = proposed()[0]
        reviewing.reject(first, editor, Rejection.NOT_TELLING)
        publish(asset, *(text.replace("the", "our") for text in TEXTS))
        suggest(Article.objects.get(pk=asset.pk))
        first.refresh_from_db()
        assert first.hold == Hold.CHANGED
        texts = [each.text for each in proposed()]
        assert texts and not [text for text in texts if text in first.successor_text]

    def test_nor_once_it_is_gone_and_back(self, asset, editor):
        suggest(asset)
        rejected = proposed()
        for snippet in rejected:
            reviewing.reject(snippet, editor, Rejection.NOT_TELLING)
        publish(asset, "Gone.")
        suggest(Article.objects.get(pk=asset.pk))
        publish(asset, *TEXTS)
        suggest(Article.objects.get(pk=asset.pk))
        assert not {each.text for each in proposed()} & {each.text for each in rejected}


class TestInTheWorker:
    def catch_up(self) -> None:
        assert not suggesting.catch_up(60)

    @pytest.fixture
    def indexed(self, asset) -> Article:
        indexing.drain()
        sentences.embed_missing()
        return asset

    def test_what_is_indexed_and_embedded_waits_once(self, indexed):
        assert list(suggesting.waiting()) == [indexed.pk]
        self.catch_up()
        assert proposed() and not suggesting.waiting()

    def test_it_waits_for_the_index(self, asset):
        assert not suggesting.waiting()

    def test_and_for_the_sentences(self, asset):
        indexing.drain()
        assert not suggesting.waiting()
        sentences.embed_missing()
        assert suggesting.waiting()

    def test_but_not_where_there_is_no_encoder(self, asset, settings):
        settings.SEARCH_MODEL = "no.such.Encoder"
        base._encoders.clear()
        indexing.drain()
        assert list(suggesting.waiting()) == [asset.pk]
        base._failures.clear()

    def test_a_new_text_waits_again(self, indexed):
        self.catch_up()
        publish(indexed, *TEXTS[1:])
        indexing.drain()
        sentences.embed_missing()
        assert list(suggesting.waiting()) == [indexed.pk]

    def test_a_change_to_be_indexed_goes_first(self, indexed):
        waiting = suggesting.waiting()
        assert waiting
        publish(factories.asset(), "New.")
        assert not suggesting.catch_up(60) and not proposed()

    def test_short_ones_are_left_out(self, db):
        post = factories.asset(ShortPost, kind=Kind.SHORT_POST, body=paragraphs(*TEXTS))
        mail = factories.asset(body=paragraphs(*TEXTS), format=factories.term(Format, "email"))
        brief = factories.asset(body=paragraphs(TEXTS[0]))
        indexing.drain()
        sentences.embed_missing()
        self.catch_up()
        whys = dict(Suggested.objects.values_list("asset", "why_empty"))
        assert whys == dict.fromkeys((post.pk, mail.pk, brief.pk), SHORT)

    def test_but_not_when_somebody_asks(self, db):
        brief = factories.asset(body=paragraphs(TEXTS[0]))
        assert suggest(brief).why_empty == "" and proposed()

    def test_what_fails_is_not_tried_for_ever(self, indexed, monkeypatch):
        monkeypatch.setattr(suggesting, "propose", lambda *_, **__: 1 / 0)
        self.catch_up()
        assert not suggesting.waiting()

    def test_suggestions_before_the_index_was_ready_are_made_anew(self, asset):
        suggest(asset)
        indexing.drain()
        sentences.embed_missing()
        assert key_of(asset.pk) in suggesting.ready([key_of(asset.pk)])
        assert list(suggesting.waiting()) == [asset.pk]
