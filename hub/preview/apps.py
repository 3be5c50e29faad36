from django.apps import AppConfig


class PreviewConfig(AppConfig):
    name = "hub.preview"
    label = "preview"
