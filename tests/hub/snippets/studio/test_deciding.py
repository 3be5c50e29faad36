"""What the studio's forms and script send, from outside."""

import pytest
from django.contrib.auth.models import User
from django.http import QueryDict
from django.urls import reverse

from hub.assets.documents import to_document
from hub.snippets.models import Decision, Hold, Rejection, Snippet, hash_of
from hub.snippets.studio.entries import seen
from hub.visibility import anonymous, visible_snippets
from tests import factories

from .conftest import SENTENCES, login

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}


def decide(client, action, *snippets, headers=JSON, **fields):
    sent = {
        "action": action,
        "snippet": [each.pk for each in snippets],
        "seen": [seen(each) for each in snippets],
    }
    url = reverse("studio_decide", args=[snippets[0].asset_id])
    return client.post(url, {**sent, **fields}, headers=headers)


def undo(client, asset, answer):
    url = reverse("studio_decide", args=[asset.pk])
    return client.post(url, dict(QueryDict(answer["undo"]).lists()), headers=JSON)


def given_out():
    return set(visible_snippets(anonymous(), Snippet.objects.all()).values_list("text", flat=True))


def test_what_is_accepted_is_given_out_and_can_be_taken_back(editor, asset, proposed):
    answer = decide(editor, "accept", proposed[0]).json()
    assert given_out() == {SENTENCES[0]}
    assert list(answer["entries"]) == [str(proposed[0].pk)]
    undo(editor, asset, answer)
    assert given_out() == set()


def test_many_are_accepted_at_once_and_taken_back_at_once(editor, asset, proposed):
    answer = decide(editor, "accept", *proposed).json()
    assert given_out() == set(SENTENCES)
    undo(editor, asset, answer)
    assert given_out() == set()


def test_a_rejection_has_a_reason_and_a_note(editor, proposed):
    decide(editor, "reject", proposed[0], reason=Rejection.WRONG_TONE, note="Too loud")
    row = Snippet.objects.get(pk=proposed[0].pk)
    assert (row.decision, row.rejection, row.note) == ("rejected", "wrong_tone", "Too loud")


@pytest.mark.parametrize("reason", ["", "because"])
def test_without_a_reason_nothing_is_rejected(editor, proposed, reason):
    response = decide(editor, "reject", proposed[0], reason=reason)
    assert response.status_code == 409 and response.json()["problem"] == "Choose a reason."
    assert Snippet.objects.get(pk=proposed[0].pk).decision == Decision.PROPOSED


def test_pinned_and_no_longer(editor, asset, proposed):
    decide(editor, "accept", proposed[0])
    proposed[0].refresh_from_db()
    answer = decide(editor, "pin", proposed[0]).json()
    assert Snippet.objects.get(pk=proposed[0].pk).pinned
    undo(editor, asset, answer)
    assert not Snippet.objects.get(pk=proposed[0].pk).pinned


def test_trimmed_to_sentences_and_back(editor, asset, proposed):
    first = proposed[0]
    end = first.end + 5
    answer = decide(editor, "trim", first, start=first.start, end=end + 30).json()
    assert Snippet.objects.get(pk=first.pk).text == " ".join(SENTENCES[:2])
    undo(editor, asset, answer)
    assert Snippet.objects.get(pk=first.pk).text == SENTENCES[0]


@pytest.mark.parametrize("span", [{}, {"start": "x", "end": "2"}, {"start": -1, "end": 10**9}])
def test_a_span_that_is_none_is_refused(editor, proposed, span):
    assert decide(editor, "trim", proposed[0], **span).status_code == 409


def test_what_somebody_else_changed_meanwhile_is_not_decided(editor, proposed):
    stale = Snippet.objects.get(pk=proposed[0].pk)
    decide(editor, "trim", proposed[0], start=proposed[0].start, end=proposed[1].end)
    response = decide(editor, "accept", stale)
    assert response.status_code == 409
    # As it is now is sent along, to be decided.
    assert SENTENCES[1] in response.json()["entries"][str(stale.pk)]
    assert given_out() == set()


def test_the_new_wording_is_taken_over(editor, asset, proposed):
    row = factories.snippet(
        asset,
        "Downtime fell by 30 %.",
        hold=Hold.CHANGED,
        successor_start=proposed[0].start,
        successor_end=proposed[0].end,
        successor_text=SENTENCES[0],
    )
    proposed[0].delete()
    assert decide(editor, "take", row).status_code == 200
    assert given_out() == {SENTENCES[0]}


def test_a_selection_becomes_a_snippet(editor, asset):
    text = to_document(asset).text
    start = text.index(SENTENCES[1]) + 3
    url = reverse("studio_select", args=[asset.pk])
    fields = {"start": start, "end": start + len(SENTENCES[1]) - 6, "text": hash_of(text)}
    answer = editor.post(url, fields, headers=JSON).json()
    assert given_out() == {SENTENCES[1]}
    assert list(answer["entries"]) == [str(Snippet.objects.get().pk)]


def test_nothing_is_selected_in_a_text_that_was_edited_meanwhile(editor, asset):
    url = reverse("studio_select", args=[asset.pk])
    response = editor.post(url, {"start": 0, "end": 9, "text": hash_of("old")}, headers=JSON)
    assert response.status_code == 409 and not Snippet.objects.exists()


def test_forms_lead_back_to_the_studio(editor, proposed):
    response = decide(editor, "accept", proposed[0], headers={"Accept": "text/html"})
    assert (
        response.url == f"{reverse('studio', args=[proposed[0].asset_id])}#snippet-{proposed[0].pk}"
    )


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"action": "burn"},
        {"action": "accept", "snippet": "x"},
        {"action": "accept", "snippet": 10**30},
    ],
)
def test_what_makes_no_sense_is_told(editor, asset, fields):
    url = reverse("studio_decide", args=[asset.pk])
    assert editor.post(url, {"seen": "", **fields}, headers=JSON).status_code == 409


def test_the_snippets_of_another_asset_are_out_of_reach(editor, asset, proposed):
    other = factories.asset()
    url = reverse("studio_decide", args=[other.pk])
    fields = {"action": "accept", "snippet": proposed[0].pk, "seen": seen(proposed[0])}
    assert editor.post(url, fields, headers=JSON).status_code == 409
    assert given_out() == set()


def test_only_those_decide_who_may_edit(client, proposed):
    login(client, "sam", "Sales")
    assert decide(client, "accept", proposed[0]).status_code in (302, 403)
    client.force_login(User.objects.create_user("nobody"))
    assert decide(client, "accept", proposed[0]).status_code in (302, 403)
    assert given_out() == set()
