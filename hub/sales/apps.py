from django.apps import AppConfig


class SalesConfig(AppConfig):
    name = "hub.sales"
    label = "sales"
