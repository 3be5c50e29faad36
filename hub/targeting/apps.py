from django.apps import AppConfig


class TargetingConfig(AppConfig):
    name = "hub.targeting"
    label = "targeting"
