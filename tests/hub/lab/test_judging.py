"""Questions saved and judged, in the lab and from the Ask page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hub.lab.models import Judgment, Origin, Question
from search import finding, indexing
from search.encoder.base import EncoderUnavailable
from search.evaluation import readiness
from tests import factories

from .conftest import shut

LAB, ADD, KEEP, ASK = "/admin/lab/", "/admin/lab/add/", "/admin/lab/keep/", "/admin/ask/"
JSON = {"accept": "application/json"}


def grade(client, question, asset, value, **headers):
    data = {"asset": asset.pk, "grade": value}
    return client.post(f"{LAB}{question.pk}/grade/", data, headers=headers)


# ---- saving


def test_a_question_is_saved_with_the_language_it_is_written_in(client, sales, pool):
    response = client.post(ADD, {"task": "ask", "text": "机封泄漏怎么办？", "kind": "fault"})
    question = Question.objects.get()
    assert response.url == f"{LAB}{question.pk}/"
    assert (question.lang, question.kind, question.origin) == ("zh-hans", "fault", Origin.HAND)
    assert question.created_by == sales


def test_the_same_question_is_saved_once(client, sales, question):
    response = client.post(ADD, {"task": "ask", "text": question.text})
    assert response.url == f"{LAB}{question.pk}/"
    assert Question.objects.count() == 1


@pytest.mark.parametrize(
    "data",
    [
        {"task": "ask", "text": " "},
        {"task": "ask", "text": "\x00"},
        {"task": "ask", "text": "x" * 2001},
        {"task": "magic", "text": "pumps"},
        {"task": "related"},
        {"task": "related", "about": "none"},
        {"task": "related", "about": "x" * 501},
    ],
)
def test_what_is_no_question_is_refused_with_a_reason(client, sales, pool, data):
    response = client.post(ADD, data)
    assert response.context["form"].errors
    assert not Question.objects.exists()


def test_neighbours_are_judged_for_an_asset(client, sales, pool):
    client.post(ADD, {"task": "related", "about": "press.md"})
    question = Question.objects.get()
    assert question.about.title == "Press"
    assert client.get(f"{LAB}{question.pk}/").context["rows"]


def test_an_asset_is_named_by_a_title_that_is_its_own(client, sales, pool):
    client.post(ADD, {"task": "related", "about": "press"})
    assert Question.objects.get().about.pk == pool["press"].pk
    factories.asset(title="Press")
    response = client.post(ADD, {"task": "related", "about": "press"})
    assert "Several assets" in str(response.context["form"].errors["about"])


# ---- judging


def test_the_page_shows_what_the_hub_finds_best_first(client, sales, question):
    rows = client.get(f"{LAB}{question.pk}/").context["rows"]
    assert (rows[0].asset.title, rows[0].grade) == ("Press", 2)


def test_a_grade_is_kept_changed_and_taken_back(client, sales, question, pool):
    for value in ("3", "1", ""):
        assert grade(client, question, pool["wind"], value, **JSON).json() == {"grade": value}
        kept = question.judgments.filter(asset=pool["wind"]).values_list("grade", flat=True)
        assert list(kept) == ([int(value)] if value else [])


def test_without_a_script_one_is_led_back(client, sales, question, pool):
    response = grade(client, question, pool["wind"], "1", accept="text/html")
    assert response.url == f"{LAB}{question.pk}/"


def test_nobody_is_led_elsewhere(client, sales, question, pool):
    data = {"asset": pool["wind"].pk, "grade": "1", "next": "https://evil.example/"}
    assert client.post(f"{LAB}{question.pk}/grade/", data).url == f"{LAB}{question.pk}/"


@pytest.mark.parametrize("value", ["4", "-1", "x", "2.0", "٣"])
def test_what_is_no_grade_is_refused(client, sales, question, pool, value):
    assert grade(client, question, pool["wind"], value).status_code == 400
    assert not question.judgments.filter(asset=pool["wind"]).exists()


@pytest.mark.parametrize("pk", ["", "x", "0", "9" * 30, "٣"])
def test_what_is_no_asset_is_not_found(client, sales, question, pk):
    data = {"asset": pk, "grade": "1"}
    assert client.post(f"{LAB}{question.pk}/grade/", data).status_code == 404


def test_what_other_words_find_can_be_judged_too(client, sales, question):
    rows = client.get(f"{LAB}{question.pk}/", {"find": "gearbox turbine"}).context["rows"]
    assert rows[0].asset.title == "Wind"


def test_what_was_judged_and_is_not_found_stands_below(client, sales, question):
    response = client.get(f"{LAB}{question.pk}/", {"find": "gearbox turbine storm"})
    assert [row.asset.title for row in response.context["others"]] == ["Press", "Dairy"]


def test_an_empty_index_is_said_to_be(client, sales, db):
    made = Question.objects.create(text="pumps")
    assert "The index is empty" in client.get(f"{LAB}{made.pk}/").context["problem"]


def test_without_an_encoder_words_still_find_something_and_it_is_said(
    client, sales, question, monkeypatch
):
    def fail(model):
        raise EncoderUnavailable("the model is gone")

    monkeypatch.setattr(readiness, "get_encoder", fail)
    monkeypatch.setattr(finding, "query_vector", lambda *args: None)
    context = client.get(f"{LAB}{question.pk}/").context
    assert context["problem"] == "the model is gone"
    assert context["rows"][0].asset.title == "Press"


def test_the_page_asks_no_query_for_each_asset(client, sales, question):
    counts = []
    for size in (1, 3):
        for _ in range(size):
            factories.asset(title="Press", summary="Vibration sensors in the press shop.")
        indexing.drain()
        client.get(f"{LAB}{question.pk}/")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{LAB}{question.pk}/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_words_that_cannot_be_searched_for_get_a_reason(client, sales, question):
    response = client.get(f"{LAB}{question.pk}/", {"find": "x" * 2001})
    assert "too long" in response.context["problem"]


def test_the_next_question_is_one_that_nobody_judged(client, sales, question):
    other = Question.objects.create(text="milk")
    assert client.get(f"{LAB}{question.pk}/").context["next"] == other


def test_labels_can_be_changed(client, sales, question):
    client.post(f"{LAB}{question.pk}/", {"lang": "en", "kind": "figures"})
    question.refresh_from_db()
    assert (question.kind, question.text) == ("figures", "sensors on a press")


# ---- who sees and may what


def test_what_one_may_not_see_is_not_shown_and_cannot_be_judged(client, sales, question, pool):
    shut(pool["press"])
    response = client.get(f"{LAB}{question.pk}/")
    assert "Press" not in {row.asset.title for row in response.context["rows"]}
    assert [row.asset.title for row in response.context["others"]] in ([], ["Dairy"])
    assert grade(client, question, pool["press"], "1").status_code == 404


def test_a_question_about_what_one_may_not_see_is_not_there(client, sales, pool):
    made = Question.objects.create(task="related", about=pool["press"])
    shut(pool["press"])
    assert client.get(f"{LAB}{made.pk}/").status_code == 404
    assert not client.get(LAB).context["object_list"]


def test_one_may_delete_ones_own_question_alone(client, sales, question):
    mine = Question.objects.create(text="mine", created_by=sales)
    client.post(f"{LAB}{question.pk}/delete/")
    client.post(f"{LAB}{mine.pk}/delete/")
    assert list(Question.objects.all()) == [question]


def test_editors_may_delete_any(client, editor, question):
    assert "2 judgments" in client.get(f"{LAB}{question.pk}/delete/").text
    client.post(f"{LAB}{question.pk}/delete/")
    assert not Judgment.objects.exists()


def test_others_may_not_enter_the_lab(client, django_user_model, question):
    from django.contrib.auth.models import Group

    user = django_user_model.objects.create_user("mo")
    user.groups.add(Group.objects.get(name="Moderators"))
    client.force_login(user)
    for path in ("", "add/", "import/", "export/", "runs/", "weights/", f"{question.pk}/"):
        assert client.get(LAB + path).status_code == 302
    assert "Relevance lab" not in client.get("/admin/account/").text


# ---- the list


def test_the_list_counts_judgments_and_can_be_narrowed(client, sales, question):
    Question.objects.create(text="milk", task="search")
    found = client.get(LAB, {"judged": "yes"}).context["object_list"]
    assert [(row.text, row.judged, row.fitting) for row in found] == [(question.text, 2, 1)]
    assert [row.text for row in client.get(LAB, {"task": "search"}).context["object_list"]] == [
        "milk"
    ]
    assert [row.text for row in client.get(LAB, {"q": "press"}).context["object_list"]] == [
        question.text
    ]


def test_an_empty_lab_says_what_to_do(client, editor):
    assert "No question has been saved yet." in client.get(LAB).text


def test_many_questions_come_in_pages_in_as_many_queries(client, sales, pool):
    counts = []
    for size in (3, 60):
        Question.objects.bulk_create([Question(text=f"question {size} {n}") for n in range(size)])
        with CaptureQueriesContext(connection) as queries:
            assert len(client.get(LAB).context["object_list"]) <= 50
        counts.append(len(queries))
    assert counts[1] <= counts[0] + 1  # the number of pages


# ---- feedback from the Ask page


def test_feedback_keeps_the_question_with_a_judgment(client, sales, pool):
    data = {"q": " sensors on a press ", "asset": pool["press"].pk, "grade": "2"}
    assert client.post(KEEP, data, headers=JSON).json() == {"grade": "2"}
    question = Question.objects.get()
    assert (question.text, question.origin) == ("sensors on a press", Origin.FEEDBACK)
    assert question.judgments.get().grade == 2


def test_what_was_said_of_an_answer_shows_when_it_is_asked_again(client, sales, question):
    shown = client.get(ASK, {"q": question.text, "kind": "all"}).context["feedback"]
    assert shown.question == question
    assert 2 in shown.grades.values()


def test_a_question_is_kept_without_any_judgment_too(client, sales, pool):
    response = client.post(KEEP, {"q": "pumps", "next": f"{ASK}?q=pumps"})
    assert response.url == f"{ASK}?q=pumps"
    assert Question.objects.get().judgments.count() == 0


@pytest.mark.parametrize("q", ["", " \x00 ", "x" * 2001])
def test_what_is_no_question_is_not_kept(client, sales, q):
    assert client.post(KEEP, {"q": q}).status_code == 400


def test_feedback_on_what_is_not_there_keeps_nothing(client, sales, pool):
    assert client.post(KEEP, {"q": "pumps", "asset": "999999", "grade": "2"}).status_code == 404
    assert (
        client.post(KEEP, {"q": "pumps", "asset": pool["press"].pk, "grade": "9"}).status_code
        == 400
    )
    assert not Question.objects.exists()


def test_who_may_not_judge_is_asked_for_no_feedback(client, sales, question):
    from django.contrib.auth.models import Group

    Group.objects.get(name="Sales").permissions.remove(
        *Group.objects.get(name="Sales").permissions.filter(codename="judge")
    )
    response = client.get(ASK, {"q": question.text, "kind": "all"})
    assert response.context["feedback"] is None
    assert "data-grade" not in response.text


def test_feedback_asks_no_query_for_each_match(client, sales, pool):
    counts = []
    for size in (2, 4):
        for _ in range(size):
            factories.asset(title="Press", summary="Vibration sensors in the press shop.")
        indexing.drain()
        client.get(ASK, {"q": "sensors"})  # reads what is new in the index
        with CaptureQueriesContext(connection) as queries:
            client.get(ASK, {"q": "vibration sensors press shop", "kind": "all"})
        counts.append(len(queries))
    assert counts[0] == counts[1]
