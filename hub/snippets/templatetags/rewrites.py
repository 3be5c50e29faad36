from django import template
from django.urls import reverse

from hub.snippets.models import Snippet
from hub.snippets.reviewing import may_review
from hub.snippets.rewriting import is_on

register = template.Library()


@register.simple_tag(takes_context=True)
def rewrites_url(context: template.Context, snippet: Snippet) -> str:
    """Where `snippet` is said in other words; empty where that is off, or not for whoever looks."""
    if not is_on() or not may_review(snippet.asset, context["request"].user):
        return ""
    return reverse("rewrites", args=[snippet.asset_id, snippet.pk])
