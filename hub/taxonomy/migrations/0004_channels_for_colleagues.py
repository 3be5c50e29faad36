from django.db import migrations, models


def sales_is_for_colleagues(apps, schema_editor):
    apps.get_model("taxonomy", "Channel").objects.filter(slug="sales").update(internal=True)


class Migration(migrations.Migration):
    dependencies = [("taxonomy", "0003_what_posts_carry_on_the_channels_we_know")]
    operations = [
        migrations.AddField(
            model_name="channel",
            name="internal",
            field=models.BooleanField(
                default=False,
                help_text="What the public may not read may be posted here, too.",
                verbose_name="for colleagues",
            ),
        ),
        migrations.RunPython(sales_is_for_colleagues, migrations.RunPython.noop),
    ]
