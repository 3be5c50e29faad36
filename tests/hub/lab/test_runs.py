"""Two settings measured on the judged questions, by the worker."""

from dataclasses import asdict, replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from hub.lab import running, tasks
from hub.lab.choices import choose
from hub.lab.models import Judgment, Measured, Question, Run, Status
from search import weights
from search.models import IndexedDocument
from search.ranking import WEIGHTS

from .conftest import shut

RUNS = "/admin/lab/runs/"


@pytest.fixture
def questions(question, pool):
    """One answered by each of the three, and one that nobody judged."""
    for name, words in {"dairy": "milk tanker shelf", "wind": "gearbox turbine"}.items():
        made = Question.objects.create(text=words, lang="en", task="search")
        Judgment.objects.create(question=made, asset=pool[name], grade=1)
    Question.objects.create(text="nobody judged this")
    return Question.objects.all()


def started(user, one="active", other="bm25", **selection) -> Run:
    first, second = choose(one), choose(other)
    assert first and second
    return running.start(user, first, second, selection)


def finished(user, **options) -> Run:
    run = started(user, **options)
    tasks.advance_run.call(run.pk)
    run.refresh_from_db()
    return run


def page(client, run, **params):
    return client.get(f"{RUNS}{run.pk}/", params)


# ---- starting


def test_an_editor_starts_a_run_that_waits_for_the_worker(client, editor, questions):
    response = client.post(RUNS, {"one": "active", "other": "bm25"})
    run = Run.objects.get()
    assert response.url == f"{RUNS}{run.pk}/"
    assert (run.status, run.total, run.left_out) == (Status.WAITING, 3, 1)
    assert DBTaskResult.objects.filter(pk=run.task_id, status=TaskResultStatus.READY).exists()


def test_sales_may_look_but_start_nothing(client, sales, questions):
    client.post(RUNS, {"one": "active", "other": "bm25"})
    assert not Run.objects.exists()
    assert client.get(RUNS).status_code == 200


@pytest.mark.parametrize(
    "data",
    [
        {"one": "active", "other": "active"},
        {"one": "active", "other": "built-in"},
        {"one": "magic", "other": "bm25"},
        {"one": "version:99", "other": "bm25"},
        {"one": "active", "other": "bm25", "lang": "tlh"},
    ],
)
def test_what_cannot_be_compared_is_refused(client, editor, questions, data):
    assert client.post(RUNS, data).context["form"].errors
    assert not Run.objects.exists()


def test_without_judgments_there_is_nothing_to_measure(client, editor, pool):
    Question.objects.create(text="nobody judged this")
    response = client.post(RUNS, {"one": "active", "other": "bm25"})
    assert "judge some first" in response.text


def test_an_empty_index_is_said_to_be(client, editor, questions):
    IndexedDocument.objects.all().update(gone=True)
    IndexedDocument.objects.all().delete()
    from search.engines import memory

    memory.forget()
    assert "The index is empty" in client.post(RUNS, {"one": "active", "other": "rrf"}).text


def test_a_run_can_be_narrowed(editor, questions):
    assert started(editor, task="search").total == 2
    assert started(editor, kind="outcome").total == 1


def test_a_version_is_measured_as_it_was_when_the_run_began(editor, questions):
    other = replace(WEIGHTS, words=0.0)
    version = weights.save(other, "meaning alone", "ed")
    run = started(editor, one=f"version:{version.pk}", other="built-in")
    assert run.one["values"] == asdict(other)
    assert run.one["note"] == "meaning alone"


# ---- running


@pytest.mark.parametrize("setting", ["built-in", "dense", "rrf"])
def test_every_setting_can_be_measured(editor, questions, setting):
    run = finished(editor, one=setting)
    assert (run.status, run.done) == (Status.DONE, 3)
    [overall, *groups] = run.summary
    assert overall["count"] == 3
    assert overall["one"]["ndcg"] == 1
    assert [(group["by"], group["value"], group["count"]) for group in groups[:2]] == [
        ("task", "ask", 1),
        ("task", "search", 2),
    ]


def test_few_questions_get_no_interval(editor, questions):
    assert finished(editor).summary[0]["difference"] is None


def test_enough_of_them_do(editor, questions, pool):
    for number in range(10):
        made = Question.objects.create(text=f"gearbox {number}")
        Judgment.objects.create(question=made, asset=pool["wind"], grade=1)
    assert finished(editor).summary[0]["difference"]["low"] == 0


def test_a_run_makes_room_for_others_and_goes_on(editor, questions, monkeypatch):
    monkeypatch.setattr(running, "WRITE_EVERY", 0)
    monkeypatch.setattr(tasks, "TASK_SECONDS", 0.000001)
    run = started(editor)
    before = run.task_id
    calls = 0
    while Run.objects.get(pk=run.pk).status != Status.DONE:
        tasks.advance_run.call(run.pk)
        calls += 1
    assert 1 < calls < 10
    assert Run.objects.get(pk=run.pk).task_id != before


def test_what_was_measured_before_a_crash_is_not_measured_again(editor, questions):
    run = started(editor)
    first = run.measured.first()
    first.found, first.scores = (
        {"one": [], "other": []},
        {name: {"ndcg": 0, "recall": 0, "reciprocal_rank": 0} for name in ("one", "other")},
    )
    first.gain = 0
    first.save()
    tasks.advance_run.call(run.pk)
    first.refresh_from_db()
    assert first.found == {"one": [], "other": []}
    assert Run.objects.get(pk=run.pk).status == Status.DONE


