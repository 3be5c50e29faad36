from wagtail import hooks

from .keys.admin import ApiKeyViewSet, api_keys
from .trusted.admin import TrustedDocumentViewSet, trusted_documents


@hooks.register("register_admin_viewset")
def register_api_keys() -> ApiKeyViewSet:
    return api_keys


@hooks.register("register_admin_viewset")
def register_trusted_documents() -> TrustedDocumentViewSet:
    return trusted_documents
