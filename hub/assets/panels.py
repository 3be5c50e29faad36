"""The tabs of an asset's form: what every kind has on them, beside the content of its own."""

import json
import re

from django.db.models import Count, Q
from django.forms import Media
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel

from .widgets import TermChecklist


class SourcePanel(Panel):
    """What an import brought along, and how long the text is: to be read, not to be edited."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "assets/panels/source.html"

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            context["asset"] = self.instance
            context["metadata"] = json.dumps(
                self.instance.source_metadata, ensure_ascii=False, indent=2
            )
            context["length"] = self.length
            return context

        @cached_property
        def length(self) -> int | None:
            if self.instance.pk is None:
                return None
            from .documents import without_facets

            return count_words(without_facets(self.instance).text)


class AlikePanel(Panel):
    """What is like the asset, fetched when it is looked at."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "assets/panels/alike.html"

        @property
        def media(self) -> Media:
            return Media(css={"all": ["alike/alike.css"]}, js=["alike/alike.js"])

        def get_context_data(self, parent_context=None):
            return {**super().get_context_data(parent_context), "asset": self.instance}


class SnippetsPanel(Panel):
    """How many snippets there are, and the way to the studio, where they are decided of."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "assets/panels/snippets.html"

        def get_context_data(self, parent_context=None):
            counts = {}
            if self.instance.pk:
                counts = self.instance.snippets.aggregate(
                    look=Count("pk", filter=Q(decision="approved") & ~Q(hold="held")),
                    proposed=Count("pk", filter=Q(decision="proposed")),
                    approved=Count("pk", filter=Q(decision="approved", hold="held")),
                )
            return {
                **super().get_context_data(parent_context),
                "asset": self.instance,
                "counts": counts,
            }


_WORDS = re.compile(
    # Chinese is counted by the character, as its writers do; all else by the word.
    r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
    r"|[^\W_\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+(?:['’.-][^\W_\u3400-\u9fff]+)*"
)


def count_words(text: str) -> int:
    return sum(1 for _word in _WORDS.finditer(text))


METADATA_PANELS = [
    MultiFieldPanel(
        [
            FieldPanel("personas", widget=TermChecklist),
            FieldPanel("stages", widget=TermChecklist),
            FieldPanel("industries", widget=TermChecklist),
        ],
        heading=_("Who it is for"),
        classname="terms-columns",
    ),
    MultiFieldPanel(
        [
            FieldPanel("topics", widget=TermChecklist),
            FieldPanel("products", widget=TermChecklist),
            FieldRowPanel([FieldPanel("content_type_term"), FieldPanel("format")]),
            FieldPanel("campaign"),
        ],
        heading=_("What it is about"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("audience"),
            FieldPanel("authors"),
            FieldRowPanel([FieldPanel("published_at"), FieldPanel("review_by")]),
        ],
        heading=_("Provenance"),
    ),
]
