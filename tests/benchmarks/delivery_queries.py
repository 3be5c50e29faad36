"""The same questions to the hub and to wagtail-grapple: a list, an asset whole, a landing page.

    DATA_DIR=… python -m tests.benchmarks.delivery_queries

prints them as JSON, with variables that the pool in DATA_DIR has answers for.
"""

import itertools
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

Variables = Mapping[str, Any]

KINDS = ("Article", "CaseStudy", "Publication", "Recording", "ShortPost", "Faq")
PAGE_SIZE = 20


@dataclass(frozen=True)
class Operation:
    """`variables`: another set for each request, so that nothing was answered before."""

    name: str
    query: str
    variables: list[Variables]


def main() -> None:
    import django

    django.setup()
    sides = {"hub": hub(), "grapple": grapple()}
    print(json.dumps({name: [asdict(one) for one in side] for name, side in sides.items()}))


def hub() -> list[Operation]:
    return [
        Operation("list of 20, terms and images", _list(_HUB_TERMS), _moments()),
        Operation("list of 20, no more than titles", _list(""), _moments()),
        Operation("asset with its body", _HUB_ASSET, [{"id": str(pk)} for pk in _assets()]),
        Operation("landing page", _HUB_LANDING, list(_visits())),
    ]


def grapple() -> list[Operation]:
    offsets: list[Variables] = [{"offset": number} for number in range(len(_moments()))]
    return [
        Operation("list of 20, terms and images", _grapple_list(_GRAPPLE_TERMS), offsets),
        Operation("list of 20, no more than titles", _grapple_list(""), offsets),
        Operation("asset with its body", _GRAPPLE_ASSET, [{"id": str(pk)} for pk in _assets()]),
        Operation("landing page", _GRAPPLE_LANDING, [{"id": str(pk)} for pk in _landing_pages()]),
    ]


_IMAGE = "{ alt rendition(preset: CARD) { url width height } }"
_HUB_TERMS = f"""summary kind heroImage {_IMAGE} publishedAt
  personas {{ slug name }} industries {{ slug name }} topics {{ slug name }}"""


def _list(more: str) -> str:
    return f"""query List($before: DateTime!) {{
  assets(first: {PAGE_SIZE}, filter: {{ publishedBefore: $before }}) {{
    nodes {{ __typename id title slug {more} }}
  }}
}}"""


_HUB_ASSET = f"""query Asset($id: ID!) {{
  asset(id: $id) {{
    __typename id title slug {_HUB_TERMS}
    body {{
      __typename id
      ... on ParagraphBlock {{ html }}
      ... on HeadingBlock {{ text level }}
      ... on QuoteBlock {{ text speaker role }}
      ... on StatisticBlock {{ figure label note }}
      ... on CallToActionBlock {{ label url }}
      ... on CodeBlock {{ language code }}
      ... on ImageBlock {{ image {_IMAGE} caption }}
    }}
  }}
}}"""

_CARD = f"{{ __typename id title slug summary heroImage {_IMAGE} }}"
_HUB_LANDING = f"""query Landing($slug: String!, $locale: String!, $persona: String, $stage: String,
  $industry: String) {{
  landingPage(slug: $slug, locale: $locale, persona: $persona, stage: $stage, industry: $industry) {{
    __typename id title slug seoTitle description
    sections {{
      __typename id heading variantReason {{ variant text }}
      ... on HeroSection {{ text image {_IMAGE} cta {{ label url }} }}
      ... on PersonaFeedSection {{ feed {{ entries {{ asset {_CARD} reasons {{ kind text }} }} }} }}
      ... on CaseStudyWallSection {{ caseStudies {_CARD} }}
      ... on SnippetsSection {{ snippets {{ fullText asset {{ title slug }} }} }}
      ... on StatisticsSection {{ statistics {{ figure label note }} }}
      ... on FaqSection {{ questions {{ question answerHtml }} }}
      ... on LeadFormSection {{ form {{ submitLabel fields {{ name label kind required }} }} }}
    }}
  }}
}}"""

