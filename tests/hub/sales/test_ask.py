import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from search import finding, indexing
from tests import factories

pytestmark = pytest.mark.usefixtures("pool")

ASK = "/admin/ask/"
QUESTION = "vibration sensors bearing downtime press shop"


def test_an_answer_shows_the_asset_its_figures_and_the_sentence_it_rests_on(sales):
    text = sales.get(ASK, {"q": QUESTION}).text
    assert "Press shop" in text
    assert "Downtime 0: 41 → 17" in text
    assert "<mark>Vibration sensors" in text
    assert "Automotive" in text


def test_evidence_leads_to_its_place_in_the_asset(sales):
    card = sales.get(ASK, {"q": QUESTION}).context["answer"]["matches"][0]
    page = sales.get(card.url)
    assert page.context["evidence"] == card.excerpts[0].text


def test_case_studies_are_asked_unless_someone_says_otherwise(sales):
    question = "gearbox turbine storm crane"
    assert sales.get(ASK, {"q": question}).context["answer"]["matches"] == []
    [card] = sales.get(ASK, {"q": question, "kind": "all"}).context["answer"]["matches"]
    assert card.asset.title == "Wind"


def test_no_match_says_so_and_names_what_is_nearest_as_such(sales):
    response = sales.get(ASK, {"q": "zebra quantum xylophone"})
    assert response.context["answer"]["matched"] is False
    assert "Nothing in the pool answers this." in response.text
    assert "What comes nearest, though it does not quite fit" in response.text


def test_a_click_makes_a_term_a_condition_then_off_then_a_boost_again(sales):
    query = "q=automotive press shop"
    seen = []
    for _ in range(4):
        response = sales.get(f"{ASK}?{query}")
        [chip] = response.context["chips"]
        seen.append((chip.name, chip.state))
        assert _shown(response)[0] == "Press shop"
        query = chip.query
    states = ["comes first", "only these", "ignored", "comes first"]
    assert seen == [("Automotive", state) for state in states]
    assert query == "q=automotive+press+shop&only=industry%3Aautomotive"


def test_what_is_not_wanted_is_left_out_until_it_is_switched_off(sales):
    response = sales.get(ASK, {"q": f"{QUESTION}, not automotive"})
    [chip] = response.context["chips"]
    assert (chip.name, chip.words, chip.state) == ("not Automotive", "not automotive", "left out")
    assert "Press shop" not in _shown(response) and response.context["narrowed"]
    assert _shown(sales.get(f"{ASK}?{chip.query}"))[0] == "Press shop"


@pytest.mark.parametrize(
    ("words", "kind", "name", "state"),
    [
        ("since 2019", "When", "since January 2019", "only these"),
        ("before March 2090, since 1990", "When", "since January 1990", "only these"),
        ("from 2019", "When", "January 2019 – December 2019", "only these"),
        ("other than Oracle", "Words", "not Oracle", "comes last"),
    ],
)
def test_times_and_names_are_chips_too(sales, words, kind, name, state):
    [chip] = sales.get(ASK, {"q": f"{QUESTION} {words}"}).context["chips"]
    assert (chip.kind, chip.name, chip.state) == (kind, name, state)


def test_what_was_left_alone_is_said(sales):
    text = sales.get(ASK, {"q": "a press without automotive parts"}).text
    assert "Read as it stands: nothing is left out for it." in text
    assert "<q>without automotive</q>" in text


def test_conditions_that_name_no_term_are_left_out(sales):
    response = sales.get(
        ASK,
        {"q": QUESTION, "only": ["industry:none", "x", ":", "kind:faq"], "off": ["\x00:x"]},
    )
    assert response.context["answer"]["matched"]


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"q": "x" * 2001}, "at most 2000|2000 characters"),
        ({"q": "\x01\x02"}, "Type a question"),
        ({"q": "why", "kind": "planet"}, "planet"),
        ({"q": "why\0"}, "Null characters"),
    ],
)
def test_a_question_that_cannot_be_asked_gets_a_reason(sales, params, message):
    response = sales.get(ASK, params)
    assert response.status_code == 200
    assert any(part in response.context["problem"] for part in message.split("|"))


@pytest.mark.parametrize("question", ["\ud800", "<script>alert(1)</script>", "%00%ff", "'; --"])
def test_hostile_questions_are_only_words(sales, question):
    response = sales.get(ASK, {"q": question.encode("utf-8", "surrogatepass")})
    assert response.status_code == 200
    assert "<script>alert" not in response.text


def test_a_search_that_fails_says_what_to_do(sales, monkeypatch):
    def fail(*args):
        raise RuntimeError("the disk is gone")

    monkeypatch.setattr(finding, "current_view", fail)
    assert "Try again in a minute" in sales.get(ASK, {"q": QUESTION}).context["problem"]


def test_an_encoder_that_fails_is_said(sales, monkeypatch):
    monkeypatch.setattr(finding, "query_vector", lambda *args: None)
    assert "Only words were compared" in sales.get(ASK, {"q": QUESTION}).text


def test_without_a_question_there_are_examples_in_both_languages(sales):
    text = sales.get(ASK).text
    assert "A CFO asks" in text
    assert "多久能回本" in text


def test_the_screen_speaks_chinese(sales):
    text = sales.get(ASK, {"q": QUESTION}, headers={"accept-language": "zh-hans"}).text
    assert "问一问" in text
    assert "看原文" in text
    assert "Understood" not in text


def test_the_number_of_queries_does_not_grow_with_the_matches(sales):
    counts = []
    for size in (2, 3):
        for _ in range(size):
            factories.case_study(title="Press", summary="Vibration sensors in the press shop.")
        indexing.drain()
        assert len(_matches(sales)) > size
        with CaptureQueriesContext(connection) as queries:
            _matches(sales)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def _shown(response):
    answer = response.context["answer"]
    return [card.asset.title for card in (*answer["matches"], *answer["nearest"])]


def _matches(client):
    return client.get(ASK, {"q": "vibration sensors press shop"}).context["answer"]["matches"]


class TestWhoMayAsk:
    def test_sales_people_land_on_the_ask_page(self, sales):
        assert sales.get("/admin/").url == ASK

    def test_editors_keep_their_dashboard(self, editor):
        assert editor.get("/admin/").status_code == 200

    def test_editors_may_ask_too(self, editor):
        assert editor.get(ASK).status_code == 200

    def test_others_may_not(self, client, django_user_model):
        user = django_user_model.objects.create_user("mo")
        user.groups.add(Group.objects.get(name="Moderators"))
        client.force_login(user)
        assert client.get(ASK).status_code == 302
        assert client.get(reverse("sales_read", args=[1])).status_code == 302

    def test_strangers_are_asked_to_log_in(self, client):
        assert client.get(ASK).url.startswith("/admin/login/")

    def test_sales_people_have_no_permission_on_pages(self, sales, pool):
        page = factories.home()
        for url in (f"/admin/pages/{page.pk}/", reverse("assets:index")):
            assert sales.get(url).status_code in (302, 403)
