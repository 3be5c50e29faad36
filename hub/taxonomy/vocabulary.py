"""All terms as plain data, for whoever reads many of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from hub.delivery.version import once_a_version

from .models import Term as TermRow
from .models import TermName as TermNameRow
from .models import lines_of


@dataclass(frozen=True)
class TermName:
    name: str
    aliases: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True)
class Term:
    """`names` maps a locale to what the term is called there.

    `family` is the slug of a content type's family, and empty for all other kinds.
    """

    pk: int
    kind: str
    slug: str
    sort_order: int
    names: Mapping[str, TermName] = field(default_factory=dict)
    family: str = ""

    def in_locale(self, locale: str) -> TermName:
        """As `locale` has it, else as any locale has it, else the bare slug."""
        return self.names.get(locale) or next(iter(self.names.values()), TermName(self.slug))

    def name_in(self, locale: str) -> str:
        return self.in_locale(locale).name


class Vocabulary:
    """Terms in their order: by kind, then as editors sorted them, then by slug."""

    def __init__(self, terms: tuple[Term, ...]):
        self._terms = terms

    def __iter__(self) -> Iterator[Term]:
        return iter(self._terms)

    def __len__(self) -> int:
        return len(self._terms)

    def term(self, kind: str, slug: str) -> Term | None:
        return self._by_slug.get((str(kind), slug))

    def by_id(self, pk: int) -> Term | None:
        return self._by_id.get(pk)

    def of_kind(self, kind: str) -> tuple[Term, ...]:
        return tuple(term for term in self._terms if term.kind == kind)

    @cached_property
    def _by_slug(self) -> dict[tuple[str, str], Term]:
        return {(term.kind, term.slug): term for term in self._terms}

    @cached_property
    def _by_id(self) -> dict[int, Term]:
        return {term.pk: term for term in self._terms}


@once_a_version
def vocabulary() -> Vocabulary:
    """The terms as they are now: two queries, where content has changed."""
    names = TermNameRow.objects.order_by("term_id", "sort_order", "pk")
    terms = TermRow.objects.order_by("kind", "sort_order", "slug")
    return _of_rows(
        tuple(names.values_list("term_id", "locale", "name", "aliases", "description")),
        tuple(terms.values_list("pk", "kind", "slug", "sort_order", "contenttype__family__slug")),
    )


# Terms seldom change, and to read them costs less than to make this of them: the same rows, the same vocabulary.
@lru_cache(maxsize=1)
def _of_rows(
    name_rows: tuple[tuple[int, str, str, str, str], ...],
    term_rows: tuple[tuple[int, str, str, int, str | None], ...],
) -> Vocabulary:
    names: dict[int, dict[str, TermName]] = {}
    for term, locale, name, aliases, description in name_rows:
        named = TermName(name, tuple(lines_of(aliases)), description)
        names.setdefault(term, {})[locale] = named
    return Vocabulary(
        tuple(
            Term(pk, kind, slug, order, names.get(pk, {}), family or "")
            for pk, kind, slug, order, family in term_rows
        )
    )
