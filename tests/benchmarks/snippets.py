"""How near the best snippets come to what authors say of their texts in short, beside other ways of choosing.

    python -m tests.benchmarks.run snippets [--corpus FILE]

FILE: one JSON object a line, `{"title", "text", "summary", "lang"}`; a line of `text` that begins with `#` is a
heading.
TextRank and LexRank are sumy's, from requirements-bench.txt.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from tqdm import tqdm

from search.evaluation.metrics import bootstrap
from search.snippets import propose

from .machine import table
from .pieces import Proposed, speed, what_they_are
from .rouge import Rouge, rouge
from .run import Skipped
from .summaries import Post, by_locale, demo_posts, embedded, posts_18f, posts_of
from .summarizers import Order, joined, oracle
from .vectors import document_vectors

OURS = "snippets"
COUNTS = (1, 3)
# Name -> the sentences taken, or the spans.
Choices = Mapping[str, str]


@dataclass(frozen=True)
class Said:
    """A text chosen from a post, and how near it comes to the summary."""

    length: int
    similarity: float
    rouge: Rouge


def measure(corpus: Path | None = None) -> Iterator[str]:
    if not find_spec("sumy"):
        raise Skipped("sumy is not here: `make bench` installs it")
    yield "Similarity: the cosine of the bundled encoder's vectors, which is seldom below 0.75 for texts of one"
    yield "language. ROUGE-L: of words, Chinese ones of characters. The last two columns say by how much the snippets"
    yield "are nearer, with 95 % intervals; bold where that is clear. *as long*: as many sentences, in that order, as"
    yield "come nearest to the length of the snippets. *oracle* knows the summary."
    yield ""
    corpora = _given(corpus) if corpus else _known()
    for name, posts in corpora.items():
        proposed = [
            Proposed(post, propose(post.document, embedded(post)).proposals)
            for post in tqdm(posts, desc="Proposing")
        ]
        some = [one for one in proposed if one.proposals]
        yield f"#### {name}"
        yield ""
        yield f"{len(posts)} posts, {len(posts) - len(some)} without a proposal."
        yield ""
        for count in COUNTS if some else ():
            yield f"Best {count}:"
            yield ""
            yield from _table(some, count)
            yield ""
        yield from what_they_are(some)
        yield ""
    yield from speed({posts[0].document.locale: posts for posts in corpora.values() if posts})


def _given(file: Path) -> dict[str, Sequence[Post]]:
    return {f"{file.name}, {locale}": posts for locale, posts in by_locale(posts_of(file)).items()}


def _known() -> dict[str, Sequence[Post]]:
    posts = [post for post in posts_18f() if post.is_held_out]
    demo = by_locale(demo_posts())
    return {
        "18F": posts,
        "18F, summaries in words of their own": [post for post in posts if not post.is_copied],
        **{f"Demo pool, {locale}": of_locale for locale, of_locale in demo.items()},
    }


def _table(proposed: Sequence[Proposed], count: int) -> Iterator[str]:
    choices = [_choices(one, count) for one in tqdm(proposed, desc=f"Choosing {count}")]
    said = _judged([one.post.summary for one in proposed], choices)
    headings = ["", "characters", "similarity", "F1", "recall", "nearer by", "F1 higher by"]
    yield from table(headings, (_row(way, of_way, said[OURS]) for way, of_way in said.items()))


def _choices(one: Proposed, count: int) -> dict[str, str]:
    """Way of choosing -> the text it takes: `count` pieces, and about as many characters."""
    best = sorted(one.proposals[:count], key=lambda proposal: proposal.start)
    chosen = {OURS: " ".join(proposal.text for proposal in best)}
    for way, order in one.post.orders.items():
        chosen[f"{way} {count}"] = joined(one.post.texts, order[:count])
    for way, order in one.post.orders.items():
        chosen[f"{way}, as long"] = _as_long(one.post.texts, order, len(chosen[OURS]))
    knowing = oracle(one.post.texts, one.post.summary, count)
    return {**chosen, f"oracle {count}": joined(one.post.texts, knowing)}


def _as_long(texts: Sequence[str], order: Order, length: int) -> str:
    lengths = np.cumsum([len(texts[place]) + 1 for place in order]) - 1
    taken = int(np.argmin(np.abs(lengths - length))) + 1
    return joined(texts, order[:taken])


def _judged(summaries: Sequence[str], choices: Sequence[Choices]) -> dict[str, list[Said]]:
    """By way of choosing, in the order of the summaries."""
    wanted = document_vectors(summaries)
    said = {}
    for way in choices[0]:
        texts = [of_post[way] for of_post in choices]
        similarities = (document_vectors(texts) * wanted).sum(axis=1)
        said[way] = [
            Said(len(text), float(similarity), rouge(text, summary))
            for text, similarity, summary in zip(texts, similarities, summaries, strict=True)
        ]
    return said


def _row(way: str, said: Sequence[Said], ours: Sequence[Said]) -> list[str]:
    near, own = ([[one.similarity, one.rouge.f] for one in which] for which in (said, ours))
    gains = map(_gain, zip(*own, strict=True), zip(*near, strict=True))
    return [
        way,
        f"{np.mean([one.length for one in said]):.0f}",
        *(f"{mean:.3f}" for mean in np.mean(near, axis=0)),
        f"{np.mean([one.rouge.recall for one in said]):.3f}",
        *(("", "") if said is ours else gains),
    ]


def _gain(ours: Iterable[float], theirs: Iterable[float]) -> str:
    gained = bootstrap([own - other for own, other in zip(ours, theirs, strict=True)])
    clear = "**" if gained.is_clear and gained.mean > 0 else ""
    return f"{clear}{gained.mean:+.3f}{clear} ({gained.low:+.3f} … {gained.high:+.3f})"
