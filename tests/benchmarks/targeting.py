"""How well a persona's goals and pains find what editors tagged for it, the tags themselves left out; and how much two
personas' feeds have in common.

    DATA_DIR=… python -m tests.benchmarks.targeting

measures the pool in DATA_DIR: one with personas described and assets tagged, such as the demo's; and, with the demo's
judged questions, what it costs a search to lean to a persona.
"""

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import numpy as np

from .machine import machine, table
from .run import _set_up

FIRST = 5
QUESTIONS = Path(__file__).parents[1] / "search/data/demo_questions.json"
WEIGHTS = (0.0, 0.25, 0.5, 1.0, 2.0)


def main() -> None:
    _set_up()
    print(f"On {machine()}.\n")
    for line in [*_meaning(), "", *_overlap(), "", *_leaning()]:
        print(line)


def _meaning() -> Iterator[str]:
    from hub.taxonomy.models import TermKind
    from hub.taxonomy.vocabulary import vocabulary
    from search.encoder.queries import query_vector
    from search.engines.memory import current_view
    from search.text import query_tokens

    view, model = current_view()
    areas: dict[str, list[float]] = {}
    personas = vocabulary().of_kind(TermKind.PERSONA)
    for place, locale in enumerate(view.locale_names):
        own = (view.locale_numbers == place) & view.alive_documents
        vectors = view.document_vectors[own]
        wants = [query_vector(model, term.in_locale(locale).description) for term in personas]
        asked = np.stack([vector for vector in wants if vector is not None])
        usual = view.group_statistics[locale].mean
        for number, term in enumerate(personas):
            tagged = np.zeros(len(view.keys), dtype=bool)
            tagged[view.facet_values["persona"].get(term.slug, [])] = True
            words = [
                token
                for name in term.names.values()
                for alias in (name.name, *name.aliases)
                for token in query_tokens(alias)
            ]
            signs = {
                "the description as it is": vectors @ asked[number],
                "less what is usual in the language": vectors @ _unit(asked[number] - usual),
                "less what all personas share": vectors @ _unit(asked[number] - asked.mean(axis=0)),
                "names and aliases, as words": view.lexical(words, own)[1][own],
            }
            for name, values in signs.items():
                areas.setdefault(name, []).append(_area(values, tagged[own]))
    rows = [[name, f"{np.nanmean(values):.3f}"] for name, values in areas.items()]
    yield from table(["what is compared with an asset", "area under the ROC curve"], rows)


def _unit(vector: np.ndarray) -> np.ndarray:
    return vector / np.linalg.norm(vector)


def _area(values: np.ndarray, tagged: np.ndarray) -> float:
    """How often something tagged stands above something that is not; ties count half."""
    own, others = values[tagged], values[~tagged]
    if not len(own) or not len(others):
        return float("nan")
    above = own[:, None] > others[None]
    return float(np.mean(above + 0.5 * (own[:, None] == others[None])))


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
    judged = [one for one in with_keys(load(QUESTIONS), known)[0] if one.has_relevant]
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
