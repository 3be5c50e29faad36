from django.urls import path

from .views import CardView, DraftCardView

_FILE = "<int:width>x<int:height>.png"

urlpatterns = [path(f"<uuid:uuid>/{_FILE}", CardView.as_view(), name="card")]
admin_urlpatterns = [path(f"<int:pk>/{_FILE}", DraftCardView.as_view(), name="draft_card")]
