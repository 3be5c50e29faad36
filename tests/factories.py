"""Valid, published things to test with: a test states only what it is about."""

import itertools
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Locale,
    Page,
    PageViewRestriction,
    Site,
)

from hub.assets.models import Article, Asset, CaseStudy, CaseStudyResult, Folder, Home
from hub.snippets.models import Decision, Snippet
from hub.taxonomy.models import Persona, Term, TermName
from search.snippets import SnippetType

_numbers = itertools.count(1)


def locale(code: str = "en") -> Locale:
    return Locale.objects.get_or_create(language_code=code)[0]


def home(code: str = "en") -> Home:
    existing = Home.objects.filter(locale__language_code=code).first()
    if existing:
        return existing
    root = Page.get_first_root_node()
    return root.add_child(
        instance=Home(title=f"Home {code}", slug=f"pool-{code}", locale=locale(code))
    )


def folder(parent: Page | None = None, **fields: Any) -> Folder:
    number = next(_numbers)
    defaults = {"title": f"Folder {number}", "slug": f"folder-{number}"}
    parent = parent or home()
    return parent.add_child(instance=Folder(**{"locale": parent.locale, **defaults, **fields}))


def asset(
    cls: type[Asset] = Article, parent: Page | None = None, lang: str = "en", **fields: Any
) -> Any:
    """A published asset of `cls`; `fields` may hold its terms too (`personas=[…]`)."""
    number = next(_numbers)
    tags = {
        name: fields.pop(name)
        for name in ("personas", "stages", "industries", "topics", "products")
        if name in fields
    }
    parent = parent or home(lang)
    now = timezone.now()
    defaults = {
        "title": f"Asset {number}",
        "slug": f"asset-{number}",
        "kind": cls.KINDS[0],
        "locale": locale(lang),
        "first_published_at": now,
        "last_published_at": now,
    }
    page = parent.add_child(instance=cls(**{**defaults, **fields}))
    for name, terms in tags.items():
        getattr(page, name).set(terms)
    if tags:
        page.save()
    return page


def case_study(results: int = 1, **fields: Any) -> CaseStudy:
    page = asset(CaseStudy, **{"customer": "Kestrel", "quote_text": "It held.", **fields})
    for position in range(results):
        CaseStudyResult.objects.create(
            page=page,
            sort_order=position,
            label=f"Downtime {position}",
            before=41,
            after=17,
            change=-59,
        )
    return page


def snippet(asset: Asset, text: str = "Sensors cut downtime by 59%.", **fields: Any) -> Snippet:
    """A snippet of `asset` as it is given out: approved, and held by the text."""
    start = fields.pop("start", 0)
    defaults = {
        "type": SnippetType.STATISTIC,
        "decision": Decision.APPROVED,
        "decided_at": timezone.now(),
        "start": start,
        "end": start + len(text),
    }
    return Snippet.objects.create(asset=asset, text=text, **{**defaults, **fields})


def term(cls: type[Term] = Persona, slug: str = "", **names: str) -> Any:
    """A term of kind `cls`; `names` by locale (`en="Finance", zh_hans="财务"`)."""
    number = next(_numbers)
    made = cls.objects.create(slug=slug or f"term-{number}")
    for code, name in (names or {"en": f"Term {number}"}).items():
        TermName.objects.create(term_id=made.pk, locale=code.replace("_", "-"), name=name)
    return made


def image(collection: Collection | None = None, **fields: Any) -> Image:
    number = next(_numbers)
    return Image.objects.create(
        title=f"Picture {number}",
        file=get_test_image_file(f"picture-{number}.png", size=(40, 30)),
        collection=collection or Collection.get_first_root_node(),
        **fields,
    )


def document(collection: Collection | None = None, **fields: Any) -> Document:
    number = next(_numbers)
    return Document.objects.create(
        title=f"Paper {number}",
        file=ContentFile(b"text", name=f"paper-{number}.txt"),
        collection=collection or Collection.get_first_root_node(),
        **fields,
    )


def private_collection() -> Collection:
    made = Collection.get_first_root_node().add_child(name=f"Private {next(_numbers)}")
    CollectionViewRestriction.objects.create(
        collection=made, restriction_type=CollectionViewRestriction.LOGIN
    )
    return made


def shut(page: Page) -> Page:
    """Shuts `page`, and all below it, to whoever is not logged in."""
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    return page


def viewer_key(*scopes: str) -> str:
    """A new API key's secret."""
    from api.keys.models import ApiKey

    return ApiKey.make(f"key {next(_numbers)}", scopes or ("delivery",))[1]


def landing_page(parent: Page | None = None, lang: str = "en", **fields: Any) -> Any:
    """A published landing page; `fields` may hold `sections` as a stream takes them."""
    from hub.landing.models import LandingPage

    number = next(_numbers)
    now = timezone.now()
    defaults = {
        "title": f"Landing {number}",
        "slug": f"landing-{number}",
        "locale": locale(lang),
        "first_published_at": now,
        "last_published_at": now,
    }
    parent = parent or home(lang)
    return parent.add_child(instance=LandingPage(**{**defaults, **fields}))


def site(root: Page | None = None, **fields: Any) -> Site:
    """The default site, rooted at the English home; with `fields` another one."""
    if not fields:
        return Site.objects.update_or_create(
            is_default_site=True, defaults={"hostname": "localhost", "root_page": root or home()}
        )[0]
    return Site.objects.create(**{"root_page": root or home(), "port": 443, **fields})


def other_home(code: str = "en") -> Home:
    """That of another site."""
    root = Page.get_first_root_node()
    slug = f"other-{next(_numbers)}"
    return root.add_child(instance=Home(title=slug, slug=slug, locale=locale(code)))
