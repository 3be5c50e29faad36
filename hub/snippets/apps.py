from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SnippetsConfig(AppConfig):
    name = "hub.snippets"
    label = "snippets"
    verbose_name = _("Snippets")

    def ready(self) -> None:
        from django.db.models.signals import post_delete

        from search.indexing import documents_changed

        from . import history  # noqa: F401 (registers what it tells)
        from .cards.files import on_snippet_deleted
        from .following import on_documents_changed

        documents_changed.connect(on_documents_changed)
        post_delete.connect(on_snippet_deleted, sender=self.get_model("Snippet"))
