"""A landing page's form: asked for, filled in, kept."""

import json
import time

import pytest
from django.contrib.auth.models import Group, User
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from hub.landing import leads
from hub.landing.models import LandingFormField, Lead
from hub.taxonomy.models import Persona
from tests import factories

pytestmark = pytest.mark.django_db

OPEN = "mutation ($page: ID!) { openLeadForm(page: $page) }"
SEND = """mutation ($page: ID!, $token: String!, $answers: [AnswerInput!]!, $consents: Boolean,
    $trap: String, $persona: String) {
  submitLead(page: $page, token: $token, answers: $answers, consents: $consents, trap: $trap,
      persona: $persona) { ok thanks errors { field messages } } }"""
FORM = """query ($slug: String!) { landingPage(slug: $slug) { sections { ... on LeadFormSection {
  text form { submitLabel consentHtml thanks
    fields { name label help kind required choices default } } } } } }"""

ANSWERS = {"name": ["Ann"], "email": ["ann@example.com"], "topics": ["Cost", "Risk"]}


@pytest.fixture(autouse=True)
def nobody_has_sent_anything():
    cache.clear()


@pytest.fixture
def page():
    return make_page()


def make_page(lang="en", **fields):
    made = factories.landing_page(
        lang=lang,
        sections=[("lead_form", {"heading": "Talk to us", "text": "Soon."})],
        consent="<p>You may <b>write</b> to me.</p>",
        thanks="Thank you.",
        **fields,
    )
    for order, (label, kind, required, choices) in enumerate(
        [
            ("Name", "singleline", True, ""),
            ("Email", "email", True, ""),
            ("Topics", "checkboxes", False, "Cost\nRisk"),
        ]
    ):
        LandingFormField.objects.create(
            page=made,
            sort_order=order,
            label=label,
            field_type=kind,
            required=required,
            choices=choices,
        )
    return made


@pytest.fixture
def send(data):
    def send(page, answers=None, token=None, consents=True, slowly=True, **variables):
        token = token or data(OPEN, {"page": page.pk})["openLeadForm"]
        if slowly:
            token = aged(token, 10)
        return data(
            SEND,
            {
                "page": page.pk,
                "token": token,
                "answers": [
                    {"name": name, "values": values}
                    for name, values in (ANSWERS if answers is None else answers).items()
                ],
                "consents": consents,
                **variables,
            },
        )["submitLead"]

    return send


def aged(token, seconds):
    """The same token, given out so long ago."""
    opening = leads._signer.unsign_object(token)
    then = time.time() - seconds
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.core.signing.time.time", lambda: then)
        return leads._signer.sign_object(opening)


def test_the_form_as_front_ends_draw_it(data, page):
    [section] = data(FORM, {"slug": page.slug})["landingPage"]["sections"]
    form = section["form"]
    assert (form["submitLabel"], form["thanks"]) == ("Send", "Thank you.")
    assert form["consentHtml"] == "<p>You may <b>write</b> to me.</p>"
    name, _email, topics = form["fields"]
    assert (name["name"], name["label"], name["kind"]) == ("name", "Name", "SINGLELINE")
    assert name["required"] and not topics["required"]
    assert topics["choices"] == ["Cost", "Risk"]


def test_the_button_speaks_the_pages_language(data):
    page = make_page("zh-hans")
    [section] = data(FORM, {"slug": page.slug})["landingPage"]["sections"]
    assert section["form"]["submitLabel"] == "提交"


def test_a_lead_is_kept_with_what_was_agreed_to_and_who_it_was(send, page):
    factories.term(Persona, "finance", en="Finance")
    assert send(page, persona="finance") == {"ok": True, "thanks": "Thank you.", "errors": []}
    [lead] = Lead.objects.all()
    assert lead.form_data == {
        "name": "Ann",
        "email": "ann@example.com",
        "topics": ["Cost", "Risk"],
    }
    assert (lead.page_id, lead.consent) == (page.pk, "You may write to me.")
    assert (lead.visitor, lead.suspicion) == ({"persona": "finance"}, "")


def test_a_slug_that_no_term_has_is_not_kept(send, page):
    assert send(page, persona="x" * 5000)["ok"]
    assert Lead.objects.get().visitor == {}


def test_errors_are_told_by_field_and_nothing_is_kept(send, page):
    found = send(page, {"email": ["nonsense"]}, consents=False)
    assert not found["ok"]
    assert [error["field"] for error in found["errors"]] == ["name", "email", "consent"]
    assert found["errors"][0]["messages"] == ["This field is required."]
    assert not Lead.objects.exists()


def test_errors_speak_the_pages_language(send):
    found = send(make_page("zh-hans"), {}, consents=False)
    messages = [message for error in found["errors"] for message in error["messages"]]
    assert "字段" in messages[0]
    assert messages[-1] == "请先勾选同意，我们才能保存您提交的内容。"


def test_mended_with_the_same_token_it_is_kept(data, send, page):
    token = data(OPEN, {"page": page.pk})["openLeadForm"]
    assert not send(page, {}, token)["ok"]
    assert send(page, token=token)["ok"]


