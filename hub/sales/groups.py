"""The groups a hub starts with: editors, who look after the content, and sales, who ask it."""

from django.apps import AppConfig, apps
from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

EDITORS = "Editors"
SALES = "Sales"

_ASK = ("sales", "use_ask")
_ADMIN = ("wagtailadmin", "access_admin")
_TERMS = [("taxonomy", f"{action}_term") for action in ("add", "change", "delete")]
_WEBSITE = [
    (app, f"{action}_{model}")
    for app, model in (("website", "menu"), ("wagtailredirects", "redirect"))
    for action in ("add", "change", "delete")
]
_FILES = [
    (app, f"{action}_{model}")
    for app, model in (("wagtailimages", "image"), ("wagtaildocs", "document"))
    for action in ("add", "change", "choose")
]
_PAGES = ("add", "change", "publish", "bulk_delete", "lock", "unlock")


def seed_groups(sender: AppConfig, **kwargs) -> None:
    """After the last app has migrated, as then all permissions are there; once, so changes stay."""
    last = [app for app in apps.get_app_configs() if app.models_module][-1]
    if sender == last and not Group.objects.filter(name=SALES).exists():
        _seed()


def _seed() -> None:
    sales = Group.objects.create(name=SALES)
    sales.permissions.add(*_permissions(_ADMIN, _ASK))
    editors, _created = Group.objects.get_or_create(name=EDITORS)
    editors.permissions.add(*_permissions(_ADMIN, _ASK, *_TERMS, *_WEBSITE))
    root = Page.get_first_root_node()
    for action in _PAGES if root else ():
        (permission,) = _permissions(("wagtailcore", f"{action}_page"))
        GroupPagePermission.objects.get_or_create(group=editors, page=root, permission=permission)
    collection = Collection.get_first_root_node()
    for permission in _permissions(*_FILES) if collection else ():
        GroupCollectionPermission.objects.get_or_create(
            group=editors, collection=collection, permission=permission
        )


def _permissions(*wanted: tuple[str, str]) -> list[Permission]:
    return [
        Permission.objects.get(content_type__app_label=app, codename=codename)
        for app, codename in wanted
    ]
