from django.urls import path

from .views import RewritesView

urlpatterns = [
    path("snippets/<int:asset>/<int:pk>/rewrites/", RewritesView.as_view(), name="rewrites"),
]
