from django import forms


class ColourInput(forms.TextInput):
    """The browser's own colour picker."""

    input_type = "color"
