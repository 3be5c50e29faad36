from django.urls import path

from .http import graphql

urlpatterns = [path("", graphql, name="graphql")]
