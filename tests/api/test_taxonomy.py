import pytest
from django.utils import timezone

from hub.taxonomy.models import (
    Audience,
    Campaign,
    ContentFamily,
    ContentType,
    Format,
    Persona,
    Term,
    TermName,
    Topic,
)
from tests import factories

pytestmark = pytest.mark.django_db

LISTS = {
    "personas": "PERSONA",
    "stages": "STAGE",
    "industries": "INDUSTRY",
    "topics": "TOPIC",
    "products": "PRODUCT",
    "campaigns": "CAMPAIGN",
    "channels": "CHANNEL",
    "formats": "FORMAT",
    "contentTypes": "CONTENT_TYPE",
    "contentFamilies": "CONTENT_FAMILY",
}


@pytest.fixture(autouse=True)
def no_other_terms(db):
    ContentType.objects.all().delete()
    Term.objects.all().delete()


def test_each_list_has_its_terms(data):
    from hub.taxonomy import models

    family = ContentFamily.objects.create(slug="family")
    ContentType.objects.create(slug="x", family=family)
    for cls in (
        models.Persona,
        models.Stage,
        models.Industry,
        models.Topic,
        models.Product,
        models.Campaign,
        models.Channel,
        models.Format,
    ):
        cls.objects.create(slug="x")
    query = "{ taxonomy { %s } }" % " ".join(f"{name} {{ kind slug }}" for name in LISTS)  # noqa: UP031
    assert data(query)["taxonomy"] == {
        name: [{"kind": kind, "slug": "family" if kind == "CONTENT_FAMILY" else "x"}]
        for name, kind in LISTS.items()
    }


class TestWords:
    QUERY = """query ($locale: String) { taxonomy(locale: $locale) {
      personas { name aliases description } } }"""

    @pytest.fixture(autouse=True)
    def finance(self):
        term = factories.term(Persona, "finance", en="Finance")
        TermName.objects.create(
            term_id=term.pk,
            locale="zh-hans",
            name="财务负责人",
            aliases="CFO\n财务总监",
            description="管钱的人",
        )

    def test_in_a_language(self, data):
        assert data(self.QUERY, {"locale": "zh-hans"})["taxonomy"]["personas"] == [
            {"name": "财务负责人", "aliases": ["CFO", "财务总监"], "description": "管钱的人"}
        ]

    @pytest.mark.parametrize("locale", [None, "en", "fr", "", "\0"])
    def test_else_in_the_default_one(self, data, locale):
        assert data(self.QUERY, {"locale": locale})["taxonomy"]["personas"] == [
            {"name": "Finance", "aliases": [], "description": ""}
        ]


def test_terms_come_in_the_editors_order(data):
    Topic.objects.create(slug="b", sort_order=1)
    Topic.objects.create(slug="a", sort_order=2)
    Topic.objects.create(slug="c", sort_order=1)
    topics = data("{ taxonomy { topics { slug } } }")["taxonomy"]["topics"]
    assert [topic["slug"] for topic in topics] == ["b", "c", "a"]


class TestAssetCount:
    QUERY = """{ taxonomy { personas { slug assetCount } formats { assetCount }
      campaigns { assetCount } contentTypes { assetCount } contentFamilies { assetCount } } }"""

    def counted(self, data, key=""):
        return {
            name: [term["assetCount"] for term in terms]
            for name, terms in data(self.QUERY, key=key)["taxonomy"].items()
        }

    def test_counts_what_carries_a_term(self, data):
        one, two = factories.term(Persona, "a"), factories.term(Persona, "b")
        family = ContentFamily.objects.create(slug="family")
        fields = {
            "format": factories.term(Format),
            "campaign": factories.term(Campaign),
            "content_type_term": ContentType.objects.create(slug="x", family=family),
        }
        factories.asset(personas=[one, two], **fields)
        factories.asset(personas=[one])
        assert self.counted(data) == {
            "personas": [2, 1],
            "formats": [1],
            "campaigns": [1],
            "contentTypes": [1],
            "contentFamilies": [1],
        }

    def test_counts_only_what_the_caller_may_see(self, data):
        term = factories.term(Persona)
        factories.asset(personas=[term], audience=Audience.INTERNAL)
        factories.asset(personas=[term], live=False)
        factories.asset(personas=[term], expire_at=timezone.now())
        assert self.counted(data)["personas"] == [0]
        assert self.counted(data, factories.viewer_key("sales"))["personas"] == [1]
