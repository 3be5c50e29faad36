from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0004_later_titles")]

    operations = [
        migrations.AddField(
            model_name="indexedpassage",
            name="kind",
            field=models.CharField(
                blank=True, default="", help_text="Of the section it begins in.", max_length=20
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="indexedpassage",
            name="sentences",
            field=models.BinaryField(
                help_text="The vectors of its sentences in order: see `sentences`.", null=True
            ),
        ),
        migrations.AddIndex(
            model_name="indexedpassage",
            index=models.Index(
                condition=models.Q(("sentences__isnull", True)),
                fields=["model"],
                name="passage_without_sentences",
            ),
        ),
    ]
