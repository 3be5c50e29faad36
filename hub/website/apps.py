from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    name = "hub.website"
    label = "website"
