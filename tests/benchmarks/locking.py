"""Snippets and the texts they are locked to: what is taken for a new wording, and how long looking takes.

    python -m tests.benchmarks.locking DATA_DIR

measures on the assets of that folder's hub.
"""

import os
import random
import re
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

from hub.snippets.locking import Changed, Held, Locator
from search.documents import Document, Section
from search.text import language, sentences

EACH = 4  # sentences of a document
SHARES = (0.1, 0.3, 0.5, 0.7, 1.0)
LONG = 200_000  # words
_WORDS = re.compile(r"[\u4e00-\u9fff]|[^\W\u4e00-\u9fff]+|\s+|[^\w\s]")
_SEEN = 12, 40  # the fewest characters of a sentence that is tried, Chinese and not


def measure(documents: Sequence[Document]) -> Iterator[str]:
    yield from _alike(documents)
    yield ""
    yield from _speed(documents)


def _alike(documents: Sequence[Document]) -> Iterator[str]:
    chance = random.Random(1)
    words: dict[str, list[str]] = {"en": [], "zh": []}
    for document in documents:
        words[language(document.text)] += [w for w in _WORDS.findall(document.text) if w.strip()]
    found: dict[tuple[str, float], list[bool]] = {}
    for document in documents:
        lang = language(document.text)
        for section, old in _sample(document, chance):
            for share in SHARES:
                new = _edited(old, words[lang], share, chance) if share < 1 else ""
                found.setdefault((lang, share), []).append(_is_taken(document, section, old, new))
    yield "| of the words replaced | sentences | taken for a new wording |"
    yield "| --- | --- | --- |"
    for (lang, share), taken in sorted(found.items()):
        what = f"{share:.0%}" if share < 1 else "all: it is taken out"
        yield f"| {lang}, {what} | {len(taken)} | {sum(taken) / len(taken):.1%} |"


def _sample(document: Document, chance: random.Random) -> list[tuple[int, str]]:
    """Sentences that stand in the document once, each with the number of its section."""
    whole = document.text
    fewest = _SEEN[language(whole) == "en"]
    found = [
        (number, text)
        for number, section in enumerate(document.sections)
        for start, end in sentences(section.text)
        if end - start > fewest and whole.count(text := section.text[start:end]) == 1
    ]
    return chance.sample(found, min(EACH, len(found)))


def _edited(text: str, others: Sequence[str], share: float, chance: random.Random) -> str:
    """With runs of up to four words replaced."""
    words = _WORDS.findall(text)
    telling = [n for n, word in enumerate(words) if word.strip()]
    left = max(1, round(len(telling) * share))
    while left > 0:
        first = chance.randrange(len(telling))
        for n in telling[first : first + chance.randint(1, 4)]:
            words[n] = chance.choice(others)
            left -= 1
    return "".join(words)


def _is_taken(document: Document, number: int, old: str, new: str) -> bool:
    """Whether what stands in the place of `old` (anything, where `new` is empty) is found to have taken it."""
    sections = list(document.sections)
    section = sections[number]
    sections[number] = replace(section, text=section.text.replace(old, new))
    edited = replace(document, sections=tuple(sections))
    found = Locator(edited).locate(old, document.text.index(old), section.block)
    if not isinstance(found, Changed):
        return False
    start = edited.text.find(new)
    return found.start < start + len(new) and start < found.end if new else True


def _speed(documents: Sequence[Document]) -> Iterator[str]:
    sections: list[Section] = []
    words = 0
    while words < LONG:
        document = documents[len(sections) % len(documents)]
        sections.append(Section(document.text, block=str(len(sections))))
        words += len(document.text.split())
    long = Document("asset:1", "en", "Long", sections=tuple(sections))
    text = long.text
    spans = sentences(text)
    some = [text[start:end] for start, end in spans[:: len(spans) // 20]]
    locator = Locator(long)
    held = [_seconds(locator, each) for each in some]
    first = _seconds(locator, f"{some[3]} it was added")
    then = [_seconds(locator, f"{each} it was added") for each in some]
    assert isinstance(locator.locate(some[1], 0, ""), Held)
    assert isinstance(locator.locate(f"{some[1]} it was added", 0, ""), Changed)
    yield f"In a text of {words:,} words, processor time for a snippet:"
    yield ""
    yield f"- held: {max(held) * 1000:.1f} ms at most"
    yield f"- changed: {first:.1f} s for the first, then {max(then) * 1000:.0f} ms at most"


def _seconds(locator: Locator, text: str) -> float:
    start = time.process_time()
    locator.locate(text, 0, "")
    return time.process_time() - start


def main(folder: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.dev")
    os.environ["DATA_DIR"] = folder
    import django

    django.setup()
    from hub.assets.documents import AssetSource

    source = AssetSource()
    documents = [document for key in source.all_keys() if (document := source.document(key))]
    for line in measure(documents):
        print(line)


if __name__ == "__main__":
    main(sys.argv[1])
