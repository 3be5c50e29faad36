from django.conf import settings
from django.db import migrations, models
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce, Now


def date_what_is_live(apps, schema_editor):
    """Whatever is published has a date, which lists are sorted by."""
    Asset = apps.get_model("assets", "Asset")
    first_published = Asset.objects.filter(pk=OuterRef("pk")).values("first_published_at")
    undated = Asset.objects.filter(live=True, published_at=None)
    undated.update(published_at=Coalesce(Subquery(first_published), Now()))


class Migration(migrations.Migration):

    dependencies = [
        ('assets', '0003_web_page'),
        ('taxonomy', '0005_channels_in_fewer_words'),
        ('wagtailimages', '0027_image_description'),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.RunPython(date_what_is_live, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='asset',
            index=models.Index(fields=['audience', 'published_at'], name='assets_by_date'),
        ),
    ]
