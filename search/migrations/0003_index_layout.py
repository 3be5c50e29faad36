from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0002_weights_version")]

    operations = [
        migrations.AddField(
            model_name="indexstate",
            name="layout",
            field=models.CharField(
                blank=True,
                default="",
                help_text="How the rows were cut and counted: see `layout`.",
                max_length=16,
            ),
            preserve_default=False,
        ),
    ]
