"""Who may do what in the lab, and the groups that may do it from the start."""

from django.apps import AppConfig, apps
from django.contrib.auth.models import Group, Permission
from django.db.models import QuerySet

from hub.sales.groups import EDITORS, SALES

JUDGE = "lab.judge"
RUN = "lab.run_evaluations"
# Given to no group: what everybody finds depends on it.
CHANGE_WEIGHTS = "search.change_weights"

_GRANTED = {SALES: (JUDGE,), EDITORS: (JUDGE, RUN)}


def grant(sender: AppConfig, plan: list, **kwargs) -> None:
    """When the lab's tables are made, after the last app, as then groups and permissions are there.

    Not again, so that what was taken away stays so.
    """
    last = [app for app in apps.get_app_configs() if app.models_module][-1]
    made = any(
        (migration.app_label, migration.name) == ("lab", "0001_initial") and not backwards
        for migration, backwards in plan
    )
    if sender == last and made:
        for name, wanted in _GRANTED.items():
            codenames = [permission.partition(".")[2] for permission in wanted]
            found = Permission.objects.filter(content_type__app_label="lab", codename__in=codenames)
            for group in Group.objects.filter(name=name):
                group.permissions.add(*found)


def registered() -> QuerySet[Permission]:
    """Those of the lab, for the form that edits a group."""
    pairs = [permission.split(".") for permission in (JUDGE, RUN, CHANGE_WEIGHTS)]
    return Permission.objects.filter(
        content_type__app_label__in={app for app, _ in pairs},
        codename__in=[codename for _, codename in pairs],
    )
