"""The pool that `delivery` measures: 5,000 assets made of real texts, with pictures, terms, snippets and landing pages.

    DATA_DIR=… python -m tests.benchmarks.delivery_pool

makes what is missing of it, once. Bodies are those of the demo's assets and of the posts of 18F, a heading with what
follows it being the piece that is shuffled. Their passages get made-up vectors, near to some real ones: measured is how
long a feed takes, not how good it is.
"""

import hashlib
import io
import json
import random
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cached_property
from itertools import cycle
from typing import Any

import numpy as np

from search.encoder import base
from search.encoder.base import Encoder, Vectors, get_encoder
from search.text import rough_token_count

ASSETS = 5_000
PICTURES = 40
SNIPPETS = 1_000
# So many texts are really embedded; every made-up vector lies near one of theirs.
REAL_VECTORS = 200
SPREAD = 0.5  # how near, the distance between two real ones being about 0.5
BATCH = 250


def main() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from hub.assets.models import Asset
    from search import indexing
    from search.upkeep import settle

    call_command("migrate", verbosity=0, interactive=False)
    if Asset.objects.count() < ASSETS:
        _fill()
    if indexing.waiting():
        _index()
    settle()


def _fill() -> None:
    from django.core.management import call_command
    from django.db import transaction
    from wagtail.models import ReferenceIndex

    from hub.assets.models import Asset
    from hub.demo import seeding

    from .pool import POSTS

    if seeding.wanted():
        seeding.seed()
    if not Asset.objects.filter(source="jekyll").exists():
        call_command("import_assets", str(POSTS), preset="jekyll", publish=True, stdout=sys.stderr)
    pictures = _pictures()
    sources = [page.specific for page in Asset.objects.order_by("pk")]
    copies = zip(cycle(sources), range(len(sources), ASSETS), strict=False)
    chance = random.Random(1)
    while batch := [pair for pair, _ in zip(copies, range(BATCH), strict=False)]:
        with transaction.atomic():
            for source, number in batch:
                _add_copy(source, number, sources, chance)
        _say(f"{batch[-1][1] + 1} assets")
    with transaction.atomic():
        _tag(pictures, chance)
        _approve_snippets()
    ReferenceIndex.objects.all().delete()  # nobody asks for it here


def _pictures() -> list[int]:
    from django.core.files.base import ContentFile
    from PIL import Image as Drawing
    from wagtail.images.models import Image

    for number in range(Image.objects.count(), PICTURES):
        shade = Drawing.linear_gradient("L").resize((1600, 1000))
        drawn = Drawing.merge("RGB", [shade.rotate(number * 9 + turn) for turn in (0, 60, 120)])
        file = io.BytesIO()
        drawn.save(file, "JPEG", quality=85)
        Image.objects.create(
            title=f"Picture {number}",
            description=f"A field of colours, the {number}th of its kind",
            file=ContentFile(file.getvalue(), name=f"picture-{number}.jpg"),
        )
    return list(Image.objects.values_list("pk", flat=True))


def _add_copy(source: Any, number: int, sources: Sequence[Any], chance: random.Random) -> None:
    from hub.assets.tree import home_of

    other = chance.choice([one for one in sources if one.locale_id == source.locale_id])
    pieces = [*_pieces(source), *_pieces(other)[:2]]
    chance.shuffle(pieces)
    moment = datetime(2026, 11, 1, tzinfo=UTC) - timedelta(hours=number)
    page = type(source)(
        **_own_fields(source),
        title=f"{source.title} ({number})",
        slug=f"{source.slug[:200]}-{number}",
        locale=source.locale,
        kind=source.kind,
        summary=source.summary or other.summary,
        authors=source.authors,
        published_at=moment,
        first_published_at=moment,
        last_published_at=moment,
        body=json.dumps([block for piece in pieces for block in piece]),
    )
    home_of(source.locale.language_code).add_child(instance=page)


def _own_fields(source: Any) -> dict[str, Any]:
    """What the asset's kind adds to what all kinds have."""
    names = [
        field.name
        for field in source._meta.local_fields
        if not field.primary_key and not field.is_relation and field.name != "questions"
    ]
    own = {name: getattr(source, name) for name in names}
    if hasattr(source, "questions"):
        own["questions"] = json.dumps(list(source.questions.raw_data))
    if hasattr(source, "results"):
        names = ["label", "before", "after", "unit", "change", "change_unit", "sort_order"]
        results = source.results.all()
        own["results"] = [
            type(one)(**{name: getattr(one, name) for name in names}) for one in results
        ]
    return own


