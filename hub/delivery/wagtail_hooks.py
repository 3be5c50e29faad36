from wagtail import hooks

from .admin import viewsets


@hooks.register("register_admin_viewset")
def delivery_viewsets():
    return viewsets
