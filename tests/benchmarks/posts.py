"""What becomes of proposed pieces on each channel: how many are posted whole, cut, or refused, and how fast.

    DJANGO_SETTINGS_MODULE=hub.settings.dev DATA_DIR=… python -m tests.benchmarks.posts

Reads the pool in DATA_DIR; writes nothing. Words alone choose the pieces here: nothing is embedded.
"""

import time
from collections import Counter

import django

EACH = 6


def main() -> None:
    django.setup()
    from hub.assets.documents import to_document
    from hub.assets.models import Asset
    from hub.snippets.models import Snippet
    from hub.snippets.variants import Problem, channels, pieces_of, variant
    from search.snippets import propose, unembedded

    snippets: list[Snippet] = []
    for asset in Asset.objects.filter(live=True).order_by("pk"):
        document = to_document(asset.specific)
        for found in propose(document, unembedded(document), most=EACH).proposals:
            number = len(snippets) + 1
            snippets.append(
                Snippet(pk=number, asset=asset, text=found.text, type=found.type, block=found.block)
            )
    facts = channels()
    told = Counter[tuple[str, str]]()
    start = time.perf_counter()
    for piece in pieces_of(snippets).values():
        for channel in facts:
            made = variant(piece, channel)
            refused = Problem.TOO_LONG in made.problems
            told[channel.slug, "refused" if refused else "cut" if made.cut else "whole"] += 1
    seconds = time.perf_counter() - start
    print(
        f"{len(snippets)} pieces of {len({s.asset_id for s in snippets})} assets, {seconds:.1f} s"
    )
    for channel in facts:
        counts = " ".join(
            f"{told[channel.slug, how]:>5} {how}" for how in ("whole", "cut", "refused")
        )
        print(f"{channel.slug:<15} {counts}")


if __name__ == "__main__":
    main()
