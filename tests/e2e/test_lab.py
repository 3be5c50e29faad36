"""A question is kept from the Ask page, judged by keyboard, and measured."""

import pytest
from playwright.sync_api import Page, expect

from hub.lab import tasks
from hub.lab.models import Question, Run
from search import indexing
from tests import factories

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

QUESTION = "vibration sensors on a press"


@pytest.fixture
def pool(live_server, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    factories.asset(title="Press shop", summary="Vibration sensors on the press saw it coming.")
    factories.asset(title="Dairy", summary="Milk is traced from the tanker to the shelf.")
    for number in range(12):
        factories.asset(title=f"Filler {number}", summary=f"Filler words number {number} only.")
    indexing.drain()


@pytest.mark.usefixtures("pool")
def test_from_an_answer_to_a_figure(page: Page, log_in, live_server):
    log_in("Editors")
    page.goto(f"{live_server.url}/admin/ask/?kind=all&q={QUESTION}")
    fits = page.get_by_role("button", name="Fits", exact=True).first
    fits.click()
    expect(fits).to_have_attribute("aria-pressed", "true")
    assert Question.objects.get().judgments.get().asset.title == "Press shop"

    page.goto(f"{live_server.url}/admin/lab/{Question.objects.get().pk}/")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("3")
    page.keyboard.press("0")
    first, second = page.locator(".candidate").nth(0), page.locator(".candidate").nth(1)
    expect(first.get_by_role("button", name="Exactly what is wanted")).to_have_attribute(
        "aria-pressed", "true"
    )
    expect(second.get_by_role("button", name="Not relevant")).to_have_attribute(
        "aria-pressed", "true"
    )
    # Given again, a grade is taken back.
    second.get_by_role("button", name="Not relevant").click()
    expect(second.get_by_role("button", name="Not relevant")).to_have_attribute(
        "aria-pressed", "false"
    )

    page.goto(f"{live_server.url}/admin/lab/runs/")
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.get_by_text("Waits for the worker")).to_be_visible()
    tasks.advance_run.call(Run.objects.get().pk)
    # The page notices by itself.
    expect(page.get_by_text("Done", exact=True)).to_be_visible()
    page.get_by_role("link", name="No difference").click()
    page.get_by_role("link", name=QUESTION).click()
    expect(page.locator(".side")).to_have_count(2)


@pytest.mark.usefixtures("pool")
def test_a_question_is_judged_on_a_phone(page: Page, log_in, live_server):
    page.set_viewport_size({"width": 390, "height": 844})
    log_in("Sales")
    made = Question.objects.create(text=QUESTION)
    page.goto(f"{live_server.url}/admin/lab/{made.pk}/")
    button = page.get_by_role("button", name="Answers it").first
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
