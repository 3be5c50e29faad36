import json
import math
from dataclasses import asdict, fields, replace

import pytest
from django.db import IntegrityError, transaction
from django_tasks_db.models import DBTaskResult

from search import indexing
from search.models import WeightsVersion
from search.ranking import WEIGHTS, Weights
from search.retrieval import Request, order
from search.weights import BadWeights, activate, current_weights, save, stored

pytestmark = pytest.mark.django_db

NAMES = [field.name for field in fields(Weights)]
LOW, HIGH = (fields(Weights)[0].metadata[name] for name in ("low", "high"))
OTHER = replace(WEIGHTS, **{NAMES[0]: getattr(WEIGHTS, NAMES[0]) / 2})


def saved(weights=OTHER, note="half the words"):
    return save(weights, note, "ed")


def test_without_a_version_the_built_in_weights_count():
    assert current_weights() == WEIGHTS


def test_a_version_counts_once_it_is_active():
    version = saved()
    assert current_weights() == WEIGHTS
    activate(version)
    assert current_weights() == OTHER


def test_an_older_version_can_be_gone_back_to():
    first, second = saved(WEIGHTS), saved()
    for version in (first, second, first):
        activate(version)
    assert current_weights() == WEIGHTS
    assert list(WeightsVersion.objects.filter(active=True)) == [first]


def test_so_can_the_built_in_ones():
    activate(saved())
    activate(None)
    assert current_weights() == WEIGHTS


def test_no_two_are_active():
    activate(saved())
    with pytest.raises(IntegrityError), transaction.atomic():
        WeightsVersion.objects.create(values={}, active=True)


def test_the_worker_is_called_to_fit_scores_anew(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    activate(saved())
    assert DBTaskResult.objects.get().task_path == "search.tasks.drain_outbox"


@pytest.mark.parametrize("value", [math.nan, math.inf, LOW - 0.1, HIGH + 0.1])
def test_what_is_no_weight_is_not_saved(value):
    with pytest.raises(BadWeights, match=NAMES[0]):
        saved(replace(WEIGHTS, **{NAMES[0]: value}))


@pytest.mark.parametrize("value", ["12", None, True, [1], HIGH + 0.1])
def test_a_stored_value_that_cannot_be_used_is_named_and_stands_at_its_default(value):
    read = stored(asdict(WEIGHTS) | {NAMES[0]: value})
    assert (read.weights, read.ignored) == (WEIGHTS, (NAMES[0],))


def test_a_version_from_another_time_says_what_is_not_as_it_was():
    values = {NAMES[0]: getattr(OTHER, NAMES[0]), "gone": 3}
    read = stored(values)
    assert read.weights == OTHER
    assert read.ignored == ("gone",)
    assert read.missing == tuple(NAMES[1:])


def test_what_is_saved_is_read_again():
    version = saved()
    version.refresh_from_db()
    assert stored(json.loads(json.dumps(version.values))).weights == OTHER


def test_the_order_follows_the_active_version(notes):
    notes.put("short", "Pumps.")
    notes.put("long", "Valves and pumps, and much besides: seals, water, leaks, grease, gauges.")
    for number in range(9):
        notes.put(f"filler{number}", f"Nothing of the kind, number {number}.")
    indexing.drain()
    request = Request("valves pumps", viewer=None)
    assert order(request, is_question=False)[0] == "note:long"
    activate(save(replace(WEIGHTS, words=0.0, agreement=0.0), "meaning alone", "ed"))
    assert order(request, is_question=False)[0] == "note:short"
