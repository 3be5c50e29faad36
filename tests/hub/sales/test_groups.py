import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

pytestmark = pytest.mark.django_db


def test_sales_may_ask_and_nothing_else():
    sales = Group.objects.get(name="Sales")
    names = set(sales.permissions.values_list("codename", flat=True))
    assert names == {"access_admin", "use_ask", "judge"}
    assert not sales.page_permissions.exists()


def test_editors_may_publish_pages_and_change_terms_files_menus_and_redirects():
    editors = Group.objects.get(name="Editors")
    names = set(editors.permissions.values_list("codename", flat=True))
    assert {"access_admin", "use_ask", "judge", "run_evaluations", "add_term"} <= names
    assert {"change_menu", "add_redirect"} <= names
    pages = set(editors.page_permissions.values_list("permission__codename", flat=True))
    assert {"add_page", "change_page", "publish_page"} <= pages
    files = set(editors.collection_permissions.values_list("permission__codename", flat=True))
    assert {"add_image", "choose_image", "add_document", "choose_document"} <= files


def test_what_was_changed_stays_when_the_hub_is_updated():
    sales = Group.objects.get(name="Sales")
    sales.permissions.clear()
    call_command("migrate", verbosity=0)
    assert not sales.permissions.exists()
