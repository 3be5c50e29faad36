from django.db import migrations

# As taxonomy.toml seeds them. What is not named here keeps the field's default.
CHANNELS = {
    "x": {
        "counting": "x",
        "hashtags": "before",
        "share_url": "https://x.com/intent/tweet?text={text}&url={url}",
    },
    "linkedin": {
        "hashtags": "before",
        "share_url": "https://www.linkedin.com/sharing/share-offsite/?url={url}",
    },
    "weibo": {
        "hashtags": "around",
        "share_url": "https://service.weibo.com/share/share.php?title={text}&url={url}",
    },
    "wechat-moments": {"link": False},
    "wechat-digest": {"link": False, "attribution": False},
    "email": {
        "attribution": False,
        "utm_medium": "email",
        "share_url": "mailto:?subject={title}&body={text}%0D%0A%0D%0A{url}",
    },
    "web": {"link": False, "attribution": False, "utm_medium": "web"},
    "sales": {"link": False, "utm_medium": "sales"},
}


def describe(apps, schema_editor):
    channels = apps.get_model("taxonomy", "Channel").objects
    for slug, fields in CHANNELS.items():
        channels.filter(slug=slug).update(**fields)


class Migration(migrations.Migration):
    dependencies = [("taxonomy", "0002_channels_say_what_a_post_carries")]
    operations = [migrations.RunPython(describe, migrations.RunPython.noop)]
