from django.db import migrations


class Migration(migrations.Migration):
    """Pages are asked for by their address all the time, and Wagtail has no index for it: without one, all pages of the
    language are read. Should Wagtail once make its table anew, addresses only get slower."""

    dependencies = [
        ("website", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX website_page_address ON wagtailcore_page (slug, locale_id)",
            "DROP INDEX website_page_address",
        )
    ]
