from typing import Any

from wagtail.admin.forms.pages import CopyForm, WagtailAdminPageForm

from .slugs import taken_by, twin_of


class WebPageForm(WagtailAdminPageForm):
    """A new page has no place in the tree yet, by which it could look for its namesakes itself."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        slug = cleaned.get("slug")
        if slug and not self.instance.pk and (twin := twin_of(slug, self.parent_page)):
            self.add_error("slug", taken_by(twin))
        return cleaned


class WebPageCopyForm(CopyForm):
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        parent = cleaned.get("new_parent_page") or self.page.get_parent()
        # Without its id, for the original is another page, too.
        copy = type(self.page)(locale_id=self.page.locale_id)
        slug = cleaned.get("new_slug")
        if slug and (twin := twin_of(slug, parent, copy)):
            self.add_error("new_slug", taken_by(twin))
        return cleaned
