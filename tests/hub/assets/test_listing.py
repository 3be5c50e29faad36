from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hub.assets.models import CaseStudy
from hub.taxonomy.models import Persona, TermName, Topic
from tests import factories

pytestmark = pytest.mark.django_db


def _term(cls, slug):
    term = cls.objects.create(slug=slug)
    TermName.objects.create(term_id=term.pk, locale="en", name=slug.title())
    return term


@pytest.fixture
def editor(client):
    user = User.objects.create_user("ed")
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    return client


def _titles(client, **params):
    response = client.get(reverse("assets:index"), params)
    return {page.title for page in response.context["object_list"]}


def test_all_kinds_are_in_one_list(editor):
    factories.asset(title="One")
    factories.case_study(title="Two")
    assert _titles(editor) == {"One", "Two"}


@pytest.mark.parametrize(
    "word", ["pump", "PUMP", "泵", "密封水", "pump paper", "kestrel", "en/pumps.md"]
)
def test_words_are_found_wherever_they_stand(editor, word):
    factories.case_study(
        title="Eleven pumps", summary="造纸厂的密封水泵 in a paper mill", external_id="en/pumps.md"
    )
    factories.asset(title="Something else")
    assert _titles(editor, q=word) == {"Eleven pumps"}


def test_terms_of_one_filter_widen_and_of_two_narrow(editor):
    finance, user, oee = _term(Persona, "finance"), _term(Persona, "user"), _term(Topic, "oee")
    factories.asset(title="A", personas=[finance, user], topics=[oee])
    factories.asset(title="B", personas=[user])
    assert _titles(editor, personas=[finance.pk, user.pk]) == {"A", "B"}
    assert _titles(editor, personas=[finance.pk, user.pk], topics=oee.pk) == {"A"}


@pytest.mark.parametrize(
    ("params", "found"),
    [
        ({"kind": "case_study"}, "case"),
        ({"audience": "internal"}, "internal"),
        ({"status": "draft"}, "draft"),
        ({"status": "expired"}, "draft"),
        ({"overdue": "yes"}, "overdue"),
        ({"source": "folder"}, "imported"),
        ({"locale": "zh-hans"}, "chinese"),
        ({"published_to": "2020-12-31"}, "old"),
    ],
)
def test_each_filter_narrows(editor, params, found):
    factories.asset(title="plain")
    factories.case_study(title="case")
    factories.asset(title="internal", audience="internal")
    factories.asset(title="draft", live=False, expired=True)
    factories.asset(title="overdue", review_by=date(2020, 1, 1))
    factories.asset(title="imported", source="folder", external_id="x")
    factories.asset(title="chinese", lang="zh-hans")
    factories.asset(title="old", published_at=datetime(2020, 5, 1, tzinfo=UTC))
    assert _titles(editor, **params) == {found}


def test_values_that_are_none_show_everything_and_break_nothing(editor):
    factories.asset(title="plain")
    junk = {"kind": "nonsense", "personas": "x", "published_from": "2020-13-45", "p": "9999"}
    assert editor.get(reverse("assets:index"), junk).status_code == 200


def test_an_empty_pool_says_what_to_do(editor):
    factories.home()
    text = editor.get(reverse("assets:index")).text
    assert "The pool is empty." in text
    assert reverse("assets:add") in text


def test_the_number_of_queries_does_not_grow_with_the_list(editor):
    persona = _term(Persona, "finance")
    counts = []
    for _size in (5, 20):
        while CaseStudy.objects.count() < _size:
            factories.case_study(personas=[persona])
        editor.get(reverse("assets:index"))
        with CaptureQueriesContext(connection) as queries:
            editor.get(reverse("assets:index"))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_every_kind_is_offered_where_one_may_add(editor):
    home = factories.home()
    text = editor.get(reverse("assets:add")).text
    for kind in ("case_study", "webinar", "faq"):
        assert f"/{home.pk}/?kind={kind}" in text


def test_who_may_not_add_is_not_offered_to(client):
    user = User.objects.create_user("sam")
    user.groups.add(Group.objects.get(name="Sales"))
    client.force_login(user)
    assert client.get(reverse("assets:add")).status_code == 302
