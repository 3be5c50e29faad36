import graphene

from api.landing.types import LandingPage

from .web_page import WebPage


class HomePage(graphene.ObjectType):
    class Meta:
        interfaces = (WebPage,)
        description = "What a website shows first in one of its languages."

    landing_page = graphene.Field(
        LandingPage,
        description="The landing page that stands there; null where editors chose none that is to be seen.",
    )
