"""A small pool that has something for every field of the promised operations."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from hub.assets.models import (
    Article,
    Asset,
    CaseStudy,
    CaseStudyResult,
    Faq,
    Home,
    Publication,
    Recording,
    ShortPost,
)
from hub.brand.models import Brand
from hub.landing.models import LandingFormField, LandingPage
from hub.preview import drafts
from hub.taxonomy import seeding
from hub.taxonomy.models import ContentType, Industry, Persona, Product, Stage, Topic
from hub.website.models import Menu
from search import indexing
from search.upkeep import settle
from tests import factories

TABLE = {
    "columns": [{"type": "text", "heading": "We"}, {"type": "text", "heading": "They"}],
    "rows": [{"values": ["a", "b"]}],
    "caption": "How we compare",
}
MOVED = "/en/moved"
QUESTIONS = [("question", {"question": "Does it hold?", "answer": "<p>It held.</p>"})]


@dataclass(frozen=True)
class Pool:
    home: Home
    assets: list[Asset]
    landing_page: LandingPage

    @property
    def pages(self) -> list[Page]:
        return [self.home, *self.assets, self.landing_page]

    def addresses(self) -> list[str]:
        return ["/en/", MOVED, *(f"/en/{page.slug}" for page in self.pages[1:])]

    def preview_tokens(self) -> list[str]:
        editor, _ = User.objects.get_or_create(username="editor", is_superuser=True)
        return [drafts.keep(page, editor) for page in self.pages]


def make() -> Pool:
    seeding.seed()
    site = factories.site()
    Redirect.objects.create(old_path=MOVED, redirect_link="/en/")
    terms = {
        "personas": [Persona.objects.get(slug="finance")],
        "stages": [Stage.objects.get(slug="deciding")],
        "industries": [Industry.objects.get(slug="manufacturing")],
        "topics": [factories.term(Topic)],
        "products": [factories.term(Product)],
        "content_type_term": ContentType.objects.first(),
    }
    own: dict[type[Asset], dict[str, Any]] = {
        Article: {},
        ShortPost: {},
        CaseStudy: {"customer": "Kestrel", "quote_text": "It held."},
        Publication: {"file": factories.document()},
        Recording: {"file": factories.document(), "embed_url": "https://video.example.com/1"},
        Faq: {"questions": QUESTIONS},
    }
    assets = [_asset(cls, **terms, **fields) for cls, fields in own.items()]
    for one in assets:
        factories.asset(type(one), lang="zh-hans", translation_key=one.translation_key)
    CaseStudyResult.objects.create(page=assets[2], label="Downtime", before=41, after=17)
    landing_page = _landing_page(assets)
    home = factories.home()
    home.landing_page = landing_page
    home.save()
    Brand.objects.create(name="Ridgewell", logo=factories.image())
    for name in ("main", "footer"):
        _menu(site, name, home)
    indexing.drain()
    settle()
    return Pool(home, assets, landing_page)


def _asset(cls: type[Asset], **fields: Any) -> Asset:
    image = factories.image()
    made = factories.asset(
        cls,
        summary=f"Sensors cut downtime by 59%, says {cls.__name__}.",
        authors="Ann",
        hero_image=image,
        body=[
            ("heading", {"text": "Downtime", "level": "2"}),
            ("paragraph", "<p>Sensors watch the press.</p>"),
            ("quote", {"text": "It held.", "speaker": "Ann", "role": "Engineer"}),
            ("statistic", {"value": "59 %", "label": "less downtime", "note": ""}),
            ("image", {"image": image, "url": "", "alt": "A press", "caption": "The press"}),
            ("table", TABLE),
            ("code", {"language": "sh", "code": "true"}),
            ("callout", {"tone": "note", "text": "<p>Mind the press.</p>"}),
            ("embed", {"url": "https://video.example.com/2", "caption": "The press"}),
            ("cta", {"label": "Talk to us", "page": factories.home(), "url": ""}),
        ],
        **fields,
    )
    factories.snippet(made, block="summary", text=made.summary)
    return made


def _menu(site: Site, name: str, home: Home) -> None:
    item = {"page": home, "children": [{"page": home}]}
    Menu.objects.create(site=site, name=name, locale=home.locale, items=[("item", item)])


def _landing_page(assets: list[Asset]) -> LandingPage:
    case_studies = [one for one in assets if isinstance(one, CaseStudy)]
    made = factories.landing_page(
        consent="<p>You may write to me.</p>",
        thanks="Thank you.",
        sections=[
            ("hero", {"heading": "Hello", "cta_label": "Go", "cta_url": "/go"}),
            ("rich_text", {"body": "<p>Welcome.</p>"}),
            ("featured_assets", {"heading": "Read", "assets": assets[:1]}),
            ("case_study_wall", {"heading": "Proof", "case_studies": case_studies}),
            ("persona_feed", {"heading": "For you", "count": 2}),
            ("statistics", {"statistics": [{"value": "38 %", "label": "less", "note": ""}]}),
            ("quotes", {"quotes": [{"text": "It held.", "speaker": "Ann", "role": ""}]}),
            ("snippets", {"heading": "Share", "snippets": []}),
            ("faq", {"questions": [{"question": "Why?", "answer": "<p>So.</p>"}]}),
            ("cta", {"heading": "Talk", "text": "Soon.", "cta_label": "Go", "cta_url": "/go"}),
            ("lead_form", {"heading": "Talk to us", "text": "Soon."}),
            ("comparison_table", {"heading": "Compare", "table": TABLE}),
        ],
    )
    LandingFormField.objects.create(
        page=made, label="Email", field_type="email", required=True, clean_name="email"
    )
    factories.landing_page(lang="zh-hans", translation_key=made.translation_key)
    return made
