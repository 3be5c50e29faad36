from wagtail import hooks

from .choosers import snippet_chooser
from .viewsets import LandingListingViewSet


@hooks.register("register_admin_viewset")
def landing_viewsets():
    return [LandingListingViewSet(), snippet_chooser]
