"""Whether readers get what is for them: how well terms find what editors tagged with them, the tags left out; feeds and
what to read next against judgments; how much two personas' feeds have in common; and what it costs a search to lean.

    DATA_DIR=… python -m tests.benchmarks.targeting

measures the pool in DATA_DIR: the demo's, or the posts that `make bench` imports, with `readers` in place of tags.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from .machine import machine, table
from .readers import BRANCHES, READERS, Group
from .run import _set_up

FIRST = 5
DATA = Path(__file__).parents[1] / "search/data"
WEIGHTS = (0.0, 0.25, 0.5, 1.0, 2.0)

# How many of a feed, and of what to read next, are judged.
FEED, NEXT = 6, 3
# So often half of the tags are drawn that are known, with this seed.
DRAWS, SEED = 6, 5


def main() -> None:
    _set_up()
    from hub.assets.models import Asset

    print(f"On {machine()}.\n")
    posts = Asset.objects.filter(source="jekyll").exists()
    parts = (
        [_terms(_of_posts())] if posts else [_terms(_of_pool()), _judged(), _overlap(), _leaning()]
    )
    for part in parts:
        for line in [*part, ""]:
            print(line)


@dataclass(frozen=True)
class Facet:
    """`said`: value -> locale -> text; `tagged`: value -> numbers of documents."""

    name: str
    said: Mapping[str, Mapping[str, str]]
    tagged: Mapping[str, np.ndarray]


def _of_pool() -> list[Facet]:
    from hub.targeting.feed import facets
    from hub.taxonomy.vocabulary import vocabulary
    from search.engines.memory import current_view

    view, _model = current_view()
    return [
        Facet(name, terms.said, view.facet_values.get(name, {}))
        for name, terms in facets(vocabulary()).items()
    ]


def _of_posts() -> list[Facet]:
    from search.engines.memory import current_view

    topics = current_view()[0].facet_values["topic"]

    def facet(name: str, groups: Mapping[str, Group]) -> Facet:
        tagged = {
            value: np.unique(np.concatenate([topics[topic] for topic in group.topics]))
            for value, group in groups.items()
        }
        return Facet(name, {value: {"en": group.said} for value, group in groups.items()}, tagged)

    return [facet("persona", READERS), facet("industry", BRANCHES)]


def _terms(found: Sequence[Facet]) -> Iterator[str]:
    """Each row measures the same: what half of the pieces, whose tags are not known, the tags would put first."""
    rows = []
    for facet in found:
        for name, values in _of_halves(facet).items():
            gain, area = np.mean(values, axis=0)
            rows.append([facet.name, name, f"{gain:.3f}", f"{area:.3f}"])
    yield from table(["tag", "told by", f"nDCG@{FEED}", "area under the ROC curve"], rows)


def _of_halves(facet: Facet) -> Mapping[str, list[tuple[float, float]]]:
    from search.engines.memory import current_view
    from search.evaluation.metrics import ndcg
    from search.wants import Terms

    view, model = current_view()
    terms, nothing = Terms(facet.said), np.zeros(len(view.keys), dtype=bool)
    draw = np.random.default_rng(SEED)
    signs = {
        value: {
            "by chance": draw.random(len(view.keys)),
            "its description alone": _by_description(facet, value),
            "what is said of it": _wanted(view, model, value, terms, {}, nothing),
        }
        for value in facet.said
    }
    found: dict[str, list[tuple[float, float]]] = {}
    for _ in range(DRAWS):
        known = draw.random(int(view.piece_numbers.max()) + 1)[view.piece_numbers] < 0.5
        for value, own_signs in signs.items():
            learned = _wanted(view, model, value, terms, facet.tagged, known)
            tagged = np.zeros(len(view.keys), dtype=bool)
            tagged[facet.tagged.get(value, [])] = True
            for place in range(len(view.locale_names)):
                own = (view.locale_numbers == place) & view.alive_documents & ~known
                if not 0 < (own & tagged).sum() < own.sum():
                    continue
                relevant = {str(number): 1 for number in np.flatnonzero(own & tagged)}
                for name, values in {**own_signs, "and half of the tags": learned}.items():
                    best = np.flatnonzero(own)[np.argsort(-values[own], kind="stable")]
                    gain = ndcg([str(number) for number in best], relevant, FEED)
                    found.setdefault(name, []).append((gain, _area(values[own], tagged[own])))
    return found


def _wanted(*asked: Any) -> np.ndarray:
    """As `search.wants.wanted`, of terms of which something is said."""
    from search.wants import wanted

    found = wanted(*asked)
    assert found is not None
    return found


def _by_description(facet: Facet, value: str) -> np.ndarray:
    """As a question in the language of the documents, less what all of the facet have in common."""
    from search.encoder.queries import query_vector
    from search.engines.memory import current_view

    view, model = current_view()
    found = np.zeros(len(view.keys))
    for place, locale in enumerate(view.locale_names):
        texts = {one: _described(said, locale) for one, said in facet.said.items()}
        vectors = {one: np.asarray(query_vector(model, text)) for one, text in texts.items()}
        apart = vectors[value] - np.mean(list(vectors.values()), axis=0)
        own = view.locale_numbers == place
        found[own] = (view.document_vectors @ apart)[own]
    return found


def _described(said: Mapping[str, str], locale: str) -> str:
    """Without its aliases; the name where there is no description."""
    names, _, description = (said.get(locale) or next(iter(said.values()))).partition(". ")
    return description or names.partition(",")[0]


def _area(values: np.ndarray, tagged: np.ndarray) -> float:
    """How often something tagged stands above something that is not; ties count half."""
    own, others = values[tagged], values[~tagged]
    if not len(own) or not len(others):
        return float("nan")
    above = own[:, None] > others[None]
    return float(np.mean(above + 0.5 * (own[:, None] == others[None])))


def _judged() -> Iterator[str]:
    from hub.assets.models import Asset
    from hub.targeting.feed import Visitor, feed, next_best
    from hub.taxonomy.vocabulary import vocabulary
    from hub.visibility import anonymous
    from search.evaluation.metrics import ndcg
    from search.related import related

    judged = json.loads((DATA / "demo_feeds.json").read_text(encoding="utf-8"))
    ids = {row.external_id: row.pk for row in Asset.objects.exclude(external_id=None)}
    terms, anybody = vocabulary(), anonymous()
    gains: dict[tuple[str, str], list[float]] = {}

    def add(task: str, name: str, case: Mapping, keys: Sequence[str], depth: int) -> None:
        relevant = {f"asset:{ids[path]}": grade for path, grade in case["relevant"].items()}
        gains.setdefault((task, name), []).append(ndcg(list(keys), relevant, depth))

    for case in judged["feeds"]:
        visitor = Visitor(case["persona"], case["stage"], case["industry"])
        for name, keys in _baselines(visitor, case["locale"]).items():
            add(f"feed, nDCG@{FEED}", name, case, keys, FEED)
        found = feed(visitor, anybody, terms, FEED, locale=case["locale"]).suggestions
        add(f"feed, nDCG@{FEED}", "as it is", case, [one.key for one in found], FEED)
    for case in judged["next"]:
        visitor = Visitor(case["persona"], case["stage"], case["industry"])
        read = [ids[path] for path in case["seen"]]
        known = {"exclude": read, "locale": case["locale"]}
        found = feed(visitor, anybody, terms, NEXT, **known).suggestions
        add(f"next, nDCG@{NEXT}", "what suits the visitor", case, [one.key for one in found], NEXT)
        last = f"asset:{read[-1]}"
        alike = related([last], anybody, NEXT, terms=visitor.terms)[last]
        add(f"next, nDCG@{NEXT}", "what is related", case, [one.key for one in alike], NEXT)
        found = next_best(read, visitor, anybody, terms, NEXT).suggestions
        add(f"next, nDCG@{NEXT}", "as it is", case, [one.key for one in found], NEXT)
    rows = [[*names, f"{np.mean(values):.3f}"] for names, values in gains.items()]
    yield from table(["judged", "order", "mean"], rows)


def _baselines(visitor, locale: str) -> Mapping[str, list[str]]:
    """What everybody may see, in orders of less than all that is known; copies and likes are left as they stand."""
    from django.utils import timezone

    from hub.targeting.feed import facets
    from hub.taxonomy.vocabulary import vocabulary
    from hub.visibility import anonymous
    from search import suitability
    from search.engines.memory import current_view
    from search.filters import Filters
    from search.finding import visible_documents
    from search.leaning import carried

    view, model = current_view()
    mask = view.document_mask(Filters({"locale": frozenset({locale})}))
    seen = np.flatnonzero(visible_documents(view, anonymous(), mask))
    ages, draw = view.ages(timezone.now()), np.random.default_rng(SEED)
    known = draw.random(int(view.piece_numbers.max()) + 1)[view.piece_numbers] < 0.5
    nothing = np.zeros(len(view.keys), dtype=bool)
    marks, said, learned = {}, {}, {}
    for facet, slug in visitor.terms.items():
        terms, tagged = facets(vocabulary())[facet], view.facet_values[facet]
        marks[facet] = carried(view, facet, slug, terms.order)
        said[facet] = _wanted(view, model, slug, terms, {}, nothing)
        learned[facet] = _wanted(view, model, slug, terms, tagged, known)
    half = {facet: values * known for facet, values in marks.items()}
    orders = {
        "by chance": draw.random(len(view.keys)),
        "the newest": -ages,
        "tags, then the newest": suitability.standing(marks, {}, ages),
        "no tags": suitability.standing({}, said, ages),
        "half of the tags, and no more": suitability.standing(half, {}, ages),
        "half of the tags": suitability.standing(half, learned, ages),
    }
    return {
        name: [view.keys[number] for number in seen[np.argsort(-values[seen], kind="stable")]]
        for name, values in orders.items()
    }


def _overlap() -> Iterator[str]:
    from hub.targeting.feed import Visitor, feed
    from hub.taxonomy.models import TermKind
    from hub.taxonomy.vocabulary import vocabulary
    from hub.visibility import anonymous
    from search.engines.memory import current_view

    terms = vocabulary()
    view, _model = current_view()
    shares = []
    for locale in view.locale_names:
        feeds = [
            {
                s.key
                for s in feed(
                    Visitor(term.slug), anonymous(), terms, FIRST, locale=locale
                ).suggestions
            }
            for term in terms.of_kind(TermKind.PERSONA)
        ]
        shares += [len(one & other) / FIRST for one, other in combinations(feeds, 2)]
    yield f"Of the first {FIRST} of two personas' feeds, {np.mean(shares):.0%} are the same."


def _leaning() -> Iterator[str]:
    """For each judged question and each persona, at several weights."""
    from hub.assets.models import Asset
    from hub.taxonomy.models import TermKind
    from hub.taxonomy.vocabulary import vocabulary
    from hub.visibility import anonymous
    from search import leaning
    from search.engines.memory import current_view
    from search.evaluation.judgments import load, with_keys
    from search.evaluation.metrics import ndcg
    from search.retrieval import Request, search

    view, _model = current_view()
    known = {row.external_id: f"asset:{row.pk}" for row in Asset.objects.exclude(external_id=None)}
    judged = [
        one for one in with_keys(load(DATA / "demo_questions.json"), known)[0] if one.has_relevant
    ]
    personas = [term.slug for term in vocabulary().of_kind(TermKind.PERSONA)]
    tagged = view.facet_values["persona"]
    rows = []
    for weight in WEIGHTS:
        leaning.PERSONA = weight
        gains, shares = [], []
        for one in judged:
            for persona in personas:
                request = Request(one.text, anonymous(), terms={"persona": persona})
                keys = [match.key for match in search(request).matches]
                gains.append(ndcg(keys, one.relevant))
                own = set(tagged.get(persona, ()))
                shares.append(np.mean([view.number_of[k] in own for k in keys[:FIRST]] or [False]))
        rows.append([f"{weight}", f"{np.mean(gains):.3f}", f"{np.mean(shares):.0%}"])
    yield from table(
        ["worth of the tag", "nDCG@10", f"of the first {FIRST}, for the persona"], rows
    )


if __name__ == "__main__":
    main()