# One size: a whole srcset, which the hub has at no cost, costs grapple a statement for each size and picture.
_GRAPPLE_IMAGE = "{ title rendition(width: 960) { url width height } }"
_GRAPPLE_TERMS = f"""summary kind heroImage {_GRAPPLE_IMAGE}
  personas {{ slug name }} industries {{ slug name }} topics {{ slug name }}"""


def _of_each_kind(fields: str) -> str:
    return " ".join(f"... on {kind} {{ {fields} }}" for kind in KINDS) if fields else ""


def _grapple_list(more: str) -> str:
    kinds = ",".join(f"assets.{kind}" for kind in KINDS)
    return f"""query List($offset: PositiveInt!) {{
  pages(contentType: "{kinds}", order: "-first_published_at", limit: {PAGE_SIZE}, offset: $offset) {{
    __typename id title slug firstPublishedAt {_of_each_kind(more)}
  }}
}}"""


_GRAPPLE_BODY = f"""body {{
  __typename id
  ... on RichTextBlock {{ html: value }}
  ... on HeadingBlock {{ text level }}
  ... on QuoteBlock {{ text speaker role }}
  ... on StatisticBlock {{ value note }}
  ... on CallToActionBlock {{ url }}
  ... on CodeBlock {{ language code }}
  ... on ImageBlock {{ image {_GRAPPLE_IMAGE} caption }}
}}"""
_GRAPPLE_ASSET = f"""query Asset($id: ID!) {{
  page(id: $id) {{ __typename id title slug {_of_each_kind(_GRAPPLE_TERMS + " " + _GRAPPLE_BODY)} }}
}}"""

# What is asked of alternatives is that they are there: a field left empty, as theirs may be, is an error to grapple.
_GRAPPLE_LANDING = f"""query Landing($id: ID!) {{
  page(id: $id) {{
    __typename id title slug seoTitle searchDescription
    ... on LandingPage {{
      sections {{
        id field
        ... on StructBlock {{ blocks {{
          field
          ... on CharBlock {{ value }}
          ... on TextBlock {{ value }}
          ... on RichTextBlock {{ value }}
          ... on ImageChooserBlock {{ image {_GRAPPLE_IMAGE} }}
          ... on ListBlock {{ items {{
            ... on QuestionBlock {{ question answer }}
            ... on StatisticBlock {{ figure: value note }}
            ... on QuoteBlock {{ text speaker role }}
          }} }}
        }} }}
      }}
      feed {{ __typename id title slug {_of_each_kind(f"summary heroImage {_GRAPPLE_IMAGE}")} }}
    }}
  }}
}}"""


def _moments() -> list[Variables]:
    newest = datetime(2026, 10, 1, tzinfo=UTC)
    return [{"before": (newest - timedelta(hours=hours)).isoformat()} for hours in range(1_300)]


def _assets() -> list[int]:
    """Of all kinds and both languages, spread over the pool."""
    from hub.assets.models import Asset
    from hub.visibility import anonymous, visible

    rows = visible(anonymous(), Asset.objects.order_by("slug"))
    return list(rows.values_list("pk", flat=True)[:1_300])


def _landing_pages() -> list[int]:
    from hub.landing.models import LandingPage

    return list(LandingPage.objects.live().order_by("pk").values_list("pk", flat=True))


def _visits() -> Iterator[Variables]:
    """Each landing page for each kind of visitor."""
    from hub.landing.models import LandingPage
    from hub.taxonomy.vocabulary import vocabulary

    terms = vocabulary()
    visitors = itertools.product(
        *([term.slug for term in terms.of_kind(kind)] for kind in ("stage", "industry", "persona"))
    )
    pages = LandingPage.objects.live().order_by("pk")
    slugs = list(pages.values_list("slug", "locale__language_code"))
    for (stage, industry, persona), (slug, locale) in itertools.product(visitors, slugs):
        yield {
            "slug": slug,
            "locale": locale,
            "stage": stage,
            "industry": industry,
            "persona": persona,
        }


if __name__ == "__main__":
    main()
