"""Names the state of all that decides what a search finds, so that answers can be kept while it stays the same."""

from django.db.models import Subquery

from .models import IndexState, WeightsVersion


def generation() -> str:
    """One query."""
    active = WeightsVersion.objects.filter(active=True).values("pk")
    state = IndexState.objects.annotate(weights=Subquery(active[:1]))
    return "-".join(map(str, state.values_list("identity", "version", "weights").first() or ()))
