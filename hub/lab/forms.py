from dataclasses import Field, asdict, fields
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

from hub.assets.models import Asset
from hub.visibility import Viewer, visible
from search.ranking import Weights
from search.retrieval import MAX_QUESTION_CHARACTERS
from search.text import clean

from . import choices
from .models import LABEL, Question, Task
from .running import NARROWED_BY

MAX_FILE = 10 * 1024 * 1024
NOTE = 200

Choices = list[tuple[str, Any]]


class QuestionForm(forms.Form):
    task = forms.ChoiceField(label=_("Kind of query"), choices=Task.choices)
    text = forms.CharField(
        label=_("Question"),
        required=False,
        max_length=MAX_QUESTION_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("In the asker's own words, not in those of the title that should be found."),
    )
    about = forms.CharField(
        label=_("Asset"),
        required=False,
        max_length=500,
        help_text=_("For related assets: the title or the external id of the one they belong to."),
    )
    kind = forms.CharField(
        label=_("Label"),
        required=False,
        max_length=LABEL,
        help_text=_("Of your own choice, to report by: names, figures, across languages …"),
    )

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.viewer = viewer

    def clean_text(self) -> str:
        return clean(self.cleaned_data["text"]).strip()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("task") == Task.RELATED:
            name = data.get("about", "")
            wanted = Asset.objects.filter(Q(title__iexact=name) | Q(external_id=name))
            assets = visible(self.viewer, wanted)[:2]
            if len(assets) == 1:
                data["asset"] = assets[0]
            elif assets:
                self.add_error("about", _("Several assets are called so: name it by its id."))
            else:
                self.add_error("about", _("There is no such published asset."))
        elif "text" in data and not data["text"]:
            self.add_error("text", _("Write a question first."))
        return data


class LabelsForm(forms.ModelForm):
    class Meta:
        model = Question
        fields = ["lang", "kind"]


class ImportForm(forms.Form):
    file = forms.FileField(label=_("Judgments file"), help_text=_("JSON, up to 10 MB."))
    id_prefix = forms.CharField(
        label=_("Prefix of ids"),
        required=False,
        max_length=200,
        help_text=_("What stands before the file's ids in the pool's."),
    )
    source = forms.ChoiceField(
        label=_("Source"),
        required=False,
        help_text=_("Needed where assets of two sources have the same ids."),
    )
    leave_out_unknown = forms.BooleanField(
        label=_("Leave out ids that are of no asset in the pool"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        sources = Asset.objects.exclude(source="").values_list("source", flat=True)
        found: Choices = [(name, name) for name in sources.order_by("source").distinct()]
        self.fields["source"].choices = [("", _("Any")), *found]  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        if self.cleaned_data["file"].size > MAX_FILE:
            raise forms.ValidationError(_("That file is too large: at most 10 MB."))
        return self.cleaned_data["file"]


class RunForm(forms.Form):
    one = forms.ChoiceField(label=_("Setting"))
    other = forms.ChoiceField(label=_("Against"))
    task = forms.ChoiceField(label=_("Kind of query"), required=False)
    lang = forms.ChoiceField(label=_("Language"), required=False)
    kind = forms.ChoiceField(label=_("Label"), required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        offered = list(choices.offered())
        everything: Choices = [("", _("All"))]
        given: dict[str, Choices] = {
            "one": offered,
            "other": offered,
            "task": [*everything, *Task.choices],
            "lang": [*everything, *labels("lang")],
            "kind": [*everything, *labels("kind")],
        }
        for name, options in given.items():
            self.fields[name].choices = options  # type: ignore[attr-defined]
        self.fields["one"].initial = choices.ACTIVE
        self.fields["other"].initial = "bm25"

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        chosen = [choices.choose(data.get(name, "")) for name in ("one", "other")]
        if all(chosen) and chosen[0] == chosen[1]:
            self.add_error("other", _("Choose another setting: these two are the same."))
        data["settings"] = chosen
        return data

    def selection(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in NARROWED_BY if self.cleaned_data[name]}


def labels(field: str) -> Choices:
    """The languages or labels that questions have, to choose from."""
    values = Question.objects.exclude(**{field: ""}).values_list(field, flat=True)
    return [(value, value) for value in values.order_by(field).distinct()]


class WeightsForm(forms.Form):
    """A field for each weight there is; `note` says what the version is for."""

    note = forms.CharField(
        label=_("Note"),
        max_length=NOTE,
        help_text=_("What this version is to try, or why it is better."),
    )

    def __init__(self, weights: Weights, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        values = asdict(weights)
        for field in fields(Weights):
            self.fields[field.name] = _weight(field, values[field.name])

    def weights(self) -> Weights:
        return Weights(**{field.name: self.cleaned_data[field.name] for field in fields(Weights)})

    def weight_fields(self) -> list[forms.BoundField]:
        return [self[field.name] for field in fields(Weights)]


def _weight(field: Field, value: float) -> forms.FloatField:
    return forms.FloatField(
        label=field.name.replace("_", " ").capitalize(),
        help_text=field.metadata.get("help", lazystr("")),
        min_value=field.metadata.get("low"),
        max_value=field.metadata.get("high"),
        initial=value,
        widget=forms.NumberInput(attrs={"step": "any"}),
    )
