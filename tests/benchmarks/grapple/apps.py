"""Which fields grapple shows of the hub's models: declared as its documentation says, but from outside."""

from typing import Any

from django.apps import AppConfig


class GrappleBenchmark(AppConfig):
    name = "tests.benchmarks.grapple"
    label = "grapple_benchmark"

    def ready(self) -> None:
        _show_terms()
        _show_assets()
        _show_blocks()
        _show_landing_pages()


def _show_terms() -> None:
    from grapple.models import GraphQLString

    from hub.taxonomy.models import TERM_CLASSES

    for cls in TERM_CLASSES.values():
        # From the names that the models' own manager fetches along.
        cls.name = property(str)  # type: ignore[attr-defined]
        cls.graphql_fields = [GraphQLString("slug"), GraphQLString("name")]  # type: ignore[attr-defined]


def _show_assets() -> None:
    from grapple.models import GraphQLForeignKey, GraphQLImage, GraphQLStreamfield, GraphQLString

    from hub.assets.models import ASSET_CLASSES

    fields = [
        GraphQLString("summary"),
        GraphQLString("kind"),
        GraphQLImage("hero_image"),
        GraphQLStreamfield("body"),
        GraphQLForeignKey("format", "taxonomy.Format"),
        *(_terms(name) for name in ("Persona", "Industry", "Topic")),
    ]
    for cls in ASSET_CLASSES:
        cls.graphql_fields = fields  # type: ignore[attr-defined]


def _terms(name: str) -> Any:
    from grapple.models import GraphQLCollection, GraphQLForeignKey

    plural = {"Persona": "personas", "Industry": "industries", "Topic": "topics"}[name]
    return GraphQLCollection(GraphQLForeignKey, plural, f"taxonomy.{name}")


def _show_blocks() -> None:
    from grapple.helpers import register_streamfield_block
    from grapple.models import GraphQLImage, GraphQLString

    from hub.assets import blocks

    # Without those called `label`, which grapple takes for the block's own.
    texts = {
        blocks.HeadingBlock: ("text", "level"),
        blocks.QuoteBlock: ("text", "speaker", "role"),
        blocks.StatisticBlock: ("value", "note"),
        blocks.CodeBlock: ("language", "code"),
        blocks.QuestionBlock: ("question", "answer"),
        blocks.CallToActionBlock: ("url",),
    }
    for cls, names in texts.items():
        cls.graphql_fields = [GraphQLString(name) for name in names]  # type: ignore[attr-defined]
        register_streamfield_block(cls)
    blocks.ImageBlock.graphql_fields = [GraphQLImage("image"), GraphQLString("caption")]
    register_streamfield_block(blocks.ImageBlock)


def _show_landing_pages() -> None:
    from grapple.models import GraphQLCollection, GraphQLPage, GraphQLStreamfield

    from hub.landing.models import LandingPage

    LandingPage.feed = property(_newest)  # type: ignore[attr-defined]
    LandingPage.graphql_fields = [  # type: ignore[attr-defined]
        GraphQLStreamfield("sections"),
        GraphQLCollection(GraphQLPage, "feed"),
    ]


def _newest(page: Any) -> Any:
    """What stands for a persona's feed, and for a wall of case studies: the newest that carry the persona. Neither
    meaning nor variety is looked at."""
    from hub.assets.models import Asset

    tagged = Asset.objects.live().public().filter(personas=page.persona, locale=page.locale)
    return tagged.specific().order_by("-first_published_at")[:6]
