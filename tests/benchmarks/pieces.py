"""What the proposals are like: word for word, on sentence bounds, opening by themselves, unlike each other; and how
long finding them takes, beyond embedding."""

import hashlib
import json
import re
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations, cycle
from pathlib import Path

import numpy as np

from search.documents import Document, Section
from search.snippets import Proposal, Sentence, propose
from search.text import HAN, sentences

from .machine import milliseconds, table
from .summaries import Post, placed
from .vectors import document_vectors

LABELS = Path(__file__).parents[1] / "search" / "data" / "dangling.jsonl"
BEST = 3

# The goal: this many documents of this many words under two minutes.
DOCUMENTS = 100
WORDS = 3000
CHARACTERS_A_WORD = 1.7  # of Chinese
_ENDS = re.compile(r"[.!?](?=\s|$)|[。！？]")


@dataclass(frozen=True)
class Proposed:
    post: Post
    proposals: Sequence[Proposal]


def what_they_are(proposed: Sequence[Proposed]) -> Iterator[str]:
    pairs = [(one.post.document, proposal) for one in proposed for proposal in one.proposals]
    if not pairs:
        return
    labels = [labelled()[name] for _, p in pairs if (name := name_of(p.text)) in labelled()]
    types = Counter(str(proposal.type) for _, proposal in pairs)
    lengths = np.percentile([len(proposal.text) for _, proposal in pairs], [10, 50, 90])
    opening = f"{sum(labels) / len(labels):.1%}" if labels else "–"
    yield f"- {len(pairs)} proposals, {len(pairs) / len(proposed):.1f} a text, of {lengths[1]:.0f} characters"
    yield f"  ({lengths[0]:.0f} … {lengths[2]:.0f}): {', '.join(f'{n} {t}' for t, n in types.most_common())}"
    yield f"- word for word: {np.mean([is_verbatim(*pair) for pair in pairs]):.1%}; from the beginning of a"
    yield f"  sentence to the end of one: {np.mean([is_on_bounds(*pair) for pair in pairs]):.1%}"
    yield f"- opening with a dangling reference: {opening} of the {len(labels)} that were read and labelled"
    yield f"- {_coverage(proposed)}"
    yield f"- mean similarity of the best {BEST} among themselves: {_likeness(proposed)}"


def is_verbatim(document: Document, proposal: Proposal) -> bool:
    return document.text[proposal.start : proposal.end] == proposal.text


def is_on_bounds(document: Document, proposal: Proposal) -> bool:
    """Of one section's sentences."""
    for offset, section in placed(document):
        spans = sentences(section.text)
        starts, ends = ({offset + span[side] for span in spans} for side in (0, 1))
        if proposal.start in starts and proposal.end in ends:
            return True
    return False


def name_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@cache
def labelled() -> Mapping[str, bool]:
    """By `name_of` a span: whether whoever read it in its place found its opening dangling."""
    lines = LABELS.read_text(encoding="utf-8").splitlines() if LABELS.is_file() else []
    return {said["name"]: said["dangling"] for said in map(json.loads, lines)}


def _coverage(proposed: Sequence[Proposed]) -> str:
    shares, possible = [], []
    for one in proposed:
        places = placed(one.post.document)
        spans = [
            (offset, offset + len(s.text))
            for offset, s in places
            if s.kind not in ("code", "table")
        ]
        met = [any(a <= p.start < b for p in one.proposals) for a, b in spans]
        if len(spans) > 1:
            shares.append(np.mean(met))
            possible.append(min(len(one.proposals), len(spans)) / len(spans))
    if not shares:
        return "no text has several sections"
    return (
        f"sections of a text that a proposal is from: {np.mean(shares):.0%} of all; "
        f"were each from another one: {np.mean(possible):.0%}"
    )


def _likeness(proposed: Sequence[Proposed]) -> str:
    """Beside sentences chosen in other ways, as many."""
    sets: dict[str, list[list[str]]] = {}
    for one in proposed:
        if len(one.proposals) < BEST:
            continue
        sets.setdefault("snippets", []).append([p.text for p in one.proposals[:BEST]])
        for way, order in one.post.orders.items():
            sets.setdefault(way, []).append([one.post.texts[place] for place in order[:BEST]])
    return ", ".join(
        f"{way} {np.mean(list(map(_mean_cosine, of_way))):.3f}" for way, of_way in sets.items()
    )


def _mean_cosine(texts: Sequence[str]) -> float:
    return float(np.mean([one @ other for one, other in combinations(document_vectors(texts), 2)]))


def speed(posts: Mapping[str, Sequence[Post]]) -> Iterator[str]:
    """Of texts made of the sections of real ones, with made-up vectors: which they are does not tell how long it
    takes."""
    rows = []
    for name, of_name in posts.items():
        sections = cycle([section for post in of_name for section in post.document.sections])
        times = []
        for number in range(DOCUMENTS):
            document = Document(
                f"made:{number}", name, "Made", sections=tuple(_long(sections, number))
            )
            spans = _with_vectors(document)
            start = time.process_time()
            propose(document, spans)
            times.append(time.process_time() - start)
        rows.append([name, f"{sum(times):.1f} s", milliseconds(times)])
    yield f"Finding them, beyond embedding, in processor time: {DOCUMENTS} texts of {WORDS:,} words a language."
    yield ""
    yield from table(["", "all", "one"], rows)


def _long(sections: Iterator[Section], number: int) -> Iterator[Section]:
    """No sentence stands in two texts, so that nothing is known from one before."""
    words = 0.0
    while words < WORDS:
        section = next(sections)
        yield replace(section, text=_ENDS.sub(rf" {number}\g<0>", section.text))
        words += len(section.text.split()) + len(HAN.findall(section.text)) / CHARACTERS_A_WORD


def _with_vectors(document: Document) -> list[Sentence]:
    spans = sentences(document.text)
    vectors = np.random.default_rng(len(spans)).normal(size=(len(spans), 384)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return [Sentence(*span, vector) for span, vector in zip(spans, vectors, strict=True)]
