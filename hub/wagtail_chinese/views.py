from django.http import HttpRequest, HttpResponse
from django.views.i18n import JavaScriptCatalog
from wagtail.admin.localization import get_localized_response

_catalog = JavaScriptCatalog.as_view(packages=["wagtail.admin", "hub.wagtail_chinese"])


def script_catalog(request: HttpRequest) -> HttpResponse:
    """What Wagtail's scripts say, in the language of whoever is logged in, with ours besides."""
    return get_localized_response(_catalog, request)
