"""Versions of the weights in the admin."""

from dataclasses import asdict, replace

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from search.models import WeightsVersion
from search.ranking import WEIGHTS
from search.weights import current_weights, save

WEIGHTS_PAGE = "/admin/lab/weights/"
OTHER = replace(WEIGHTS, words=WEIGHTS.words / 2)


def form(weights=OTHER, note="half the words"):
    return {"note": note, **asdict(weights)}


def activate(client, version):
    return client.post(f"{WEIGHTS_PAGE}{version.pk if version else 0}/activate/")


def test_the_form_has_a_field_for_each_weight_as_it_counts_now(client, editor):
    shown = client.get(WEIGHTS_PAGE).context["form"]
    assert {f.name: f.initial for f in shown.weight_fields()} == asdict(WEIGHTS)


def test_a_saved_version_does_not_count_yet(client, editor):
    client.post(WEIGHTS_PAGE, form())
    version = WeightsVersion.objects.get()
    assert (version.note, version.author, version.active) == ("half the words", "ed", False)
    assert current_weights() == WEIGHTS


@pytest.mark.parametrize("value", ["", "x", "nan", "inf", "1e999"])
def test_what_is_no_weight_is_refused(client, editor, value):
    response = client.post(WEIGHTS_PAGE, form() | {"words": value})
    assert response.context["form"].errors["words"]
    assert not WeightsVersion.objects.exists()


def test_whoever_may_makes_it_count_and_is_shown_the_way_back(client, chief):
    version = save(OTHER, "half the words", "ed")
    response = client.get(f"{WEIGHTS_PAGE}{version.pk}/activate/")
    assert response.context["changes"] == [
        {"name": "words", "value": OTHER.words, "before": WEIGHTS.words}
    ]
    activate(client, version)
    assert current_weights() == OTHER
    assert f"{WEIGHTS_PAGE}0/activate/" in client.get(WEIGHTS_PAGE).text
    activate(client, None)
    assert current_weights() == WEIGHTS


def test_others_may_not(client, editor):
    version = save(OTHER, "half the words", "ed")
    activate(client, version)
    assert current_weights() == WEIGHTS
    assert f"{version.pk}/activate/" not in client.get(WEIGHTS_PAGE).text


def test_sales_may_save_none(client, sales):
    client.post(WEIGHTS_PAGE, form())
    assert not WeightsVersion.objects.exists()


def test_a_version_that_is_not_there_cannot_count(client, chief):
    assert client.post(f"{WEIGHTS_PAGE}99/activate/").status_code == 404


def test_a_version_of_another_time_says_what_is_not_as_it_was(client, editor):
    WeightsVersion.objects.create(values={"gone": 3, "words": 6}, note="old", author="ed")
    text = client.get(WEIGHTS_PAGE).text
    assert "Ignored, for this ranking does not know them: gone" in " ".join(text.split())


@pytest.mark.parametrize("wanted", ["1", "x", "9" * 30, "٣"])
def test_a_form_that_starts_from_nothing_starts_from_what_counts(client, editor, wanted):
    shown = client.get(WEIGHTS_PAGE, {"from": wanted}).context["form"]
    assert shown["words"].initial == WEIGHTS.words


def test_what_was_taken_from_a_group_stays_taken_when_the_hub_is_updated(db):
    Group.objects.get(name="Editors").permissions.clear()
    call_command("migrate", verbosity=0)
    assert not Group.objects.get(name="Editors").permissions.exists()
