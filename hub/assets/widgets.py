from django import forms


class TermChecklist(forms.CheckboxSelectMultiple):
    """Checkboxes in a box that scrolls; once there are many, a field above narrows them by typing."""

    template_name = "assets/term_checklist.html"

    class Media:
        css = {"all": ["assets/term-checklist.css"]}
        js = ["assets/term-checklist.js"]
