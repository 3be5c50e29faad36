from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.pages import PageListingViewSet

from hub.assets.viewsets import AssetMenuItem

from .listing import LandingIndexView
from .models import LandingPage


class LandingListingViewSet(PageListingViewSet):
    """All landing pages in one table."""

    name = "landing"
    model = LandingPage
    index_view_class = LandingIndexView
    columns = LandingIndexView.columns
    icon = "desktop"
    menu_label = _("Landing pages")
    menu_order = 110
    menu_item_class = AssetMenuItem
    add_to_admin_menu = True
