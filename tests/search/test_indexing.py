"""The outbox and what drains it."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from search import indexing, tasks
from search.documents import Section
from search.encoder import base
from search.encoder.base import EncoderUnavailable, get_encoder
from search.engines import memory, snapshot
from search.engines.memory import current_view
from search.indexing import changed, drain, index_state, rebuild
from search.models import Change, IndexedDocument, IndexedPassage, IndexState
from search.verification import differences
from tests.encoders import WordEncoder
from tests.search.encoders import CountingEncoder, FragileEncoder, MissingEncoder

ENCODERS = "tests.search.encoders"
LONG = "It held for a year and a day. " * 12  # a passage of its own


def due_again() -> None:
    """Time passes, until all that failed is tried again."""
    Change.objects.update(due_at=timezone.now())


def facts() -> tuple[object, ...]:
    """All that the index holds."""
    return (
        index_state().version,
        list(IndexedDocument.objects.order_by("pk").values()),
        list(IndexedPassage.objects.order_by("pk").values()),
    )


def vectorless() -> set[str]:
    rows = IndexedPassage.objects.filter(vector__isnull=True)
    return set(rows.values_list("document__key", flat=True))


def found_by_words(word: str) -> set[str]:
    view, _ = current_view()
    return {key for key, number in view.number_of.items() if view.tokens_in(number, [word])}


@pytest.fixture
def counting(settings) -> CountingEncoder:
    settings.SEARCH_MODEL = f"{ENCODERS}.CountingEncoder"
    encoder = get_encoder()
    assert isinstance(encoder, CountingEncoder)
    return encoder


@pytest.fixture
def fragile(settings, monkeypatch) -> type[FragileEncoder]:
    settings.SEARCH_MODEL = f"{ENCODERS}.FragileEncoder"
    monkeypatch.setattr(FragileEncoder, "down", False)
    return FragileEncoder


@pytest.fixture
def missing(settings, monkeypatch) -> type[MissingEncoder]:
    """An encoder that is not there; `missing.missing = False` and `base._failures.clear()` bring it."""
    settings.SEARCH_MODEL = f"{ENCODERS}.MissingEncoder"
    monkeypatch.setattr(MissingEncoder, "missing", True)
    return MissingEncoder


class TestOutbox:
    def test_a_change_that_is_rolled_back_is_none(self, notes):
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            notes.put("press", "It held.")
            1 / 0  # noqa: B018
        assert not Change.objects.exists()

    def test_each_key_is_written_once(self, notes):
        changed("note:1", "note:2", "note:1")
        assert list(Change.objects.order_by("id").values_list("key", flat=True)) == [
            "note:1",
            "note:2",
        ]

    def test_nothing_changed_is_nothing_written(self, db):
        changed()
        assert not Change.objects.exists()

    def test_draining_empties_it(self, notes):
        for n in range(20):
            notes.put(f"n{n}", "It held.")
        assert indexing.waiting() == 20
        assert drain() == 20
        assert not Change.objects.exists()
        assert IndexedDocument.objects.count() == 20

    def test_many_changes_of_one_are_one(self, notes, counting):
        for n in range(5):
            notes.put("press", f"Version {n}.")
        assert drain() == 1
        assert counting.embedded == ["Press\nVersion 4."]

    def test_draining_stops_in_time(self, notes):
        notes.put("press", "It held.")
        assert drain(seconds=0) == 0

    def test_progress_is_told(self, notes):
        for n in range(20):
            notes.put(f"n{n}", "It held.")
        told: list[int] = []
        drain(told.append)
        assert sum(told) == 20 and len(told) > 1


class TestWhatIsEmbedded:
    def test_only_new_text(self, notes, counting):
        notes.put("press", LONG, Section(LONG + "Twice.", title="Two"))
        drain()
        counting.embedded.clear()
        notes.put("press", LONG, Section(LONG + "Thrice.", title="Two"))
        drain()
        assert counting.embedded and all("Two" in text for text in counting.embedded)

    def test_nothing_the_second_time(self, notes, counting):
        notes.put("press", LONG)
        drain()
        before = facts()
        counting.embedded.clear()
        changed("note:press")
        drain()
        assert facts() == before and counting.embedded == []

    def test_nothing_for_a_facet(self, notes, counting):
        notes.put("press", LONG, facets={"kind": ["faq"]})
        drain()
        ids = list(IndexedPassage.objects.values_list("id", flat=True))
        counting.embedded.clear()
        notes.put("press", LONG, facets={"kind": ["article"]})
        drain()
        assert counting.embedded == []
        assert list(IndexedPassage.objects.values_list("id", flat=True)) == ids
        assert "article" in current_view()[0].facet_values["kind"]

    def test_all_under_a_new_title(self, notes, counting):
        notes.put("press", LONG)
        drain()
        counting.embedded.clear()
        notes.put("press", LONG, title="The new press")
        drain()
        assert len(counting.embedded) == IndexedPassage.objects.count()

    def test_moved_text_keeps_its_vector_at_its_new_place(self, notes, counting):
        notes.put("press", Section(LONG, title="One"))
        drain()
        counting.embedded.clear()
        notes.put("press", Section(LONG + "New.", title="Zero"), Section(LONG, title="One"))
        drain()
        assert all("Zero" in text for text in counting.embedded)
        assert list(differences()) == []

    def test_a_rebuild_embeds_nothing_again(self, notes, counting):
        notes.put("press", LONG)
        drain()
        counting.embedded.clear()
        before = facts()
        rebuild()
        assert counting.embedded == [] and facts() == before

    def test_words_are_found_while_it_is_embedded(self, notes, counting, monkeypatch):
        found: list[set[str]] = []
        monkeypatch.setattr(
            type(counting),
            "encode_documents",
            lambda self, texts: found.append(found_by_words("pump")) or self.encode_queries(texts),
        )
        notes.put("a", "The pump held.")
        drain()
        assert found == [{"note:a"}] and not vectorless()

    def test_a_deleted_one_leaves_a_tombstone_alone(self, notes):
        key = notes.put("press", LONG)
        drain()
        notes.drop(key)
        drain()
        assert IndexedDocument.objects.get(key=key).gone
        assert not IndexedPassage.objects.exists()

    def test_one_that_comes_back_is_found_again(self, notes):
        key = notes.put("press", LONG)
        drain()
        notes.drop(key)
        drain()
        notes.put("press", LONG)
        drain()
        assert set(current_view()[0].number_of) == {key}

    def test_one_that_never_was_leaves_nothing(self, notes):
        changed("note:nobody")
        drain()
        assert not IndexedDocument.objects.exists() and not Change.objects.exists()

    @pytest.mark.parametrize("text", ["", "😀", "\x00", "\ud800", "a" * 20_000])
    def test_odd_texts_are_indexed(self, notes, text):
        notes.put("press", text)
        drain()
        assert list(differences()) == [] and not Change.objects.exists()


class TestFailures:
    def test_words_are_found_though_the_encoder_fails(self, notes, fragile, monkeypatch):
        monkeypatch.setattr(fragile, "down", True)
        notes.put("press", "It held.")
        drain()
        assert found_by_words("held") == vectorless() == {"note:press"}

    def test_it_is_tried_again_later_and_later(self, notes, fragile):
        notes.put("press", "It is poison.")
        waits = []
        for _ in range(4):
            drain()
            change = Change.objects.get()
            waits.append(round((change.due_at - timezone.now()) / timedelta(seconds=10)))
            assert "out of order" in change.error
            due_again()
        assert waits == [1, 2, 4, 8]

    def test_not_later_than_in_an_hour(self, notes, fragile):
        notes.put("press", "It is poison.")
        Change.objects.update(attempts=1000)
        drain()
        assert Change.objects.get().due_at <= timezone.now() + timedelta(hours=1)

    def test_it_heals(self, notes, fragile, monkeypatch):
        monkeypatch.setattr(fragile, "down", True)
        notes.put("press", "It held.")
        drain()
        monkeypatch.setattr(fragile, "down", False)
        due_again()
        drain()
        assert list(differences()) == [] and not Change.objects.exists()

    def test_poison_does_no_harm_to_others(self, notes, fragile):
        for n in range(20):
            notes.put(f"n{n}", "It is poison." if n % 7 == 3 else "It held.")
        drain()
        assert vectorless() == {"note:n3", "note:n10", "note:n17"}
        assert indexing.waiting() == 3

    def test_nor_does_what_cannot_be_read(self, notes):
        notes.put("press", "It held.")
        notes.unreadable.add(notes.put("bad", "Nobody reads this."))
        drain()
        assert set(current_view()[0].number_of) == {"note:press"}
        assert "on fire" in Change.objects.get().error

    def test_nor_does_what_cannot_be_counted(self, notes, fragile):
        notes.put("bad", "uncountable")
        notes.put("press", "It held.")
        drain()
        assert found_by_words("held") == {"note:press"} and not Change.objects.exists()

    def test_nor_does_what_cannot_be_written(self, notes, monkeypatch):
        notes.put("bad", "It held.", locale=None)
        notes.put("press", "It held.")
        drain()
        assert set(current_view()[0].number_of) == {"note:press"}
        assert "writing failed" in Change.objects.get().error

    def test_nor_does_a_key_of_nobody(self, notes):
        changed("nobody:1")
        notes.put("press", "It held.")
        drain()
        assert set(current_view()[0].number_of) == {"note:press"}

    def test_a_change_repairs_at_once(self, notes, fragile):
        notes.put("press", "It is poison.")
        drain()
        notes.put("press", "It is mended.")
        drain()
        assert not Change.objects.exists() and not vectorless()

    def test_vectors_that_are_no_numbers_are_none(self, notes, settings):
        settings.SEARCH_MODEL = f"{ENCODERS}.BrokenVectors"
        notes.put("press", "It held.")
        drain()
        assert vectorless() == {"note:press"}

    def test_what_failed_does_not_hold_up_the_rest(self, notes, fragile, monkeypatch):
        settled = []
        monkeypatch.setattr(tasks, "settle", lambda: settled.append(1))
        notes.put("press", "It is poison.")
        tasks.drain_outbox.func()
        assert settled == [1]


class TestWithoutEncoder:
    def test_words_are_found(self, notes, missing):
        notes.put("press", "It held.")
        drain()
        assert found_by_words("held") == {"note:press"} and indexing.waiting() == 1

    def test_it_heals(self, notes, missing, monkeypatch):
        notes.put("press", "It held.")
        drain()
        monkeypatch.setattr(missing, "missing", False)
        base._failures.clear()
        due_again()
        drain()
        assert list(differences()) == []

    @pytest.fixture
    def lost(self, notes, missing, monkeypatch) -> None:
        """There was one when the note was written."""
        monkeypatch.setattr(missing, "missing", False)
        notes.put("press", LONG * 3, facets={"kind": ["faq"]})
        drain()
        monkeypatch.setattr(missing, "missing", True)
        base._encoders.clear()

    def test_what_is_unchanged_stays(self, notes, lost):
        before = facts()
        changed("note:press")
        drain()
        assert facts() == before and indexing.waiting() == 0

    def test_a_facet_costs_no_vector(self, notes, lost):
        notes.put("press", LONG * 3, facets={"kind": ["article"]})
        drain()
        assert not vectorless() and indexing.waiting() == 0
        assert IndexedDocument.objects.get().facets == {"kind": ["article"]}

    @pytest.mark.parametrize("sections", [(LONG * 4,), (Section(LONG * 3, title="New"),), (LONG,)])
    def test_other_text_is_found_by_its_words_and_waits(self, notes, lost, sections):
        notes.put("press", *sections)
        drain()
        assert vectorless() == {"note:press"} and indexing.waiting() == 1

    def test_a_rebuild_touches_nothing(self, notes, lost):
        before = facts()
        with pytest.raises(EncoderUnavailable):
            rebuild()
        assert facts() == before and indexing.waiting() == 0


class TestTwoAtOnce:
    """Two workers drain; what one prepared before the other wrote must not win."""

    def test_the_newer_reading_stays(self, notes, monkeypatch):
        notes.put("press", "Old.")
        read = indexing._read

        def interrupted(jobs):
            documents = read(jobs)
            monkeypatch.setattr(indexing, "_read", read)
            notes.put("press", "New.")
            drain()
            return documents

        monkeypatch.setattr(indexing, "_read", interrupted)
        drain()
        assert IndexedPassage.objects.get().text == "New."
        assert list(differences()) == [] and not Change.objects.exists()

    def test_so_it_does_where_its_embedding_failed(self, notes, fragile, monkeypatch):
        notes.put("press", "Old.")
        read = indexing._read

        def interrupted(jobs):
            documents = read(jobs)
            monkeypatch.setattr(indexing, "_read", read)
            notes.put("press", "New poison.")
            drain()
            return documents

        monkeypatch.setattr(indexing, "_read", interrupted)
        drain()
        assert IndexedPassage.objects.get().text == "New poison."
        assert indexing.waiting() == 1

    def test_a_change_while_it_is_written_is_done_after(self, notes, monkeypatch):
        notes.put("press", "Old.")
        prepare = indexing._prepare

        def interrupted(model, documents):
            prepared = prepare(model, documents)
            monkeypatch.setattr(indexing, "_prepare", prepare)
            notes.put("press", "New.")
            return prepared

        monkeypatch.setattr(indexing, "_prepare", interrupted)
        drain()
        assert IndexedPassage.objects.get().text == "New."


class TestChangeOfModel:
    OTHER = f"{ENCODERS}.OtherEncoder"

    @pytest.fixture(autouse=True)
    def pool(self, notes) -> None:
        for name in ("press", "valve"):
            notes.put(name, f"The {name} held.")
        drain()

    def test_readers_keep_the_old_one_until_the_rebuild(self, settings):
        settings.SEARCH_MODEL = self.OTHER
        view, model = current_view()
        assert (view.dimensions, model) == (64, "tests.encoders.WordEncoder")

    def test_the_rebuild_swaps(self, settings):
        settings.SEARCH_MODEL = self.OTHER
        rebuild()
        view, model = current_view()
        assert (view.dimensions, model) == (32, self.OTHER)
        assert set(IndexedPassage.objects.values_list("model", flat=True)) == {self.OTHER}
        assert list(differences()) == [] and index_state().building == ""

    def test_the_old_one_answers_meanwhile(self, settings):
        settings.SEARCH_MODEL = self.OTHER
        seen = []
        rebuild(lambda _: seen.append(current_view()[1]))
        assert seen == ["tests.encoders.WordEncoder"]

    def test_changes_meanwhile_reach_both(self, notes, settings, monkeypatch):
        settings.SEARCH_MODEL = self.OTHER
        monkeypatch.setattr(indexing, "swap_models_if_ready", lambda: None)
        rebuild()
        notes.put("press", "Oiled.")
        drain()
        models = IndexedPassage.objects.filter(document__key="note:press")
        assert models.values("model").distinct().count() == 2

    def test_one_that_does_not_load_changes_nothing(self, settings):
        settings.SEARCH_MODEL = f"{ENCODERS}.MissingEncoder"
        before = facts()
        with pytest.raises(EncoderUnavailable):
            rebuild()
        assert facts() == before

    def test_one_that_embeds_nothing_is_not_swapped_in(self, settings, monkeypatch):
        settings.SEARCH_MODEL = f"{ENCODERS}.FragileEncoder"
        monkeypatch.setattr(FragileEncoder, "down", True)
        rebuild()
        assert current_view()[1] == "tests.encoders.WordEncoder"
        monkeypatch.setattr(FragileEncoder, "down", False)
        due_again()
        tasks.drain_outbox.func()
        assert current_view()[1] == settings.SEARCH_MODEL
        assert list(differences()) == []

    def test_a_change_of_mind_goes_back(self, settings, monkeypatch):
        old = settings.SEARCH_MODEL
        settings.SEARCH_MODEL = self.OTHER
        with monkeypatch.context() as interrupted:
            interrupted.setattr(indexing, "swap_models_if_ready", lambda: None)
            rebuild()
        settings.SEARCH_MODEL = old
        rebuild()
        assert current_view()[1] == old and index_state().building == ""
        assert set(IndexedPassage.objects.values_list("model", flat=True)) == {old}


def test_the_task_drains_and_settles(notes):
    notes.put("press", "It held.")
    tasks.drain_outbox.func()
    assert not Change.objects.exists()
    assert snapshot.stamp(memory._snapshots())


def test_status_names_what_failed(notes, settings, capsys, monkeypatch):
    settings.SEARCH_MODEL = f"{ENCODERS}.FragileEncoder"
    notes.put("press", "It is poison.")
    drain()
    call_command("index", "status")
    told = capsys.readouterr().out
    assert "waiting    1" in told and "note:press: failed 1 times" in told


def test_update_indexes_what_waits(notes):
    notes.put("press", "It held.")
    call_command("index", "update")
    assert indexing.waiting() == 0


def test_word_encoder_is_the_one_in_use(db):
    assert type(get_encoder()) is WordEncoder


class TestAnotherLayout:
    """A version of the project that cuts or counts otherwise than the one that made the rows."""

    @pytest.fixture
    def older(self, notes, counting):
        notes.put("a", "Sensors cut downtime.")
        drain()
        IndexState.objects.update(layout="older")
        IndexedPassage.objects.update(tokens={"sensors": 1})
        counting.embedded.clear()

    def test_is_noticed_and_the_words_are_counted_anew(self, older):
        indexing.recover()
        drain()
        assert found_by_words("sensor") == {"note:a"}
        assert not list(differences())

    def test_embeds_nothing_again(self, older, counting):
        indexing.recover()
        drain()
        assert counting.embedded == []

    def test_is_noticed_once(self, older):
        indexing.recover()
        drain()
        indexing.recover()
        assert not indexing.is_due()

    def test_waits_for_the_model(self, older, monkeypatch):
        base._encoders.clear()
        monkeypatch.setattr(indexing, "get_encoder", _unavailable)
        indexing.recover()
        assert not indexing.is_due() and index_state().layout == "older"


def _unavailable(model: str) -> None:
    raise EncoderUnavailable("no weights")
