"""Words of a source matched to the hub's terms; new ones are made where the mapping allows it."""

from django.db import transaction

from hub.taxonomy.models import Term, TermKind, TermName
from hub.taxonomy.vocabulary import vocabulary

from .slugs import free_slug, slug_of

MODELS = {model.KIND.value: model for model in Term.__subclasses__() if hasattr(model, "KIND")}


class Terms:
    """The vocabulary, read once for a whole import and kept up to date with what it adds."""

    def __init__(self) -> None:
        self._ids: dict[tuple[str, str], int] = {}
        self._slugs: dict[str, set[str]] = {}
        self.created: list[str] = []
        known = list(vocabulary())
        # What a word names comes first: an alias never hides another term's slug or name.
        for term in known:
            self._slugs.setdefault(term.kind, set()).add(term.slug)
            self._ids[term.kind, _folded(term.slug)] = term.pk
        for term in known:
            for name in term.names.values():
                self._ids.setdefault((term.kind, _folded(name.name)), term.pk)
        for term in known:
            for name in term.names.values():
                for alias in name.aliases:
                    self._ids.setdefault((term.kind, _folded(alias)), term.pk)

    def find(self, kind: str, word: str) -> int | None:
        return self._ids.get((kind, _folded(word)))

    def create(self, kind: str, word: str, language: str, store: bool) -> int | None:
        """The new term's id; None on a dry run."""
        name = word[:200]
        slug = free_slug(slug_of(name), self._slugs.setdefault(kind, set()))
        self._slugs[kind].add(slug)
        self.created.append(f"{kind}: {name}")
        pk = _stored(kind, slug, name, language) if store else -len(self.created)
        self._ids[kind, _folded(word)] = pk
        self._ids.setdefault((kind, _folded(slug)), pk)
        return pk


def default_audience_of(content_type: int | None) -> str | None:
    model = MODELS[TermKind.CONTENT_TYPE.value]
    found = model.objects.filter(pk=content_type).values_list("default_audience", flat=True)
    return found.first() if content_type and content_type > 0 else None


def _stored(kind: str, slug: str, name: str, language: str) -> int:
    with transaction.atomic():
        term, _created = MODELS[kind]._default_manager.get_or_create(slug=slug)
        TermName.objects.get_or_create(term_id=term.pk, locale=language, defaults={"name": name})
    return term.pk


def _folded(word: str) -> str:
    return " ".join(word.replace("_", " ").replace("-", " ").casefold().split())
