"""Where a button leads: one page, one document or one address."""

import pytest
from wagtail.blocks.struct_block import StructBlockValidationError

from hub.assets.blocks import CallToActionBlock
from tests import factories

pytestmark = pytest.mark.django_db


def cleaned(**fields):
    block = CallToActionBlock()
    given = {"label": "Go", "page": None, "document": None, "url": "", **fields}
    return block.clean(block.to_python(block.get_prep_value(given)))


def test_a_page_a_document_or_an_address():
    page, document = factories.asset(), factories.document()
    assert cleaned(page=page)["page"].pk == page.pk
    assert cleaned(document=document)["document"] == document
    for url in ("/contact", "#form", "https://e.com", "mailto:a@e.com", "tel:+49"):
        assert cleaned(url=url)["url"] == url


@pytest.mark.parametrize("url", ["", "javascript:x", "//evil", "contact", "data:text/html,x"])
def test_nowhere_is_refused(url):
    with pytest.raises(StructBlockValidationError):
        cleaned(url=url)


def test_two_are_refused():
    with pytest.raises(StructBlockValidationError) as refused:
        cleaned(page=factories.asset(), document=factories.document())
    assert list(refused.value.block_errors) == ["document"]


def test_what_was_stored_before_pages_could_be_chosen_is_as_it_was():
    block = CallToActionBlock()
    value = block.to_python({"label": "Go", "url": "/go"})
    assert block.clean(value)["url"] == "/go"
    assert value["page"] is None
