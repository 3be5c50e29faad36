"""Drafts of any stored shape, the broken ones too."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from wagtail.models import Page

from hub.assets.models import Article
from hub.preview.drafts import Draft
from hub.preview.staging import published
from tests import factories

from .test_drafts import new_article

TITLES = st.one_of(st.none(), st.just(""), st.just(" "), st.text(max_size=20), st.just("x" * 300))
BROKEN = st.fixed_dictionaries(
    {},
    optional={
        "title": TITLES,
        "slug": st.one_of(TITLES, st.just("not a slug"), st.just("taken")),
        "kind": st.sampled_from([None, "", "case_study", "no such kind"]),
        "audience": st.sampled_from([None, "", "nobody"]),
        "summary": st.none(),
        "authors": st.none(),
        "canonical_url": st.sampled_from([None, "javascript:alert(1)", "not an address"]),
        "format_id": st.just(999),
        "content_type_term_id": st.just(999),
        "hero_image_id": st.just(999),
        "locale_id": st.none(),
        "noindex": st.none(),
    },
)


class TestBrokenDrafts(TestCase):
    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(broken=BROKEN, is_new=st.booleans())
    def test_any_draft_can_be_looked_at(self, broken, is_new):
        parent = factories.home()
        factories.asset(slug="taken")
        page = new_article(parent) if is_new else factories.asset()
        for name, value in broken.items():
            setattr(page, name, value)
        with published(Draft(page, parent.pk if is_new else None)) as shown:
            found = Article.objects.get(pk=shown.pk)
            assert found.kind == "article"
            assert found.slug
            assert (found.format, found.hero_image) == (None, None)
            assert found.canonical_url == ""
            assert Page.objects.filter(pk=found.pk, live=True).exists()