def _pieces(page: Any) -> list[list[Any]]:
    """The stored blocks of its body, each heading with what follows it."""
    pieces: list[list[Any]] = []
    for block in page.body.raw_data:
        if block["type"] == "heading" or not pieces:
            pieces.append([])
        pieces[-1].append({"type": block["type"], "value": block["value"]})
    return pieces


def _tag(pictures: Sequence[int], chance: random.Random) -> None:
    """Terms and a picture for each asset; those of the demo keep the terms that they have."""
    from hub.assets.models import Asset
    from hub.taxonomy.models import ContentType, Format, Industry, Persona, Stage, Topic

    tags = {"personas": Persona, "stages": Stage, "industries": Industry, "topics": Topic}
    terms = {name: list(cls.objects.values_list("pk", flat=True)) for name, cls in tags.items()}
    formats = list(Format.objects.values_list("pk", flat=True))
    types = list(ContentType.objects.values_list("pk", flat=True))
    assets = list(Asset.objects.order_by("pk").only("pk"))
    for asset in assets:
        asset.hero_image_id = chance.choice(pictures)
        asset.format_id = chance.choice(formats)
        asset.content_type_term_id = chance.choice(types)
    Asset.objects.bulk_update(
        assets, ["hero_image_id", "format_id", "content_type_term_id"], batch_size=BATCH
    )
    for name, ids in terms.items():
        through = getattr(Asset, name).through
        known = set(through.objects.values_list("asset_id", flat=True))
        column = f"{Asset._meta.get_field(name).m2m_reverse_field_name()}_id"
        rows = [
            through(asset_id=asset.pk, **{column: pk})
            for asset in assets
            if asset.pk not in known
            for pk in chance.sample(ids, min(len(ids), chance.randint(1, 3)))
        ]
        through.objects.bulk_create(rows, batch_size=BATCH)


def _approve_snippets() -> None:
    """The summaries, which stand in the text that assets are known by."""
    from hub.assets.documents import to_document
    from hub.assets.models import Asset
    from hub.snippets.models import Decision, Snippet, hash_of
    from search.snippets import SnippetType

    found = []
    for asset in Asset.objects.exclude(summary="").order_by("pk")[:SNIPPETS]:
        text = to_document(asset.specific).text
        start = text.find(asset.summary)
        if start >= 0:
            found.append(
                Snippet(
                    asset=asset,
                    type=SnippetType.CLAIM,
                    text=asset.summary,
                    text_hash=hash_of(asset.summary),
                    start=start,
                    end=start + len(asset.summary),
                    decision=Decision.APPROVED,
                    decided_at=datetime.now(UTC),
                )
            )
    Snippet.objects.bulk_create(found, batch_size=BATCH)


def _index() -> None:
    from django.conf import settings

    from search import indexing

    real = get_encoder()
    base._encoders[settings.SEARCH_MODEL] = _Nearby(real)
    try:
        while indexing.drain(seconds=20):
            _say(f"{indexing.waiting()} to index")
    finally:
        base._encoders[settings.SEARCH_MODEL] = real


class _Nearby:
    """Gives each text a vector near to that of a real text, always the same."""

    def __init__(self, real: Encoder) -> None:
        self._real = real
        self.dimensions = real.dimensions

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self._real.encode_queries(texts)

    def encode_documents(self, texts: Sequence[str]) -> Vectors:
        made = np.stack([self._near(text) for text in texts])
        return made / np.linalg.norm(made, axis=1, keepdims=True)

    def _near(self, text: str) -> Vectors:
        seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])
        chance = np.random.default_rng(seed)
        away = chance.standard_normal(self.dimensions, dtype=np.float32)
        known = self._known[chance.integers(len(self._known))]
        return known + SPREAD * away / np.linalg.norm(away)

    @cached_property
    def _known(self) -> Vectors:
        from hub.assets.models import Asset

        summaries = (
            Asset.objects.exclude(summary="").order_by("pk").values_list("summary", flat=True)
        )
        return self._real.encode_documents(list(summaries[:REAL_VECTORS]))

    def count_tokens(self, text: str) -> int:
        return rough_token_count(text)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
