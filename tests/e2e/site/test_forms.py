"""A landing page's form, with and without scripts."""

import subprocess
import sys
import urllib.error
import urllib.request

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import ROOT, Hub

pytestmark = pytest.mark.browser

PATH = "/en/for-finance?stage=deciding"
THANKS = "Thank you."


def fill_in(page: Page, name: str, email: str) -> None:
    page.get_by_label("Name").fill(name)
    page.get_by_label("Work email").fill(email)
    page.get_by_label("Company").fill("Kestrel")
    page.get_by_label("Ridgewell may use").check()


def leads(hub: Hub) -> list[str]:
    code = "from hub.landing.models import Lead; [print(x.form_data, x.visitor) for x in Lead.objects.all()]"
    shell = [sys.executable, "manage.py", "shell", "-v0", "-c", code]
    env = {"DATA_DIR": str(hub.data), "DJANGO_SETTINGS_MODULE": "hub.settings.dev"}
    return subprocess.run(
        shell, cwd=ROOT, env=env, check=True, capture_output=True, text=True
    ).stdout.splitlines()


def test_it_is_sent_at_once(page: Page, site: str, hub: Hub):
    page.goto(site + PATH)
    with page.expect_response(lambda response: "/form-token/" in response.url):
        page.get_by_label("Name").focus()
    fill_in(page, "Ada", "ada@example.com")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#form")).to_contain_text(THANKS)
    [lead] = [lead for lead in leads(hub) if "Ada" in lead]
    assert "'stage': 'deciding'" in lead


def test_without_scripts_it_is_looked_over_and_what_was_typed_stays(browser: Browser, site: str):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + PATH)
    fill_in(page, "Grace", "grace@example.com")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_contain_text("look it over")
    expect(page.get_by_label("Name")).to_have_value("Grace")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#form")).to_contain_text(THANKS)
    context.close()


def test_what_is_wrong_is_said_beside_it_and_nothing_is_lost(page: Page, site: str):
    page.goto(site + PATH)
    # As from a browser that does not look at the fields itself.
    page.locator("form[data-lead]").evaluate("form => form.noValidate = true")
    with page.expect_response(lambda response: "/form-token/" in response.url):
        page.get_by_label("Name").focus()
    fill_in(page, "Joan", "not an address")
    page.get_by_role("button", name="Send").click()
    email = page.get_by_label("Work email")
    expect(email).to_have_attribute("aria-invalid", "true")
    expect(email).to_have_value("not an address")
    expect(page.get_by_label("Ridgewell may use")).to_be_checked()
    email.fill("joan@example.com")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#form")).to_contain_text(THANKS)


def test_a_form_where_there_is_none_is_refused(page: Page, site: str):
    response = page.request.post(f"{site}/en/library", form={"f.name": "Ada"})
    assert response.status == 404


@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data; boundary=x"])
def test_what_is_no_form_is_refused(site: str, kind: str):
    request = urllib.request.Request(site + PATH, b"{}", {"Content-Type": kind})
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request)
    with refused.value as response:
        assert response.code == 400
        assert "Your message was not sent" in response.read().decode()
