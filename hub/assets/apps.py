from django.apps import AppConfig


class AssetsConfig(AppConfig):
    name = "hub.assets"
    label = "assets"

    def ready(self) -> None:
        from hub.taxonomy.vocabulary import vocabulary
        from search import documents, understanding

        from . import signals
        from .companies import companies
        from .documents import AssetSource

        documents.register(AssetSource())
        understanding.register(
            lambda: (
                understanding.TermEntry(term.kind, term.slug, names)
                for term in vocabulary()
                if (names := tuple(n for t in term.names.values() for n in (t.name, *t.aliases)))
            )
        )
        understanding.register_companies(companies)
        signals.connect()
