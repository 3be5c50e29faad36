"""Approved snippets to choose from, in a form."""

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import chooser as views
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.blocks import ChooserBlock

from hub.snippets.models import Snippet
from hub.visibility import of_user, visible_snippets


class _SearchForm(BaseFilterForm):
    q = forms.CharField(
        label=_("Search for"),
        widget=forms.TextInput(attrs={"placeholder": _("Words of the snippet or its asset")}),
        required=False,
    )

    def filter(self, objects: QuerySet) -> QuerySet:
        self.search_query = self.cleaned_data["q"]
        self.is_searching = bool(self.search_query)
        for word in self.search_query.split():
            objects = objects.filter(text__icontains=word) | objects.filter(
                asset__title__icontains=word
            )
        return objects


class _Mine:
    """Only what the user may see."""

    request: HttpRequest
    title_column: Column

    def get_object_list(self):
        shown = visible_snippets(of_user(self.request.user), Snippet.objects.all())
        return shown.select_related("asset")

    def get_object(self, pk):
        return self.get_object_list().get(pk=pk)

    def get_objects(self, pks):
        return self.get_object_list().filter(pk__in=pks)

    @property
    def columns(self):
        return [
            self.title_column,
            Column("type", label=_("Type"), accessor="get_type_display"),
            Column("asset", label=_("Asset"), accessor="asset.title"),
        ]


class _ChooseView(_Mine, views.ChooseView):
    filter_form_class = _SearchForm


class _ChooseResultsView(_Mine, views.ChooseResultsView):
    filter_form_class = _SearchForm


class _ChosenView(_Mine, views.ChosenView):
    pass


class _ChosenMultipleView(_Mine, views.ChosenMultipleView):
    pass


class SnippetChooserViewSet(ChooserViewSet):
    model = Snippet
    icon = "cut"
    choose_one_text = _("Choose a snippet")
    choose_another_text = _("Choose another snippet")
    choose_view_class = _ChooseView
    choose_results_view_class = _ChooseResultsView
    chosen_view_class = _ChosenView
    chosen_multiple_view_class = _ChosenMultipleView


snippet_chooser = SnippetChooserViewSet("snippet_chooser")
SnippetChooserBlock: type[ChooserBlock] = snippet_chooser.get_block_class(
    name="SnippetChooserBlock", module_path="hub.landing.choosers"
)
