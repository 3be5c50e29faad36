from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings

from api.assets.facets import FacetNode, facet_nodes
from api.assets.inputs import to_filters
from api.assets.loaders import MatchNode, load_matches
from api.core.connections import PageInfo, decode_cursor, encode_cursor, page_info, page_size
from api.core.context import Context
from api.core.errors import BadInput
from api.core.inputs import limited
from api.limits import limits
from api.taxonomy.types import TermNode
from hub.delivery.tags import ASSETS, TAXONOMY
from search import retrieval
from search.filters import Filters
from search.matches import Answer, Match, Result
from search.text import language
from search.understanding import Use

Given = Mapping[str, Any] | None


@dataclass
class MatchPage:
    context: Context
    filters: Filters
    result: Result
    matches: list[Match]
    position: int
    after: str | None

    @property
    def total_count(self) -> int:
        return self.result.total

    @property
    def degraded(self) -> bool:
        return self.result.degraded

    @cached_property
    def nodes(self) -> list[MatchNode]:
        return load_matches(self.context, self.matches)

    @property
    def edges(self) -> list[dict[str, Any]]:
        return [{"cursor": self._cursors[node.match.key], "node": node} for node in self.nodes]

    @cached_property
    def _cursors(self) -> dict[str, str]:
        return {
            match.key: encode_cursor(self.position + index, match.key)
            for index, match in enumerate(self.matches)
        }

    @property
    def page_info(self) -> PageInfo:
        has_next = self.position + len(self.matches) < self.result.total
        return page_info(list(self._cursors.values()), self.after, has_next)

    @property
    def facets(self) -> list[FacetNode]:
        return facet_nodes(self.context, self.result.facets, self.filters)


def search(
    context: Context,
    query: str,
    filter: Given,
    first: int,
    after: str | None,
    terms: Mapping[str, str],
) -> MatchPage:
    """A page of matches.

    The page after a cursor is read from the cursor's own place on, and starts behind the match it
    names: where that match left the list meanwhile, no other is skipped in its stead.
    """
    size = page_size(first)
    start, key = _place(after) if after else (0, None)
    request = retrieval.Request(
        text=query,
        viewer=context.viewer,
        filters=to_filters(filter),
        terms=terms,
        first=size + (1 if key else 0),
        offset=start,
    )
    context.tags.add(ASSETS)
    with _questions():
        result = retrieval.search(request)
    matches = list(result.matches)
    seen = next((index + 1 for index, match in enumerate(matches) if match.key == key), 0)
    return MatchPage(
        context, request.filters, result, matches[seen : seen + size], start + seen, after
    )


@contextmanager
def _questions() -> Iterator[None]:
    """A question that cannot be asked is the caller's fault."""
    try:
        yield
    except retrieval.BadQuestion as error:
        raise BadInput(str(error)) from error


def _place(cursor: str) -> tuple[int, str]:
    position, key = decode_cursor(cursor, int, str)
    most = limits().position
    if not 0 <= position < most:
        raise BadInput(f"`after` lies beyond the first {most} matches: narrow the search instead.")
    return position, key


def ask(
    context: Context,
    question: str,
    kinds: Any,
    filter: Given,
    terms: Sequence[Mapping[str, Any]] | None,
    first: int,
) -> dict[str, Any]:
    request = retrieval.Request(
        text=question,
        viewer=context.viewer,
        filters=to_filters({"kinds": kinds, **_set_fields(filter)}),
        first=page_size(first),
        now=context.viewer.now,
        uses=_uses(terms or ()),
    )
    context.tags.update((ASSETS, TAXONOMY))
    with _questions():
        answer = retrieval.ask(request)
    nodes = load_matches(context, [*answer.matches, *answer.nearest])
    by_key = {node.match.key: node for node in nodes}
    return {
        "outcome": answer.outcome.value,
        "understood": _understood(context, answer),
        "matches": [by_key[match.key] for match in answer.matches if match.key in by_key],
        "nearest": [by_key[match.key] for match in answer.nearest if match.key in by_key],
        "degraded": answer.degraded,
    }


def _set_fields(filter: Given) -> dict[str, Any]:
    return {name: value for name, value in (filter or {}).items() if value}


def _uses(terms: Sequence[Mapping[str, Any]]) -> dict[tuple[str, str], Use]:
    given = limited("terms", terms)
    return {(term["kind"], term["slug"]): Use(term["use"].value) for term in given}


def _understood(context: Context, answer: Answer) -> list[dict[str, Any]]:
    """The terms are named in the language of the question."""
    return [
        {
            "kind": found.kind,
            "slug": found.slug,
            "term": TermNode(term, _locale_of(found.matched_text), context)
            if (term := context.vocabulary.term(found.kind, found.slug))
            else None,
            "matched_text": found.matched_text,
            "by": found.by.value,
            "use": found.use.value,
            "negated": found.negated,
            "published_after": found.after,
            "published_before": found.before,
            "note": found.note or None,
        }
        for found in answer.understood
    ]


def _locale_of(text: str) -> str:
    """The content language `text` is written in: terms answer in the language of the question."""
    written = language(text)
    codes = [code for code, _name in settings.LANGUAGES]
    return next((code for code in codes if code.split("-")[0] == written), settings.LANGUAGE_CODE)
