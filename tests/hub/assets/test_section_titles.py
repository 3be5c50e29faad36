import pytest
from django.utils.translation import override

from hub.assets.documents import to_document
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("lang", "titles"), [("en", {"Customer", "Results"}), ("zh-hans", {"客户", "成效"})]
)
def test_fields_are_named_in_the_assets_language_not_the_readers(lang, titles):
    asset = factories.case_study(lang=lang)
    with override("en" if lang == "zh-hans" else "zh-hans"):
        found = {section.title for section in to_document(asset).sections}
    assert titles <= found