def test_sent_twice_it_is_kept_once(data, send, page):
    token = data(OPEN, {"page": page.pk})["openLeadForm"]
    assert [send(page, token=token)["ok"] for _ in range(2)] == [True, True]
    assert Lead.objects.count() == 1


@pytest.mark.parametrize(
    ("how", "suspicion"), [({"trap": "http://spam"}, "trap"), ({"slowly": False}, "haste")]
)
def test_what_looks_like_a_robots_is_kept_and_marked(send, page, how, suspicion):
    assert send(page, **how)["ok"]
    assert Lead.objects.get().suspicion == suspicion


@pytest.mark.parametrize("token", ["", "x", "x:y:z", "\0", "é:1:2"])
def test_a_token_that_is_none_is_refused(data, page, token):
    variables = {"page": page.pk, "token": token, "answers": [], "consents": True}
    found = data(SEND, variables)["submitLead"]
    assert [error["field"] for error in found["errors"]] == [""]


def test_another_pages_token_is_refused(data, send, page):
    other = data(OPEN, {"page": make_page().pk})["openLeadForm"]
    assert not send(page, token=other)["ok"]


def test_a_form_that_was_open_for_too_long_says_so(data, send, page):
    token = aged(data(OPEN, {"page": page.pk})["openLeadForm"], leads.OPEN_FOR + 60)
    found = send(page, token=token, slowly=False)
    assert "too long" in found["errors"][0]["messages"][0]


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({**ANSWERS, "name": ["x" * 256]}, "name"),
        ({**ANSWERS, "name": ["a\0b"]}, "name"),
        ({**ANSWERS, "name": []}, "name"),
        ({**ANSWERS, "topics": ["Else"]}, "topics"),
        ({**ANSWERS, "page": ["1"]}, "page"),
    ],
)
def test_hostile_answers_are_told_by_field(send, page, answers, field):
    assert [error["field"] for error in send(page, answers)["errors"]] == [field]
    assert not Lead.objects.exists()


def test_too_many_answers_are_refused(refusal, page):
    answers = [{"name": f"n{number}", "values": ["x"]} for number in range(60)]
    variables = {"page": page.pk, "token": "x", "answers": answers}
    assert refusal(SEND, variables)[0] == "BAD_INPUT"


@pytest.mark.parametrize("state", ["draft", "private", "without a form", "none"])
def test_a_page_that_is_not_to_be_seen_has_no_form(refusal, page, state):
    pk = page.pk
    match state:
        case "draft":
            page.unpublish()
        case "private":
            factories.shut(page)
        case "without a form":
            page.form_fields.all().delete()
            LandingFormField.objects.filter(page=page).delete()
        case "none":
            pk = "x"
    assert refusal(OPEN, {"page": pk})[0] == "BAD_INPUT"


def test_whoever_sends_too_many_has_to_wait(send, refusal, page, monkeypatch):
    monkeypatch.setattr(leads, "MOST_A_MINUTE", 2)
    assert send(page)["ok"] and send(page)["ok"]
    code, _ = refusal(SEND, {"page": page.pk, "token": "x", "answers": []})
    assert code == "LIMIT_EXCEEDED"
    assert send(make_page())["ok"]


def test_nothing_is_sent_with_get(page):
    query = f'mutation {{ openLeadForm(page: "{page.pk}") }}'
    assert Client().get("/graphql/", {"query": query}).status_code == 405


def test_no_answer_to_a_sending_is_kept_on_the_way(post, page):
    response = post(OPEN, {"page": page.pk})
    assert response["Cache-Control"] == "no-store"


class TestEditors:
    @pytest.fixture
    def editor(self, client):
        user = User.objects.create_user("ed", password="secret")
        user.groups.add(Group.objects.get(name="Editors"))
        client.force_login(user)
        return client

    def test_leads_are_listed(self, editor, send, page):
        send(page, trap="x")
        listed = editor.get(reverse("wagtailforms:list_submissions", args=[page.pk]))
        text = listed.content.decode()
        assert "ann@example.com" in text
        assert "Filled in what people do not see" in text

    def test_exported_and_no_spreadsheet_takes_an_answer_for_a_formula(self, editor, send, page):
        send(page, {**ANSWERS, "name": ["=HYPERLINK(1)"]})
        address = reverse("wagtailforms:list_submissions", args=[page.pk])
        exported = editor.get(address, {"export": "csv"})
        text = b"".join(exported.streaming_content).decode()
        assert "'=HYPERLINK(1)" in text
        assert "Cost, Risk" in text

    def test_who_may_not_edit_sees_none(self, client, send, page):
        user = User.objects.create_user("sam", password="secret")
        user.groups.add(Group.objects.get(name="Sales"))
        client.force_login(user)
        send(page)
        listed = client.get(reverse("wagtailforms:list_submissions", args=[page.pk]))
        assert "ann@example.com" not in listed.content.decode()


def test_the_answer_holds_no_more_than_it_says(post, page):
    answer = post(SEND, {"page": page.pk, "token": "x", "answers": []}).answer
    assert "Traceback" not in json.dumps(answer)
