import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from hub.assets.models import Article, CaseStudy, Publication
from hub.taxonomy.models import ContentFamily, ContentType, Persona, TermName
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def content_type():
    family = ContentFamily.objects.create(slug="product")
    return ContentType.objects.create(
        slug="competitor-comparison", family=family, default_audience="internal"
    )


def _post(client, model, **fields):
    data = nested_form_data(
        {
            "title": "Two gearboxes compared",
            "slug": "two-gearboxes",
            "body": streamfield([]),
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
            **fields,
        }
    )
    url = reverse("wagtailadmin_pages:add", args=["assets", model, factories.home().pk])
    return client.post(url, data)


def test_an_asset_takes_its_audience_from_its_content_type(admin_client, content_type):
    _post(admin_client, "article", audience="", content_type_term=content_type.pk)
    assert Article.objects.get().audience == "internal"


def test_an_audience_that_someone_chose_stays(admin_client, content_type):
    _post(admin_client, "article", audience="public", content_type_term=content_type.pk)
    assert Article.objects.get().audience == "public"


def test_without_a_content_type_the_audience_is_the_public(admin_client):
    _post(admin_client, "article", audience="")
    assert Article.objects.get().audience == "public"


def test_the_kind_is_one_of_the_class(admin_client):
    response = _post(admin_client, "publication", kind="webinar")
    assert "kind" in response.context["form"].errors
    assert not Publication.objects.exists()


def test_the_chosen_kind_is_kept(admin_client):
    _post(admin_client, "publication", kind="ebook")
    assert Publication.objects.get().kind == "ebook"


def test_a_form_starts_with_the_kind_that_was_asked_for(admin_client):
    url = reverse("wagtailadmin_pages:add", args=["assets", "publication", factories.home().pk])
    form = admin_client.get(url, {"kind": "brochure"}).context["form"]
    assert form["kind"].value() == "brochure"


def test_a_kind_that_is_not_the_classs_is_refused_wherever_it_comes_from():
    with pytest.raises(ValidationError, match="one of: Case study"):
        CaseStudy(title="x", slug="x", kind="webinar").clean()


def test_the_settings_tab_shows_where_an_asset_came_from_and_how_long_it_is(admin_client):
    article = factories.asset(
        summary="Two 轴承 failed.",
        source="folder",
        external_id="posts/two.md",
        source_metadata={"layout": "post"},
    )
    text = admin_client.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).text
    assert "posts/two.md" in text
    assert "&quot;layout&quot;: &quot;post&quot;" in text
    assert "4 words and Chinese characters" in text


def test_a_checklist_shows_what_was_chosen_first_and_knows_a_terms_other_names(admin_client):
    for slug in ("executive", "finance"):
        term = Persona.objects.create(slug=slug)
        TermName.objects.create(term_id=term.pk, locale="en", name=slug, aliases=f"{slug} alias")
    article = factories.asset(personas=[term])
    response = admin_client.get(reverse("wagtailadmin_pages:edit", args=[article.pk]))
    checklist = response.text.partition('id="id_personas"')[2]
    assert checklist.index("finance alias") < checklist.index("executive alias")
