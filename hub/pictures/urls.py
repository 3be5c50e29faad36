from django.urls import path

from .views import PictureView

_FILE = "<slug:preset>-<int:width>.<slug:format>"

urlpatterns = [path(f"<int:pk>/<slug:version>/{_FILE}", PictureView.as_view(), name="picture")]