def test_a_run_is_cancelled_while_it_runs(client, editor, questions, monkeypatch):
    run = started(editor)
    measure = running._measure

    def cancelled_meanwhile(*args):
        client.post(f"{RUNS}{run.pk}/cancel/")
        return measure(*args)

    monkeypatch.setattr(running, "_measure", cancelled_meanwhile)
    tasks.advance_run.call(run.pk)
    run.refresh_from_db()
    assert (run.status, run.summary) == (Status.CANCELLED, None)
    assert run.measured.exclude(gain=None).count() == 3


def test_a_cancelled_run_can_go_on(client, editor, questions):
    run = started(editor)
    client.post(f"{RUNS}{run.pk}/cancel/")
    tasks.advance_run.call(run.pk)
    assert Run.objects.get(pk=run.pk).done == 0
    client.post(f"{RUNS}{run.pk}/resume/")
    tasks.advance_run.call(run.pk)
    assert Run.objects.get(pk=run.pk).status == Status.DONE


def test_a_run_whose_task_was_given_up_is_interrupted_and_can_go_on(client, editor, questions):
    run = started(editor)
    DBTaskResult.objects.update(status=TaskResultStatus.FAILED, finished_at=timezone.now())
    response = page(client, run)
    assert response.context["shown"].is_interrupted
    assert "The worker stopped in the middle" in response.text
    client.post(f"{RUNS}{run.pk}/resume/")
    tasks.advance_run.call(run.pk)
    assert Run.objects.get(pk=run.pk).status == Status.DONE


def test_what_is_running_is_not_started_twice(client, editor, questions):
    run = started(editor)
    client.post(f"{RUNS}{run.pk}/resume/")
    assert DBTaskResult.objects.filter(task_path="hub.lab.tasks.advance_run").count() == 1


def test_a_failure_is_written_on_the_run(client, editor, questions, monkeypatch):
    def fail(*args):
        raise RuntimeError("the disk is gone")

    monkeypatch.setattr(running, "_measure", fail)
    run = finished(editor)
    assert run.status == Status.FAILED
    assert "worker's log" in run.problem


def test_whoever_started_it_may_be_gone(editor, questions):
    run = started(editor)
    editor.delete()
    tasks.advance_run.call(run.pk)
    run.refresh_from_db()
    assert run.status == Status.FAILED
    assert "no login" in run.problem


def test_a_run_that_is_gone_is_nothing_to_the_worker(db):
    tasks.advance_run.call(12345)


def test_progress_is_told(client, editor, questions):
    run = started(editor)
    progress = client.get(f"{RUNS}{run.pk}/progress/").json()
    assert (progress["done"], progress["total"], progress["finished"]) == (0, 3, False)
    tasks.advance_run.call(run.pk)
    progress = client.get(f"{RUNS}{run.pk}/progress/").json()
    assert (progress["done"], progress["finished"]) == (3, True)


# ---- reading


def lost(run, name="q"):
    """A measured question that `one` serves worse."""
    return Measured.objects.create(
        run=run,
        name=name,
        task="ask",
        text=f"lost {name}",
        relevant={},
        found={"one": [], "other": []},
        scores={
            "one": {"ndcg": 0, "recall": 0, "reciprocal_rank": 0},
            "other": {"ndcg": 1, "recall": 1, "reciprocal_rank": 1},
        },
        gain=-1,
    )


def test_losers_come_first(client, editor, questions):
    run = finished(editor)
    assert page(client, run).context["rows"][0]["row"].gain == 0
    lost(run)
    assert [item["title"] for item in page(client, run).context["rows"]] == ["lost q"]
    assert not page(client, run, show="winners").context["rows"]


def test_each_question_opens_both_orders(client, editor, questions, pool):
    run = finished(editor)
    row = run.measured.get(name=Question.objects.get(text="gearbox turbine").name)
    response = client.get(f"{RUNS}{run.pk}/{row.pk}/")
    one, other = response.context["sides"]
    assert one["places"][0]["asset"].title == other["places"][0]["asset"].title == "Wind"
    assert one["places"][0]["grade"] == 1
    assert one["places"][0]["elsewhere"] == 1


def test_a_relevant_one_that_neither_finds_is_named(client, editor, questions, pool):
    row = lost(finished(editor))
    row.relevant = {f"asset:{pool['wind'].pk}": 2}
    row.save()
    response = client.get(f"{RUNS}{row.run_id}/{row.pk}/")
    assert [asset.title for asset in response.context["missed"]] == ["Wind"]


def test_what_the_reader_may_not_see_is_left_out_of_both_orders(client, editor, questions, pool):
    run = finished(editor)
    shut(pool["wind"])
    row = run.measured.get(text="gearbox turbine")
    response = client.get(f"{RUNS}{run.pk}/{row.pk}/")
    assert "Wind" not in {p["asset"].title for s in response.context["sides"] for p in s["places"]}
    assert "Wind" not in {asset.title for asset in response.context["missed"]}


def test_what_the_runner_may_not_see_is_not_looked_for(editor, questions, pool):
    shut(pool["wind"])
    assert started(editor).total == 2


def test_runs_and_losers_come_in_pages_in_as_many_queries(client, editor, questions):
    run = finished(editor)
    counts = []
    for size in (3, 60):
        for number in range(size):
            lost(run, f"{size}-{number}")
        with CaptureQueriesContext(connection) as queries:
            assert len(page(client, run).context["rows"]) <= 25
            client.get(RUNS)
        counts.append(len(queries))
    assert counts[0] == counts[1]
