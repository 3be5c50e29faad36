"""An editor reviews snippets: by keyboard, by mouse, on a phone."""

import pytest
from playwright.sync_api import Locator, Page, Request, expect

from hub.assets.documents import to_document
from hub.assets.models import Article
from hub.snippets.models import Decision, Hold, Snippet
from hub.snippets.suggesting import suggest
from hub.taxonomy.seeding import seed
from hub.visibility import anonymous, visible_snippets
from tests import factories

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

SENTENCES = [
    "Downtime of the press fell by 37 % in the first year.",
    "Nobody had asked the night shift before the sensors came 😀.",
    "A sensor is worth what somebody does about it.",
    "The crew says so too.",
]
CHINESE = ["停机时间在一年内减少了三成七。", "夜班以前从来没有人问过。"]


@pytest.fixture(autouse=True)
def settled(page: Page):
    """Nothing is asked of the server any more when a test's database goes."""
    asked: set[Request] = set()
    page.on("request", lambda request: asked.add(request))
    page.on("requestfinished", lambda request: asked.discard(request))
    page.on("requestfailed", lambda request: asked.discard(request))
    yield
    for _ in range(300):
        page.wait_for_timeout(50)
        if not asked:
            break


@pytest.fixture
def asset(live_server) -> Article:
    seed()
    made = factories.asset(
        title="Press shop",
        body=[
            ("heading", {"text": "What came of it", "level": "2"}),
            ("paragraph", f"<p>{' '.join(SENTENCES)}</p>"),
            ("heading", {"text": "In Chinese", "level": "2"}),
            ("paragraph", f"<p>{''.join(CHINESE)}</p>"),
        ],
    )
    made.save_revision().publish()
    return Article.objects.get(pk=made.pk)


@pytest.fixture
def proposed(asset: Article) -> list[Snippet]:
    """The first and the third sentence."""
    text = to_document(asset).text
    return [
        factories.snippet(
            asset, each, start=text.index(each), decision=Decision.PROPOSED, score=0.6
        )
        for each in (SENTENCES[0], SENTENCES[2])
    ]


@pytest.fixture
def studio(page: Page, log_in, live_server, asset: Article):
    def open_it() -> None:
        log_in("Editors")
        page.goto(f"{live_server.url}/admin/snippets/{asset.pk}/")
        expect(page.locator(".studio--live")).to_be_visible()

    return open_it


def given_out() -> set[str]:
    return set(visible_snippets(anonymous(), Snippet.objects.all()).values_list("text", flat=True))


def outcome(page: Page) -> Locator:
    return page.locator("[data-outcome]")


def drag(page: Page, handle: Locator, words: str) -> None:
    """To the end of the words, as they stand in the text."""
    box = handle.bounding_box()
    assert box
    place = page.evaluate(
        """words => {
            const root = document.querySelector("[data-text]");
            const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const at = node.data.indexOf(words);
                if (at < 0) continue;
                const range = document.createRange();
                range.setStart(node, at);
                range.setEnd(node, at + words.length);
                const rects = range.getClientRects();
                const last = rects[rects.length - 1];
                return [last.right - 1, (last.top + last.bottom) / 2];
            }
        }""",
        words,
    )
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(*place, steps=5)
    page.mouse.up()


@pytest.mark.usefixtures("proposed")
def test_accepted_and_taken_back_by_keyboard(page: Page, studio):
    studio()
    page.keyboard.press("a")
    expect(outcome(page)).to_contain_text("Accepted.")
    expect(page.locator("mark.mark--approved", has_text="Downtime of the press")).to_be_visible()
    assert given_out() == {SENTENCES[0]}
    # The next one is looked at.
    expect(page.locator("[data-entry][aria-current]")).to_contain_text(SENTENCES[2])
    page.keyboard.press("u")
    expect(outcome(page)).to_contain_text("Taken back")
    assert given_out() == set()


@pytest.mark.usefixtures("proposed")
def test_trimmed_by_dragging(page: Page, studio):
    studio()
    page.get_by_role("button", name="Trim").first.click()
    drag(page, page.get_by_role("slider", name="End"), "sensors came 😀.")
    expect(page.locator("[data-span]")).to_contain_text("Sentences: 2")
    page.get_by_role("button", name="Keep this span").click()
    expect(outcome(page)).to_contain_text("Trimmed.")
    assert Snippet.objects.first().text == " ".join(SENTENCES[:2])


@pytest.mark.usefixtures("proposed")
def test_trimmed_by_keyboard(page: Page, studio):
    studio()
    page.keyboard.press("j")
    page.keyboard.press("t")
    page.keyboard.press("Shift+ArrowUp")
    page.keyboard.press("Shift+ArrowRight")
    # Not into the next section.
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    expect(outcome(page)).to_contain_text("Trimmed.")
    assert Snippet.objects.order_by("start").last().text == " ".join(SENTENCES[1:])


def test_what_was_rejected_is_not_proposed_again(page: Page, studio, asset, proposed):
    studio()
    page.keyboard.press("x")
    page.keyboard.press("2")
    expect(outcome(page)).to_contain_text("Rejected.")
    row = Snippet.objects.get(pk=proposed[0].pk)
    assert (row.decision, row.rejection) == ("rejected", "out_of_context")
    suggest(asset)
    again = Snippet.objects.filter(asset=asset, decision=Decision.PROPOSED)
    assert SENTENCES[0] not in set(again.values_list("text", flat=True))


def test_made_by_selecting_text(page: Page, studio):
    studio()
    page.get_by_text("Nobody had asked").click(click_count=3)
    page.get_by_role("button", name="Make a snippet of it").click()
    page.get_by_role("button", name="Keep this span").click()
    expect(outcome(page)).to_contain_text("Made, and accepted")
    assert given_out() == {" ".join(SENTENCES)}


