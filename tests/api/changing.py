"""A pool with some of everything, and what editors do to it, through the doors that they have."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from hypothesis import strategies as st
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from hub.assets.documents import to_document
from hub.assets.models import Asset, Publication
from hub.brand.models import Brand
from hub.snippets import reviewing
from hub.snippets.models import Decision, Snippet
from hub.taxonomy.models import Persona, TermName
from hub.website.models import Menu
from search import indexing
from tests import factories


class Pool:
    def __init__(self) -> None:
        self.editor = get_user_model().objects.create_superuser("editor")
        self.persona = factories.term(Persona, "finance", en="Finance")
        self.shelf = factories.private_collection()
        CollectionViewRestriction.objects.filter(collection=self.shelf).delete()
        self.image, self.paper = factories.image(self.shelf), factories.document(self.shelf)
        self.folder, self.vault = factories.folder(), factories.shut(factories.folder())
        self.site = factories.site()
        self.pages: list[int] = []
        for number in range(3):
            self.pages.append(self._asset(number))
        shown = list(Asset.objects.filter(pk__in=self.pages))
        self.landing = factories.landing_page(
            slug="landing",
            sections=[
                ("hero", {"heading": "Hello", "image": self.image, "alternatives": []}),
                ("featured_assets", {"heading": "Read", "assets": shown[:1], "alternatives": []}),
                ("persona_feed", {"heading": "More", "count": 3, "alternatives": []}),
                ("snippets", {"heading": "Said", "count": 3, "alternatives": []}),
            ],
        )
        self.menu = Menu.objects.create(
            site=self.site,
            name="main",
            locale=factories.locale(),
            items=[("item", {"page": factories.home(), "children": [{"page": shown[0]}]})],
        )
        # Stale for as long as there is a page at the address.
        Redirect.add_redirect("/en/asset-1", shown[0])
        Redirect.add_redirect("/two-hops", "/en/asset-1")
        indexing.drain()

    def _asset(self, number: int) -> int:
        link = f'<a linktype="page" id="{self.pages[-1]}">more</a>' if self.pages else ""
        asset = factories.asset(
            Publication,
            parent=self.folder,
            slug=f"asset-{number}",
            personas=[self.persona],
            hero_image=self.image,
            file=self.paper,
            summary="Sensors cut downtime.",
            body=[("paragraph", f"<p>Sensors cut downtime by {number}9%. {link}</p>")],
        )
        found = reviewing.select(asset, *_span(asset, f"by {number}9%"), self.editor)
        if found.decision != Decision.APPROVED:
            reviewing.accept(found, self.editor)
        return asset.pk

    def change(self, what: str, which: int, number: int) -> None:
        page = Asset.objects.filter(pk=self.pages[which % 3]).first()
        change = getattr(self, what)
        with transaction.atomic():
            if what in OF_PAGES:
                if page is not None:
                    change(page.specific, number)
            else:
                change(number)

    def publish(self, page: Any, number: int) -> None:
        page.title = f"Title {number}"
        page.save_revision().publish()

    def draft(self, page: Any, number: int) -> None:
        page.title = f"Draft {number}"
        page.save_revision()

    def unpublish(self, page: Any, number: int) -> None:
        page.unpublish()

    def delete(self, page: Any, number: int) -> None:
        page.delete()

    def turn_audience(self, page: Any, number: int) -> None:
        page.audience = "public" if page.audience == "internal" else "internal"
        page.save_revision().publish()

    def expire(self, page: Any, number: int) -> None:
        page.expire_at = timezone.now() - timedelta(seconds=1)
        page.save_revision()
        Asset.objects.filter(pk=page.pk).update(expire_at=page.expire_at)
        page.unpublish(set_expired=True)

    def move(self, page: Any, number: int) -> None:
        inside = page.get_parent().pk == self.vault.pk
        page.move((self.folder if inside else self.vault).specific, "last-child")

    def shut(self, page: Any, number: int) -> None:
        restrictions = PageViewRestriction.objects.filter(page=page)
        if restrictions:
            restrictions.first().delete()
        else:
            factories.shut(page)

    def rename_slug(self, page: Any, number: int) -> None:
        page.slug = f"slug-{page.pk}-{number}"
        page.save_revision().publish()

    def edit_text(self, page: Any, number: int) -> None:
        page.body = [("paragraph", f"<p>Sensors cut downtime by {number}%.</p>")]
        page.save_revision().publish()

    def decide(self, number: int) -> None:
        snippets = Snippet.objects.order_by("pk")
        if snippets:
            snippet = snippets[number % len(snippets)]
            with suppress(reviewing.ReviewError):
                if snippet.decision == Decision.APPROVED:
                    reviewing.undo(snippet, self.editor)
                else:
                    reviewing.accept(snippet, self.editor)

    def pin(self, number: int) -> None:
        snippet = Snippet.objects.filter(decision="approved", hold="held").first()
        if snippet:
            reviewing.pin(snippet, not snippet.pinned)

    def rename_picture(self, number: int) -> None:
        self.image.description = f"Picture {number}"
        self.image.save()

    def shut_pictures(self, number: int) -> None:
        restrictions = CollectionViewRestriction.objects.filter(collection=self.shelf)
        if restrictions:
            restrictions.first().delete()
        else:
            CollectionViewRestriction.objects.create(
                collection=self.shelf, restriction_type=CollectionViewRestriction.LOGIN
            )

    def rename_term(self, number: int) -> None:
        name = TermName.objects.get(term_id=self.persona.pk)
        name.name = f"Finance {number}"
        name.save()

    def edit_landing_page(self, number: int) -> None:
        page = type(self.landing).objects.get(pk=self.landing.pk)
        page.title = f"Landing {number}"
        page.save_revision().publish()

    def edit_home(self, number: int) -> None:
        page = factories.home()
        page.title = f"Home {number}"
        page.save_revision().publish()

    def redirect(self, number: int) -> None:
        Redirect.objects.update_or_create(
            old_path="/old", defaults={"redirect_link": f"https://example.com/{number}"}
        )

    def edit_menu(self, number: int) -> None:
        link = {"address": f"/to/{number}", "label": "Elsewhere", "children": []}
        self.menu.items = [("item", link)]
        self.menu.save()

    def rename_site(self, number: int) -> None:
        self.site.site_name = f"Site {number}"
        self.site.save()

    def rename_paper(self, number: int) -> None:
        self.paper.title = f"Paper {number}"
        self.paper.save()

    def turn_picture(self, number: int) -> None:
        self.image.focal_point_x = self.image.focal_point_y = number % 30
        self.image.focal_point_width = self.image.focal_point_height = 2
        self.image.save()

    def edit_brand(self, number: int) -> None:
        Brand.objects.update_or_create(defaults={"name": f"Brand {number}"})

    def index(self, number: int) -> None:
        indexing.drain()


def _span(asset: Asset, words: str) -> tuple[int, int]:
    start = to_document(asset).text.index(words)
    return start, start + len(words)


OF_PAGES = (
    "publish", "draft", "unpublish", "delete", "turn_audience", "expire", "move", "shut",
    "rename_slug", "edit_text",
)  # fmt: skip
OF_OTHERS = (
    "decide", "pin", "rename_picture", "shut_pictures", "rename_term", "edit_landing_page", "edit_home",
    "redirect", "edit_menu", "rename_site", "rename_paper", "turn_picture", "edit_brand", "index",
)  # fmt: skip
CHANGES = st.lists(
    st.tuples(st.sampled_from(OF_PAGES + OF_OTHERS), st.integers(0, 2), st.integers(0, 99)),
    min_size=1,
    max_size=8,
)
