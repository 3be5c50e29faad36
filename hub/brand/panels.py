from django import forms
from wagtail.admin.panels import Panel


class CardsPanel(Panel):
    """How cards look in the colours of the form, before it is saved."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "brand/cards.html"

        @property
        def media(self):
            return forms.Media(js=["brand/preview.js"], css={"all": ["brand/preview.css"]})
