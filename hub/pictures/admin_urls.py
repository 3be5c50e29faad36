from django.urls import re_path

from .originals import uploaded

urlpatterns = [re_path(r"^(?P<path>(?:images|original_images)/[^/]+)$", uploaded)]
