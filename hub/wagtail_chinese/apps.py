from django.apps import AppConfig


class WagtailChineseConfig(AppConfig):
    """Nothing but a `locale`: what Wagtail's own Chinese lacks of the screens that editors use."""

    name = "hub.wagtail_chinese"
    label = "wagtail_chinese"
