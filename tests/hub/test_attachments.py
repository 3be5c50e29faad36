"""A publication's text is its file's."""

import pytest
from django.core.files.base import ContentFile
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction

from hub.assets.documents import to_document
from hub.assets.models import Publication
from search.indexing import waiting
from search.models import Change
from tests.factories import asset
from tests.hub.importing.test_hostile import docx, pdf

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def document(data: bytes, name: str) -> Document:
    return Document.objects.create(title=name, file=ContentFile(data, name=name))


def text_of(page: Publication) -> str:
    return Publication.objects.get(pk=page.pk).extracted_text


def test_the_file_is_read_when_it_is_another_one():
    page = asset(Publication, file=document(pdf(["First paper"]), "a.pdf"))
    assert text_of(page) == "First paper"
    page.file = document(docx(), "b.docx")
    page.save_revision().publish()
    assert text_of(page) == "Head\n\nWords of a letter"
    page.file = None
    page.save_revision().publish()
    assert text_of(page) == ""


def test_a_draft_does_not_change_what_is_published():
    page = asset(Publication, file=document(pdf(["First paper"]), "a.pdf"))
    page.file = document(pdf(["Second paper"]), "b.pdf")
    revision = page.save_revision()
    assert text_of(page) == "First paper"
    revision.publish()
    assert text_of(page) == "Second paper"


def test_a_new_version_of_the_same_document_is_read():
    kept = document(pdf(["First paper"]), "a.pdf")
    page = asset(Publication, file=kept)
    kept.file = ContentFile(pdf(["Second paper"]), name="a2.pdf")
    kept.file_hash = ""
    kept._set_document_file_metadata()
    kept.save()
    assert text_of(page) == "Second paper"


@pytest.mark.parametrize("data", [b"not a pdf", pdf(["secret"], password="p")])
def test_a_file_that_cannot_be_read_has_no_text_and_can_be_saved(data):
    page = asset(Publication, file=document(data, "a.pdf"))
    assert (text_of(page), page.file.title) == ("", "a.pdf")


def test_the_text_of_a_private_file_is_neither_read_nor_found():
    shut = Collection.get_first_root_node().add_child(name="Board")
    kept = document(pdf(["For the board"]), "a.pdf")
    page = asset(Publication, file=kept)
    assert "For the board" in to_document(page).text
    Change.objects.all().delete()
    kept.collection = shut
    kept.save()
    CollectionViewRestriction.objects.create(
        collection=shut, restriction_type=CollectionViewRestriction.LOGIN
    )
    assert "For the board" not in to_document(page).text
    assert waiting() == 1


def test_many_put_into_a_private_collection_at_once_are_heard_of(admin_client):
    shut = Collection.get_first_root_node().add_child(name="Board")
    CollectionViewRestriction.objects.create(collection=shut, restriction_type="login")
    kept = document(pdf(["For the board"]), "a.pdf")
    page = asset(Publication, file=kept)
    Change.objects.all().delete()
    address = f"/admin/bulk/wagtaildocs/document/add_to_collection/?id={kept.pk}"
    assert admin_client.post(address, {"collection": shut.pk}).status_code == 302
    assert "For the board" not in to_document(Publication.objects.get(pk=page.pk)).text
    assert waiting() == 1


def test_a_deleted_file_takes_its_text_along():
    kept = document(pdf(["First paper"]), "a.pdf")
    page = asset(Publication, file=kept)
    Change.objects.all().delete()
    kept.delete()
    assert text_of(page) == ""
    assert waiting() == 1


def test_a_collection_moved_into_a_private_one_is_heard_of(
    admin_client, django_capture_on_commit_callbacks
):
    root = Collection.get_first_root_node()
    shut, moved = root.add_child(name="Shut"), root.add_child(name="Moved")
    CollectionViewRestriction.objects.create(collection=shut, restriction_type="login")
    kept = document(pdf(["First paper"]), "a.pdf")
    kept.collection = moved
    kept.save()
    page = asset(Publication, file=kept)
    Change.objects.all().delete()
    address = f"/admin/collections/{moved.pk}/"
    with django_capture_on_commit_callbacks(execute=True):
        done = admin_client.post(address, {"name": "Moved", "parent": shut.pk})
    assert done.status_code == 302
    assert waiting() == 1
    assert to_document(Publication.objects.get(pk=page.pk)).text == ""
