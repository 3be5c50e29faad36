from django.urls import include, path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

import api.urls
import hub.sales.views
import hub.wagtail_chinese.views

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="wagtailadmin_home"), name="home"),
    path("admin/", hub.sales.views.home),
    path("admin/jsi18n/", hub.wagtail_chinese.views.script_catalog),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("graphql/", include(api.urls)),
    # So it is written as often as not, and what is sent by POST would be lost on the way to another address.
    path("graphql", include(api.urls)),
    path("cards/", include("hub.snippets.cards.urls")),
    path("pictures/", include("hub.pictures.urls")),
    path("media/", include("hub.pictures.admin_urls")),
]
