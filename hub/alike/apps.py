from django.apps import AppConfig


class AlikeConfig(AppConfig):
    name = "hub.alike"
    label = "alike"
