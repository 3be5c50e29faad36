from wagtail import hooks

from .keys.admin import ApiKeyViewSet, api_keys


@hooks.register("register_admin_viewset")
def register_api_keys() -> ApiKeyViewSet:
    return api_keys
