"""Drafts become pages: one asset, one transaction, one revision."""

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from wagtail.models import Page, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from hub.assets.models import Asset, CaseStudy, CaseStudyResult
from hub.assets.tree import home_of
from hub.website.slugs import addressed

from .content import Draft
from .errors import ImportProblem
from .slugs import free_slug

STREAMS = ("body", "questions")


class Store:
    """Remembers each Home's slugs, so that finding a free one costs no query per asset."""

    def __init__(self, publish: bool):
        self.publish = publish
        self._homes: dict[str, int] = {}
        self._slugs: dict[int, set[str]] = {}

    def save(
        self, draft: Draft, existing: int | None, provenance: dict[str, Any], key: str | None
    ) -> Asset:
        """`provenance` are the source fields, `key` the original's translation key (if any)."""
        try:
            with transaction.atomic(), disable_reference_index_auto_update():
                page = self._updated(draft, existing, provenance) if existing else None
                page = page or self._created(draft, provenance, key)
                if existing and key:
                    page.translation_key = key
                    page.save()
                ReferenceIndex.create_or_update_for_object(page)
            return page
        except ValidationError as error:
            raise ImportProblem(_said(error)) from error
        except IntegrityError as error:
            raise ImportProblem(f"the database refuses it: {error}") from error

    def _created(self, draft: Draft, provenance: dict[str, Any], key: str | None) -> Asset:
        parent = self._home(draft.language)
        page = draft.model(locale_id=parent.locale_id, live=False, **provenance)
        if key:
            page.translation_key = key
        _fill(page, draft)
        slug = self._claim(parent.pk, draft.slug)
        page.slug = slug
        try:
            parent.add_child(instance=page)
            _tag(page, draft)
            self._revise(page, draft)
            if not page.live:
                # Publishing writes them; a new draft's row has them too, so that lists can filter.
                for name in draft.tags:
                    getattr(page, name).commit()
        except Exception:
            self._slugs[parent.pk].discard(slug)
            raise
        return page

    def _updated(self, draft: Draft, existing: int, provenance: dict[str, Any]) -> Asset:
        page = Asset.objects.select_related("locale").get(pk=existing).specific
        if type(page) is not draft.model:
            raise ImportProblem(
                f"was imported as {page._meta.verbose_name}, and a page cannot become "
                f"{draft.model._meta.verbose_name}: delete the asset first"
            )
        if page.locale.language_code != draft.language:
            raise ImportProblem(
                f"was imported in {page.locale.language_code}, and a page cannot change to "
                f"{draft.language}: delete the asset first"
            )
        Asset.objects.filter(pk=page.pk).update(**provenance)
        for name, value in provenance.items():
            setattr(page, name, value)
        _fill(page, draft)
        _tag(page, draft)
        if draft.slug_given and page.slug != draft.slug:
            parent = page.get_parent()
            self._slugs.setdefault(parent.pk, _slugs_below(parent.pk)).discard(page.slug)
            page.slug = self._claim(parent.pk, draft.slug)
        self._revise(page, draft)
        return page

    def _revise(self, page: Asset, draft: Draft) -> None:
        revision = page.save_revision(log_action=False)
        if self.publish and not draft.withheld:
            revision.publish()
        elif self.publish and page.live:
            page.unpublish()

    def _home(self, language: str) -> Page:
        if language not in self._homes:
            self._homes[language] = home_of(language).pk
        return Page.objects.get(pk=self._homes[language])

    def _claim(self, parent: int, slug: str) -> str:
        taken = self._slugs.setdefault(parent, _slugs_below(parent))
        slug = free_slug(slug, taken, 200)
        taken.add(slug)
        return slug


def complete_links(page: Asset, draft: Draft, metadata: dict[str, Any]) -> None:
    """Writes the draft's streams, now that its links lead somewhere, into the page and its latest
    revision as they are: the text is the same, so it is no new revision."""
    names = [name for name in STREAMS if name in draft.values]
    with transaction.atomic():
        for name in names:
            setattr(page, name, json.dumps(draft.values[name]))
        revision = page.latest_revision
        if revision is not None:
            for name in names:
                revision.content[name] = json.dumps(getattr(page, name).get_prep_value())
            revision.save(update_fields=["content"])
        page.source_metadata = metadata
        page.save(update_fields=[*names, "source_metadata"], clean=False)


def _slugs_below(parent: int) -> set[str]:
    home = Page.objects.get(pk=parent)
    taken = addressed(home.path, home.locale_id), home.get_children()
    return {slug for pages in taken for slug in pages.values_list("slug", flat=True)}


def _fill(page: Asset, draft: Draft) -> None:
    for name, value in draft.values.items():
        setattr(page, name, json.dumps(value) if name in STREAMS else value)
    page.draft_title = page.title
    if isinstance(page, CaseStudy):
        page.results = [CaseStudyResult(sort_order=n, **row) for n, row in enumerate(draft.results)]


def _tag(page: Asset, draft: Draft) -> None:
    """Many-to-many fields, which only a page that is in the database can have."""
    for name, ids in draft.tags.items():
        setattr(page, name, ids)


def _said(error: ValidationError) -> str:
    if hasattr(error, "error_dict"):
        return "; ".join(
            f"{name}: {' '.join(messages)}" for name, messages in error.message_dict.items()
        )
    return " ".join(error.messages)
