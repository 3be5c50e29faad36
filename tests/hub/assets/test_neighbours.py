"""Neighbours of assets, and the links between them."""

from dataclasses import replace

import pytest
from wagtail.models import ReferenceIndex

from hub.assets.keys import key_of
from hub.assets.neighbours import neighbours
from hub.visibility import anonymous
from search import indexing
from tests import factories
from tests.hub.assets.test_documents import blocks

pytestmark = pytest.mark.django_db


@pytest.fixture
def pool():
    target = factories.asset(title="Bearing", summary="A pump bearing failed.")
    html = f'<p>The <a linktype="page" id="{target.pk}">pump</a> bearing vibrates.</p>'
    source = factories.asset(title="Pump", body=blocks(("paragraph", html)))
    other = factories.asset(title="Seal", summary="The pump seal leaks.")
    for page in (source, target, other):
        ReferenceIndex.create_or_update_for_object(page)
    indexing.drain()
    return source, target, other


def reasons(page, other) -> list[str]:
    found = neighbours([key_of(page.pk)], anonymous())[key_of(page.pk)]
    match = next(match for match in found if match.key == key_of(other.pk))
    return [reason.kind for reason in match.reasons]


def test_a_link_set_by_hand_is_named(pool):
    source, target, other = pool
    assert reasons(source, target)[0] == "link"
    assert "link" not in reasons(source, other)
    assert "link" not in reasons(target, source)


def test_a_link_weighs_nothing(pool):
    source, *_others = pool
    key = key_of(source.pk)
    before = [(match.key, match.score) for match in neighbours([key], anonymous())[key]]
    ReferenceIndex.objects.all().delete()
    assert [(match.key, match.score) for match in neighbours([key], anonymous())[key]] == before


class TestNeverPublished:
    """What the index does not know, as an editor previews it."""

    def found(self, page) -> list[str]:
        key = key_of(page.pk)
        viewer = replace(anonymous(), preview=page.pk)
        return [match.key for match in neighbours([key], viewer)[key]]

    def test_what_it_says_in_short_finds_its_neighbours(self, pool):
        _source, target, _other = pool
        draft = factories.asset(title="Bearing failure", summary="Why a pump bearing fails.")
        assert key_of(target.pk) in self.found(draft)
        assert key_of(draft.pk) not in self.found(draft)

    def test_one_that_says_nothing_has_none(self, pool):
        assert self.found(factories.asset(title="?", summary="")) == []

    def test_it_is_found_for_whoever_previews_it_alone(self, pool):
        draft = factories.asset(title="Bearing failure", summary="Why a pump bearing fails.")
        key = key_of(draft.pk)
        assert neighbours([key], anonymous())[key] == ()
