"""The companies that case studies tell of, for questions after others like them."""

from hub.visibility import Viewer, visible
from search.understanding import Company

from .models import CaseStudy


def companies(viewer: object) -> list[Company]:
    """By name, with the industries of all their case studies that `viewer` may see."""
    assert isinstance(viewer, Viewer)
    told = visible(viewer, CaseStudy.objects.exclude(customer=""))
    industries: dict[str, set[str]] = {}
    for customer, industry in told.values_list("customer", "industries__slug").order_by("pk"):
        industries.setdefault(customer, set()).update({industry} - {None})
    return [
        Company(customer, {"industry": frozenset(slugs)} if slugs else {})
        for customer, slugs in industries.items()
    ]
