"""What an answer says it is made of: all that it shows, and all that could come to it."""

import pytest

from api.core.context import Context
from api.schema import schema
from hub.assets.models import CaseStudy
from hub.visibility import anonymous
from tests import factories

pytestmark = pytest.mark.django_db


def tags(query):
    context = Context(anonymous(), lambda path: f"http://hub{path}")
    result = schema.execute(query, context_value=context)
    assert result.errors is None, result.errors
    return context.tags


def test_one_asset_is_made_of_itself_alone():
    asset = factories.asset()

    assert tags(f'{{ asset(id: "{asset.pk}") {{ title bodyHtml }} }}') == {f"page-{asset.pk}"}


def test_an_asset_that_is_not_there_may_come():
    assert tags('{ asset(slug: "none") { title } }') == {"assets"}


def test_a_body_is_made_of_what_it_points_at_whether_it_is_there_or_not():
    image, document = factories.image(), factories.document()
    draft = factories.asset(live=False)
    asset = factories.asset(
        hero_image=image,
        body=[
            ("paragraph", f'<p><a linktype="page" id="{draft.pk}">soon</a></p>'),
            ("paragraph", f'<p><a linktype="document" id="{document.pk}">paper</a></p>'),
        ],
    )

    assert tags(f'{{ asset(id: "{asset.pk}") {{ bodyHtml heroImage {{ alt }} }} }}') == {
        f"page-{asset.pk}",
        f"page-{draft.pk}",
        f"image-{image.pk}",
        f"file-{document.pk}",
    }


@pytest.mark.parametrize(
    "query",
    [
        "{ assets { nodes { id } } }",
        "{ assets { totalCount } }",
        '{ search(query: "press") { totalCount } }',
        '{ search(query: "press") { nodes { score } } }',
        "{ snippets { nodes { id } } }",
        "{ snippets { totalCount } }",
    ],
)
def test_lists_are_made_of_the_whole_pool(query):
    assert "assets" in tags(query)


def test_terms_are_made_of_the_taxonomy_and_their_counts_of_the_pool():
    assert tags("{ taxonomy { personas { name } } }") == {"taxonomy"}
    factories.term(CaseStudy._meta.get_field("personas").related_model)
    assert tags("{ taxonomy { personas { assetCount } } }") == {"taxonomy", "assets"}


def test_a_landing_page_is_made_of_itself_and_of_what_editors_chose():
    asset = factories.asset()
    page = factories.landing_page(
        sections=[("featured_assets", {"heading": "Read", "assets": [asset]})]
    )

    found = tags(f'{{ landingPage(slug: "{page.slug}") {{ sections {{ id heading }} }} }}')

    assert found >= {f"page-{page.pk}", f"page-{asset.pk}"}
    assert "assets" not in found


def test_a_landing_page_that_asks_the_pool_changes_with_it():
    page = factories.landing_page(sections=[("persona_feed", {"heading": "For you"})])

    found = tags(f'{{ landingPage(slug: "{page.slug}") {{ sections {{ id }} }} }}')

    assert {f"page-{page.pk}", "assets"} <= found


def test_lists_of_landing_pages_change_with_any_of_them():
    assert "landing-pages" in tags("{ landingPages { totalCount } }")
    assert "landing-pages" in tags('{ landingPage(slug: "none") { title } }')
