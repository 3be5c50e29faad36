from django.urls import path

from . import deciding, listing, views

urlpatterns = [
    path("snippets/", listing.SnippetsView.as_view(), name="snippets"),
    path(
        "snippets/results/",
        listing.SnippetsView.as_view(results_only=True),
        name="snippets_results",
    ),
    path("snippets/<int:pk>/", views.StudioView.as_view(), name="studio"),
    path("snippets/<int:pk>/decide/", deciding.DecideView.as_view(), name="studio_decide"),
    path("snippets/<int:pk>/select/", deciding.SelectView.as_view(), name="studio_select"),
    path("snippets/<int:pk>/suggest/", views.SuggestView.as_view(), name="studio_suggest"),
    path("snippets/<int:pk>/progress/", views.ProgressView.as_view(), name="studio_progress"),
    path(
        "snippets/<int:asset>/<int:pk>/previews/",
        views.PreviewsView.as_view(),
        name="studio_previews",
    ),
]
