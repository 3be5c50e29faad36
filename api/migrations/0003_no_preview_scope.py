from django.db import migrations


def open_as_before(apps, schema_editor):
    """The scope `preview` opened what `delivery` does: drafts are shown to whoever has a preview's token."""
    keys = apps.get_model("api", "ApiKey").objects
    for key in keys.all():
        if "preview" in key.scopes:
            others = [scope for scope in key.scopes if scope != "preview"]
            key.scopes = others or ["delivery"]
            key.save(update_fields=["scopes"])


class Migration(migrations.Migration):
    dependencies = [("api", "0002_trusted_documents")]
    operations = [migrations.RunPython(open_as_before, migrations.RunPython.noop)]
