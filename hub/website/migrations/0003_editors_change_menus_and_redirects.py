from django.db import migrations

# As hub.sales.groups gives them to the editors of a new hub.
_MODELS = [("website", "menu"), ("wagtailredirects", "redirect")]
_ACTIONS = ["add", "change", "delete"]


def give(apps, schema_editor):
    """Once, and only where nobody chose: a hub has the group of sales since its editors were given anything at all, and
    editors who may do some of it were given that by somebody."""
    Group = apps.get_model("auth", "Group")
    editors = Group.objects.filter(name="Editors").first()
    if editors is None or not Group.objects.filter(name="Sales").exists():
        return
    permissions = [_permission(apps, *model, action) for model in _MODELS for action in _ACTIONS]
    if not editors.permissions.filter(pk__in=[one.pk for one in permissions]).exists():
        editors.permissions.add(*permissions)


def _permission(apps, app_label, model, action):
    """Django makes those of new models after the last migration; it leaves alone what is there."""
    content_type, _created = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app_label, model=model
    )
    permission, _created = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type,
        codename=f"{action}_{model}",
        defaults={"name": f"Can {action} {model}"},
    )
    return permission


class Migration(migrations.Migration):
    """The editors of hubs that were set up before there were menus. Their pages are theirs, and so is what leads there."""

    dependencies = [
        ("website", "0002_pages_by_address"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
    ]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
