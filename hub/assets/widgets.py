from django import forms


class TermChecklist(forms.CheckboxSelectMultiple):
    """Checkboxes in a box that scrolls; once there are many, a field above narrows them by typing.

    What was chosen comes first. Typing finds a term by its names and aliases in any language.
    """

    template_name = "assets/term_checklist.html"
    many = 9

    class Media:
        css = {"all": ["assets/term-checklist.css"]}
        js = ["assets/term-checklist.js"]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        widget["options"] = sorted(
            (option for _group, options, _index in widget["optgroups"] for option in options),
            key=lambda option: not option["selected"],
        )
        widget["searchable"] = len(widget["options"]) >= self.many
        return context

    def create_option(self, name, value, label, *args, **kwargs):
        option = super().create_option(name, value, label, *args, **kwargs)
        term = getattr(value, "instance", None)
        words = [str(label)]
        if term is not None:
            words += [term.slug]
            words += [word for row in term.names.all() for word in (row.name, *row.alias_list)]
        option["words"] = "\n".join(dict.fromkeys(words)).lower()
        return option