def test_made_by_keyboard_in_chinese(page: Page, studio, asset):
    text = to_document(asset).text
    factories.snippet(asset, CHINESE[0], start=text.index(CHINESE[0]), decision=Decision.PROPOSED)
    studio()
    page.keyboard.press("n")
    page.keyboard.press("Enter")
    expect(outcome(page)).to_contain_text("Made, and accepted")
    assert given_out() == {CHINESE[1]}


@pytest.mark.usefixtures("proposed")
def test_all_that_are_shown_are_accepted_and_taken_back(page: Page, studio):
    studio()
    page.get_by_role("button", name="Accept all 2 shown").click()
    expect(outcome(page)).to_contain_text("2 accepted.")
    assert given_out() == {SENTENCES[0], SENTENCES[2]}
    outcome(page).get_by_role("button", name="Undo").click()
    expect(outcome(page)).to_contain_text("Taken back")
    assert given_out() == set()


@pytest.mark.usefixtures("proposed")
def test_those_that_are_picked_are_accepted(page: Page, studio):
    studio()
    page.keyboard.press("j")
    page.keyboard.press(" ")
    page.get_by_role("button", name="Accept the 1 picked").click()
    expect(outcome(page)).to_contain_text("Accepted.")
    assert given_out() == {SENTENCES[2]}


def test_a_changed_one_is_taken_over(page: Page, studio, asset, proposed):
    Snippet.objects.filter(pk=proposed[0].pk).update(decision=Decision.APPROVED)
    reworded = SENTENCES[0].replace("37", "41")
    prose = " ".join([reworded, *SENTENCES[1:]])
    asset.body = [
        ("heading", {"text": "What came of it", "level": "2"}),
        ("paragraph", f"<p>{prose}</p>"),
    ]
    asset.save_revision().publish()
    assert Snippet.objects.get(pk=proposed[0].pk).hold == Hold.CHANGED
    studio()
    page.get_by_text("To look at").click()
    expect(page.locator("del")).to_have_text("37")
    expect(page.locator("ins")).to_have_text("41")
    page.get_by_role("button", name="Take the new wording").click()
    expect(outcome(page)).to_contain_text("taken over")
    assert given_out() == {reworded}


@pytest.mark.usefixtures("proposed")
def test_filtered_by_what_a_channel_takes(page: Page, studio):
    studio()
    page.get_by_label("Channel").first.select_option(label="X")
    expect(page.locator("[data-entry]:visible")).to_have_count(2)
    page.get_by_label("Type").first.select_option(label="Question")
    expect(page.get_by_text("None of the snippets is like this.")).to_be_visible()


@pytest.mark.usefixtures("proposed")
def test_a_preview_is_looked_at_and_copied(page: Page, studio):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    studio()
    page.get_by_role("tab", name="LinkedIn").click()
    shown = page.get_by_role("tabpanel", name="LinkedIn")
    expect(shown).to_contain_text("of 3000 characters")
    shown.get_by_role("button", name="Copy").click()
    expect(shown.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").startswith(SENTENCES[0])


@pytest.mark.usefixtures("proposed")
def test_a_lost_network_loses_nothing(page: Page, studio):
    studio()
    page.context.set_offline(True)
    page.keyboard.press("a")
    expect(outcome(page)).to_contain_text("could not be reached")
    assert given_out() == set()
    page.context.set_offline(False)
    outcome(page).get_by_role("button", name="Try again").click()
    expect(outcome(page)).to_contain_text("Accepted.")
    assert given_out() == {SENTENCES[0]}


def test_what_somebody_else_decided_meanwhile_is_told(page: Page, studio, asset, proposed):
    studio()
    Snippet.objects.filter(pk=proposed[0].pk).update(hold=Hold.GONE)
    page.keyboard.press("a")
    expect(outcome(page)).to_contain_text("Somebody changed this meanwhile.")
    expect(page.locator("[data-entry]").first).to_contain_text("No longer in the text")


@pytest.mark.usefixtures("proposed")
def test_on_a_phone(page: Page, studio):
    page.set_viewport_size({"width": 390, "height": 844})
    studio()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    # Text and snippets are seen at once.
    expect(page.locator("mark.mark--active").first).to_be_in_viewport()
    expect(page.locator("[data-entry][aria-current]")).to_be_in_viewport()
    page.get_by_role("button", name="Accept", exact=True).first.click()
    expect(outcome(page)).to_contain_text("Accepted.")
    assert given_out() == {SENTENCES[0]}


@pytest.mark.usefixtures("proposed")
def test_without_a_script(browser, log_in, page: Page, live_server, asset):
    log_in("Editors")
    context = browser.new_context(
        java_script_enabled=False, storage_state=page.context.storage_state()
    )
    plain = context.new_page()
    plain.goto(f"{live_server.url}/admin/snippets/{asset.pk}/")
    plain.get_by_role("button", name="Accept", exact=True).first.click()
    expect(plain.get_by_text("Accepted.", exact=True)).to_be_visible()
    context.close()
    assert given_out() == {SENTENCES[0]}


@pytest.mark.usefixtures("proposed")
def test_a_salesperson_copies_what_is_approved(page: Page, log_in, live_server, asset, proposed):
    Snippet.objects.filter(pk=proposed[0].pk).update(decision=Decision.APPROVED)
    log_in("Sales")
    page.goto(f"{live_server.url}/admin/ask/read/{asset.pk}/")
    page.get_by_text("1 snippet ready to share").click()
    page.get_by_text("Copy or share").click()
    page.get_by_role("tab", name="LinkedIn").click()
    expect(page.get_by_role("tabpanel", name="LinkedIn")).to_contain_text(SENTENCES[0])
