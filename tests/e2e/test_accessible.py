"""The admin's screens for websites: nothing on them that axe calls serious."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page

from hub.landing.models import LandingPage, Lead
from tests import factories
from tests.e2e.conftest import PASSWORD

MODULES = Path(__file__).parents[2] / "frontend_contract" / "node_modules"
AXE = MODULES / "axe-core" / "axe.min.js"

SCREENS = [
    "/admin/",
    "/admin/landing/",
    "/admin/pages/{}/edit/",
    "/admin/forms/submissions/{}/",
    "/admin/forms/submissions/{}/delete/?selected-submissions=1",
    "/admin/api-keys/",
    "/admin/trusted-documents/",
    "/admin/webhooks/new/",
    "/admin/deliveries/",
    "/admin/redirects/",
    "/admin/snippets/website/menu/add/",
    "/admin/settings/targeting/targeting/",
]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture
def admin(page: Page, live_server) -> Page:
    User.objects.create_superuser("boss", password=PASSWORD)
    page.goto(f"{live_server.url}/admin/login/")
    page.get_by_label("Username").fill("boss")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")
    return page


@pytest.fixture
def landing_page() -> LandingPage:
    table = {
        "columns": [{"type": "text", "heading": "Price"}],
        "rows": [{"values": ["9"]}],
        "caption": "",
    }
    made = factories.home().add_child(
        instance=LandingPage(
            title="Spring",
            slug="spring",
            locale=factories.locale(),
            sections=[
                ("rich_text", {"heading": "Why", "body": "<p>Because.</p>"}),
                {"type": "comparison_table", "value": {"heading": "Compared", "table": table}},
            ],
        )
    )
    made.form_fields.create(label="Name", field_type="singleline")
    Lead.objects.create(page=made, form_data={"name": "Ann"}, nonce="a")
    return made


def serious(page: Page) -> list[tuple[str, list]]:
    page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
    return [
        (one["id"], [node["target"] for node in one["nodes"]])
        for one in found
        if one["impact"] in ("serious", "critical")
    ]


def test_nothing_serious(admin: Page, live_server, landing_page):
    """All in one test, as each begins with a database made anew."""
    found = {}
    for path in SCREENS:
        admin.goto(live_server.url + path.format(landing_page.pk))
        admin.wait_for_load_state("networkidle")
        found[path] = serious(admin)
    assert {path: ids for path, ids in found.items() if ids} == {}
