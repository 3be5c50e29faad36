from django import forms


class ColourInput(forms.TextInput):
    """As brand books write it, with the browser's own picker beside it."""

    template_name = "brand/colour_input.html"
