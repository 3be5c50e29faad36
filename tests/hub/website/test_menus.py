"""What editors are told when a menu cannot be."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Site
from wagtail.test.utils.form_data import nested_form_data, streamfield

from hub.website.blocks import ItemBlock
from hub.website.links import is_address
from hub.website.models import Menu
from tests import factories


def problems(**item):
    block = ItemBlock()
    value = block.to_python({"page": None, "label": "", "address": "", "children": [], **item})
    return block.problems(value)


class TestItems:
    def test_something_to_lead_to_is_needed(self):
        assert list(problems(label="Read")) == ["page"]

    def test_with_links_below_it_a_label_is_enough(self):
        below = [{"type": "item", "value": {"label": "All", "address": "/all", "page": None}}]
        assert problems(label="Read", children=below) == {}
        assert list(problems(children=below)) == ["label"]

    def test_an_address_needs_words_and_must_lead_somewhere(self):
        assert list(problems(address="/all")) == ["label"]
        assert list(problems(address="javascript:alert(1)", label="x")) == ["address"]
        assert problems(address="/all", label="All") == {}


@pytest.mark.parametrize(
    "text",
    ["/contact", "/en/library?kind=FAQ#x", "#top", "https://x.example.com/y", "mailto:a@b.example"],
)
def test_what_a_link_may_lead_to(text):
    assert is_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "contact",
        "//elsewhere.example.com",
        "/\\elsewhere.example.com",
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        " https://x.example.com",
        "https://",
        "https:/x",
        "http://[",
        "ftp://x.example.com/y",
    ],
)
def test_and_what_not(text):
    assert not is_address(text)


@pytest.mark.django_db
class TestForm:
    @pytest.fixture(autouse=True)
    def site(self):
        factories.locale("zh-hans")
        return factories.site()

    def post(self, client, locale="en", **fields):
        item = {"page": "", "label": "All", "address": "/all", "children-count": 0}
        form = {
            "name": "main",
            "site": Site.objects.get().pk,
            "items": streamfield([("item", item)]),
        }
        url = reverse(Menu.snippet_viewset.get_url_name("add"))
        return client.post(f"{url}?locale={locale}", nested_form_data({**form, **fields}))

    def test_a_menu_is_made_in_its_language(self, admin_client):
        self.post(admin_client)
        self.post(admin_client, locale="zh-hans")
        made = {menu.locale.language_code: menu for menu in Menu.objects.all()}
        assert set(made) == {"en", "zh-hans"}
        assert made["en"].items[0].value["address"] == "/all"

    def test_a_second_of_the_same_name_is_refused(self, admin_client):
        self.post(admin_client)
        shown = self.post(admin_client).content.decode()
        assert "The site has a menu of this name in this language." in shown
        assert Menu.objects.count() == 1

    def test_an_item_that_leads_nowhere_is_refused(self, admin_client):
        empty = {"page": "", "label": "x", "address": "", "children-count": 0}
        shown = self.post(admin_client, items=streamfield([("item", empty)])).content.decode()
        assert "Choose a page, or give an address." in shown
        assert not Menu.objects.exists()

    def test_one_without_items_is_listed(self, admin_client):
        self.post(admin_client, items=streamfield([]))
        url = reverse(Menu.snippet_viewset.get_url_name("list"))
        assert "main" in admin_client.get(url).content.decode()

    def test_it_can_be_translated(self, admin_client):
        self.post(admin_client)
        menu = Menu.objects.get()
        translation = menu.copy_for_translation(factories.locale("zh-hans"))
        translation.save()
        assert translation.items[0].value["label"] == "All"
        with pytest.raises(ValidationError):
            Menu(site=menu.site, name="main", locale=menu.locale).full_clean()


@pytest.mark.django_db
def test_menus_of_two_languages_are_told_apart():
    assert str(Menu(name="main", locale=factories.locale())) == "main (English)"


@pytest.mark.django_db
def test_a_new_menu_says_for_which_language_it_is(admin_client):
    factories.locale("zh-hans")
    address = f"{reverse('wagtailsnippets_website_menu:add')}?locale=zh-hans"
    assert "Menu (Simplified Chinese)" in admin_client.get(address).content.decode()
