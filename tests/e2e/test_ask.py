"""Sales people ask, see why, and read."""

import re

import pytest
from playwright.sync_api import Page, expect

from hub.taxonomy.models import Industry
from search import indexing
from tests import factories

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

SENTENCE = "Vibration sensors on the press named the bearing before it failed."


@pytest.fixture
def pool(live_server):
    automotive = factories.term(Industry, "automotive", en="Automotive", zh_hans="汽车")
    factories.case_study(
        title="Press shop",
        body=[
            ("heading", {"text": "The first month", "level": "2"}),
            ("paragraph", f"<p>Nobody believed it. <b>Vibration sensors</b>{SENTENCE[17:]}</p>"),
            ("paragraph", "<p>Then came the second month.</p>" * 60),
        ],
        industries=[automotive],
    )
    for number in range(12):
        words = [("paragraph", f"<p>Filler words number {number} only.</p>")]
        factories.asset(title=f"Filler {number}", body=words)
    indexing.drain()


@pytest.mark.usefixtures("pool")
def test_ask_see_the_evidence_and_read_it_in_its_place(page: Page, log_in):
    log_in("Sales")
    expect(page).to_have_url(re.compile(r"/admin/ask/$"))

    question = page.get_by_label("Your question")
    question.fill("vibration sensors bearing press automotive")
    question.press("Enter")
    match = page.locator(".match")
    expect(match).to_have_count(1)
    expect(match.locator("mark")).to_have_text(SENTENCE)
    expect(match).to_contain_text("Downtime 0: 41 → 17")

    match.get_by_role("link", name="Read it there").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Press shop")
    marks = page.locator("article mark")
    # The sentence runs over two elements of the text, so it is marked in two pieces.
    assert "".join(marks.all_text_contents()) == SENTENCE
    expect(marks.first).to_be_in_viewport()

    page.get_by_role("link", name="Back").click()
    expect(match).to_have_count(1)


@pytest.mark.usefixtures("pool")
def test_the_answer_fits_a_phone_and_can_be_narrowed_by_keyboard(page: Page, log_in):
    page.set_viewport_size({"width": 390, "height": 844})
    log_in("Sales")
    page.get_by_label("Your question").fill("vibration sensors bearing press automotive")
    page.get_by_role("button", name="Ask").click()
    expect(page.locator(".match")).to_have_count(1)
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390

    chip = page.locator(".ask__chip")
    chip.focus()
    page.keyboard.press("Enter")
    expect(chip).to_have_attribute("aria-current", "true")
    expect(page.locator(".match")).to_have_count(1)
