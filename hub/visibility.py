"""Who sees what: the one place that decides. Lists, search, previews and admin pages all ask it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from wagtail.models import CollectionViewRestriction, PageViewRestriction
from wagtail.models.view_restrictions import BaseViewRestriction

from hub.taxonomy.models import Audience


class Scope(StrEnum):
    """What an API key opens."""

    DELIVERY = "delivery"
    SALES = "sales"


@dataclass(frozen=True)
class Viewer:
    """Someone reading, at a moment. `internal`: may see assets for internal eyes.

    `groups` is None for whoever has not logged in to the hub, else the ids of the user's groups. `preview` is the id of
    a page that they were given to look at whatever its state (`hub.preview`).
    """

    internal: bool = False
    groups: frozenset[int] | None = None
    superuser: bool = False
    preview: int | None = None
    now: datetime = field(default_factory=timezone.now)
    # Of pages and of collections, read at first need: the moment is one, so they are read once.
    _shut: dict[type, list[str]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def is_outsider(self) -> bool:
        """Whether privacy settings are to them what they are to anybody."""
        return self.groups is None and not self.superuser

    @property
    def is_anybody(self) -> bool:
        """Whether they see what everybody does, and no more."""
        return self == Viewer(now=self.now)


def anonymous() -> Viewer:
    return Viewer()


def with_scopes(scopes: set[Scope]) -> Viewer:
    """Whoever holds an API key."""
    return Viewer(internal=Scope.SALES in scopes)


def of_user(user: AbstractUser | AnonymousUser) -> Viewer:
    """Someone logged in to the hub: a colleague, so internal assets are for them."""
    if not user.is_authenticated or not user.is_active:
        return anonymous()
    return Viewer(
        internal=True,
        groups=frozenset(user.groups.values_list("id", flat=True)),
        superuser=user.is_superuser,
    )


def visible(viewer: Viewer, assets: QuerySet) -> QuerySet:
    """Those of `assets` (a queryset of Asset or a subclass) that `viewer` may see.

    As `visible_pages`, and for the viewer's eyes.
    """
    return _seen(viewer, assets, None if viewer.internal else Q(audience=Audience.PUBLIC))


def visible_pages(viewer: Viewer, pages: QuerySet) -> QuerySet:
    """Those of `pages` (of any class) that `viewer` may see, where the class has no audience of its own.

    Published, not past their expiry (even before the clockwork unpublishes them), and not below a page whose privacy
    setting shuts the viewer out. And the one that they preview.
    """
    return _seen(viewer, pages)


def visible_web_pages(viewer: Viewer, pages: QuerySet) -> QuerySet:
    """Those of `pages` (a queryset of Page) that `viewer` may see, assets and pages of other classes alike."""
    own_rule = None if viewer.internal else ~Q(asset__audience=Audience.INTERNAL)
    return _seen(viewer, pages, own_rule)


def _seen(viewer: Viewer, pages: QuerySet, own_rule: Q | None = None) -> QuerySet:
    rule = Q(live=True) & (Q(expire_at__isnull=True) | Q(expire_at__gt=viewer.now))
    rule &= own_rule or Q()
    if shut := _shut_paths(viewer, PageViewRestriction, "page"):
        rule &= ~_below("path", shut)
    if viewer.preview is not None:
        rule |= Q(pk=viewer.preview)
    return pages.filter(rule)


def visible_snippets(viewer: Viewer, snippets: QuerySet) -> QuerySet:
    """Those of `snippets` that `viewer` may see: approved, word for word in the published text of an asset that
    `viewer` may see, and from no file that not everybody may fetch (see `hub.assets.attachments.open_files`)."""
    assets = snippets.model._meta.get_field("asset").remote_field.model
    given_out = snippets.filter(decision="approved", hold="held")
    anybody = viewer if viewer.is_outsider else anonymous()
    if shut := _shut_paths(anybody, CollectionViewRestriction, "collection"):
        in_shut = _below("asset__publication__file__collection__path", shut)
        given_out = given_out.exclude(Q(block="file") & in_shut)
    # Of each snippet by itself: `asset__in` would have SQLite list the whole pool first.
    return given_out.filter(Exists(visible(viewer, assets.objects.filter(pk=OuterRef("asset")))))


def visible_files(viewer: Viewer, files: QuerySet) -> QuerySet:
    """Those of `files` (images or documents) in no collection that shuts `viewer` out."""
    shut = _shut_paths(viewer, CollectionViewRestriction, "collection")
    return files.exclude(_below("collection__path", shut)) if shut else files


def _below(field: str, paths: list[str]) -> Q:
    return Q.create([Q((f"{field}__startswith", path)) for path in paths], Q.OR)


def _shut_paths(viewer: Viewer, model: type[BaseViewRestriction], tree: str) -> list[str]:
    """The tree paths whose privacy setting shuts `viewer` out, with all below them."""
    if model not in viewer._shut:
        viewer._shut[model] = _read_shut_paths(viewer, model, tree)
    return viewer._shut[model]


def _read_shut_paths(viewer: Viewer, model: type[BaseViewRestriction], tree: str) -> list[str]:
    if viewer.superuser:
        return []
    restrictions = model.objects.all()
    if viewer.groups is not None:
        open_to_colleagues = Q(restriction_type=PageViewRestriction.LOGIN)
        open_to_group = Q(restriction_type=PageViewRestriction.GROUPS, groups__in=viewer.groups)
        restrictions = restrictions.exclude(
            pk__in=model.objects.filter(open_to_colleagues | open_to_group)
        )
    return list(restrictions.values_list(f"{tree}__path", flat=True))
