from django.apps import AppConfig


class AssetsConfig(AppConfig):
    name = "hub.assets"
    label = "assets"
