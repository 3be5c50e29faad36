"""Leads as editors read, export and delete them."""

import pytest
from django.contrib.auth.models import Group, User

from hub.landing.models import LandingPage, Lead, Suspicion
from hub.taxonomy.models import Persona
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    user = User.objects.create_user("ed", password="secret")
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    return client


@pytest.fixture
def page() -> LandingPage:
    made = factories.landing_page(sections=[])
    made.form_fields.create(label="Name", field_type="singleline")
    made.save()
    return made


def lead(page: LandingPage, name: str, **fields) -> Lead:
    return Lead.objects.create(page=page, form_data={"name": name}, nonce=name, **fields)


def listed(client, page: LandingPage, **params) -> str:
    return client.get(f"/admin/forms/submissions/{page.pk}/", params).content.decode()


def test_excel_reads_the_chinese_of_a_csv_file(editor, page):
    lead(page, "王丽华")
    response = editor.get(f"/admin/forms/submissions/{page.pk}/", {"export": "csv"})
    content = b"".join(response.streaming_content)
    assert content.startswith(b"\xef\xbb\xbf") and "王丽华" in content.decode()


def test_visitors_go_by_the_names_of_what_they_are(editor, page):
    factories.term(Persona, "finance", en="Finance people")
    lead(page, "Ann", visitor={"persona": "finance"})
    assert "Finance people" in listed(editor, page)


def test_robots_can_be_left_out(editor, page):
    lead(page, "Ann")
    lead(page, "Eve", suspicion=Suspicion.TRAP)
    people, robots = (listed(editor, page, suspicion=chosen) for chosen in ("no", "yes"))
    assert "Ann" in people and "Eve" not in people
    assert "Eve" in robots and "Ann" not in robots
    assert "Ann" in listed(editor, page) and "Eve" in listed(editor, page)


def test_where_nobody_wrote_it_says_so(editor, page):
    assert "Nobody has written yet." in listed(editor, page)
    lead(page, "Ann")
    assert "No lead fits." in listed(editor, page, suspicion="yes")


def test_what_is_deleted_is_named_first(editor, page):
    ids = {"selected-submissions": [lead(page, "Ann").pk, lead(page, "王丽华").pk]}
    shown = editor.get(f"/admin/forms/submissions/{page.pk}/delete/", ids).content.decode()
    assert "2 leads" in shown and "Ann" in shown and "王丽华" in shown and "keep them" in shown
    assert Lead.objects.count() == 2
