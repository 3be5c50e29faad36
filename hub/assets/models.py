"""The assets: Wagtail pages that share one set of metadata. Own fields make a subclass."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    TabbedInterface,
)
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from hub.taxonomy.models import (
    Audience,
    Campaign,
    ContentType,
    Format,
    Industry,
    Persona,
    Product,
    Stage,
    Topic,
)
from hub.website.addresses import path_of
from hub.website.pages import WebPage
from hub.website.preview import PreviewMixin
from search.indexing import changed

from .attachments import read_text
from .blocks import BodyBlock, QuestionBlock
from .forms import AssetForm
from .keys import key_of
from .panels import METADATA_PANELS, AlikePanel, SnippetsPanel, SourcePanel


class Kind(models.TextChoices):
    ARTICLE = "article", _("Article")
    CASE_STUDY = "case_study", _("Case study")
    WHITE_PAPER = "white_paper", _("White paper")
    EBOOK = "ebook", _("Ebook")
    BROCHURE = "brochure", _("Brochure")
    VIDEO = "video", _("Video")
    PODCAST = "podcast", _("Podcast")
    WEBINAR = "webinar", _("Webinar")
    SHORT_POST = "short_post", _("Short post")
    FAQ = "faq", _("FAQ")


class Home(PreviewMixin, WebPage):
    """The root of one locale's pool."""

    landing_page = models.ForeignKey(
        "landing.LandingPage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("landing page"),
        help_text=_("What the website shows on its home page."),
    )

    parent_page_types = ["wagtailcore.Page"]
    template = "assets/page.html"

    content_panels = [*Page.content_panels, FieldPanel("landing_page")]
    # Without the slug, which no reader sees.
    promote_panels = [WebPage.search_engines_panel]

    class Meta:
        verbose_name = _("home")

    @classmethod
    def path_at(cls, locale: str, slug: str) -> str:
        return path_of(locale, "")


class Folder(Page):
    """Where editors put assets together as it suits them; it means nothing to readers."""

    parent_page_types = ["assets.Home", "assets.Folder"]
    preview_modes: list[tuple[str, str]] = []
    promote_panels: list[Panel] = []

    class Meta:
        verbose_name = _("folder")


class Asset(PreviewMixin, WebPage):
    """What every asset has. Never created as such: see `KINDS` of the subclasses."""

    KINDS: tuple[Kind, ...] = ()

    # A copy is a new asset: its place in a source is the original's alone.
    exclude_fields_in_copy = ["external_id"]

    kind = models.CharField(max_length=20, choices=Kind, db_index=True, verbose_name=_("kind"))
    summary = models.TextField(
        blank=True,
        verbose_name=_("summary"),
        help_text=_("One to three sentences: what the reader gets."),
    )
    format = models.ForeignKey(
        Format,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("format"),
    )
    content_type_term = models.ForeignKey(
        ContentType,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("content type"),
    )
    campaign = models.ForeignKey(
        Campaign,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("campaign"),
    )
    personas = ParentalManyToManyField(
        Persona, blank=True, related_name="+", verbose_name=_("personas")
    )
    stages = ParentalManyToManyField(
        Stage, blank=True, related_name="+", verbose_name=_("journey stages")
    )
    industries = ParentalManyToManyField(
        Industry, blank=True, related_name="+", verbose_name=_("industries")
    )
    topics = ParentalManyToManyField(Topic, blank=True, related_name="+", verbose_name=_("topics"))
    products = ParentalManyToManyField(
        Product, blank=True, related_name="+", verbose_name=_("products")
    )
    audience = models.CharField(
        max_length=10,
        choices=Audience,
        default=Audience.PUBLIC,
        db_index=True,
        verbose_name=_("audience"),
    )
    authors = models.TextField(blank=True, verbose_name=_("authors"), help_text=_("One a line."))
    hero_image = models.ForeignKey(
        "wagtailimages.Image",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("hero image"),
    )
    published_at = models.DateTimeField(
        null=True,
        blank=True,
        db_index=True,
        verbose_name=_("original publication date"),
        help_text=_("Empty: the moment it is first published here."),
    )
    review_by = models.DateField(
        null=True,
        blank=True,
        verbose_name=_("review by"),
        help_text=_("When someone should read it again."),
    )
    source = models.CharField(max_length=100, blank=True, editable=False)
    external_id = models.CharField(
        max_length=500, null=True, blank=True, editable=False, db_index=True
    )
    source_metadata = models.JSONField(default=dict, blank=True, editable=False)
    source_hash = models.CharField(max_length=64, blank=True, editable=False)
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    parent_page_types = ["assets.Home", "assets.Folder"]
    subpage_types: list[str] = []
    template = "assets/page.html"

    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.FilterField("kind"),
        index.FilterField("audience"),
    ]

    base_form_class = AssetForm
    title_panels = [*Page.content_panels, WebPage.slug_panel]
    content_panels = [*title_panels, FieldPanel("summary"), FieldPanel("body")]
    metadata_panels = METADATA_PANELS
    promote_panels = [FieldPanel("hero_image"), WebPage.search_engines_panel]
    settings_panels = [*Page.settings_panels, SourcePanel(heading=_("Source"))]

    class Meta:
        verbose_name = _("asset")
        verbose_name_plural = _("assets")
        constraints = [
            models.UniqueConstraint(fields=["source", "external_id"], name="unique_external_id"),
        ]
        # What websites list: those for the public, the newest first.
        indexes = [models.Index(fields=["audience", "published_at"], name="assets_by_date")]

    @classmethod
    def get_edit_handler(cls):
        # Declared here so that each kind adds to `content_panels` and gets the same tabs.
        return TabbedInterface(
            [
                ObjectList(cls.content_panels, heading=_("Content")),
                ObjectList(cls.metadata_panels, heading=_("Metadata")),
                ObjectList(cls.promote_panels, heading=_("Promote")),
                ObjectList(cls.settings_panels, heading=_("Settings")),
                ObjectList([SnippetsPanel()], heading=_("Snippets")),
                ObjectList([AlikePanel()], heading=_("What is like this")),
            ]
        ).bind_to_model(cls)

    def full_clean(self, *args, **kwargs):
        if not self.kind and self.KINDS:
            self.kind = self.KINDS[0]
        super().full_clean(*args, **kwargs)

    def clean(self):
        super().clean()
        if self.kind and self.kind not in self.KINDS:
            kinds = ", ".join(str(kind.label) for kind in self.KINDS)
            raise ValidationError({"kind": _("Here the kind is one of: %s.") % kinds})

    def save(self, **kwargs):
        """Published content changes nowhere else: the index is told here, in the transaction."""
        if self.live and self.published_at is None:
            self.published_at = self.first_published_at or timezone.now()
        with transaction.atomic():
            super().save(**kwargs)
            # Saving a draft writes only the page's note of its latest revision.
            if kwargs.get("update_fields") is None:
                changed(key_of(self.pk))

    def with_content_json(self, content):
        """A revision's content; what an import brought stays as the row has it."""
        page = super().with_content_json(content)
        for name in ("source", "external_id", "source_metadata", "source_hash"):
            setattr(page, name, getattr(self, name))
        return page

    @property
    def author_list(self) -> list[str]:
        return authors_of(self.authors)


def authors_of(text: str) -> list[str]:
    return [author for line in text.splitlines() if (author := line.strip())]


class Article(Asset):
    KINDS = (Kind.ARTICLE,)

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")


class CaseStudy(Asset):
    KINDS = (Kind.CASE_STUDY,)

    customer = models.CharField(max_length=200, blank=True, verbose_name=_("customer"))
    challenge = models.TextField(blank=True, verbose_name=_("challenge"))
    solution = models.TextField(blank=True, verbose_name=_("solution"))
    quote_text = models.TextField(blank=True, verbose_name=_("quote"))
    quote_speaker = models.CharField(max_length=200, blank=True, verbose_name=_("speaker"))
    quote_role = models.CharField(max_length=200, blank=True, verbose_name=_("role"))

    content_panels = [
        *Asset.title_panels,
        FieldPanel("summary"),
        FieldPanel("customer"),
        FieldPanel("challenge"),
        FieldPanel("solution"),
        InlinePanel("results", heading=_("Results"), label=_("Result")),
        MultiFieldPanel(
            [FieldPanel("quote_text"), FieldPanel("quote_speaker"), FieldPanel("quote_role")],
            heading=_("Quote"),
        ),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("case study")
        verbose_name_plural = _("case studies")


class CaseStudyResult(Orderable):
    """A figure: what it was, what it is, and by how much it changed."""

    page = ParentalKey(CaseStudy, on_delete=models.CASCADE, related_name="results")
    label = models.CharField(max_length=200, verbose_name=_("label"))
    before = models.DecimalField(
        max_digits=20, decimal_places=4, null=True, blank=True, verbose_name=_("before")
    )
    after = models.DecimalField(
        max_digits=20, decimal_places=4, null=True, blank=True, verbose_name=_("after")
    )
    unit = models.CharField(
        max_length=60, blank=True, verbose_name=_("unit"), help_text=_("Of before and after.")
    )
    change = models.DecimalField(
        max_digits=20, decimal_places=4, null=True, blank=True, verbose_name=_("change")
    )
    change_unit = models.CharField(
        max_length=60, blank=True, default="%", verbose_name=_("unit of the change")
    )

    panels = [
        FieldPanel("label"),
        FieldPanel("before"),
        FieldPanel("after"),
        FieldPanel("unit"),
        FieldPanel("change"),
        FieldPanel("change_unit"),
    ]

    def __str__(self) -> str:
        return self.sentence

    @property
    def sentence(self) -> str:
        """As people read it: `Unplanned downtime: 41 → 17 h/month (-59%)`, `Payback: 4 months`."""
        span = " → ".join(
            f"{value.normalize():f}" for value in (self.before, self.after) if value is not None
        )
        span = f"{span} {self.unit}".strip() if span else ""
        if self.change is None:
            return f"{self.label}: {span}"
        # Beside nothing that it changed from, a figure in months or money is just that: no increase.
        sign = "+" if span or self.change_unit.startswith("%") else "-"
        change = f"{self.change.normalize():{sign}f}{self.spaced_change_unit}"
        return f"{self.label}: {span} ({change})" if span else f"{self.label}: {change}"

    @property
    def spaced_change_unit(self) -> str:
        return self.change_unit if self.change_unit in ("", "%") else f" {self.change_unit}"


class Publication(Asset):
    """A file that people read: white paper, ebook, brochure."""

    KINDS = (Kind.WHITE_PAPER, Kind.EBOOK, Kind.BROCHURE)

    file = models.ForeignKey(
        "wagtaildocs.Document",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("file"),
        help_text=_("PDF or DOCX: its text is read and can be found."),
    )
    extracted_text = models.TextField(blank=True, editable=False)
    # The hash of the file that the text was read from: another file, or a new version of the same
    # one, is read anew; an unreadable one is not tried again at each save.
    extracted_from = models.CharField(max_length=40, blank=True, editable=False)

    content_panels = [
        *Asset.title_panels,
        FieldPanel("kind"),
        FieldPanel("summary"),
        FieldPanel("file"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("white paper, ebook or brochure")
        verbose_name_plural = _("white papers, ebooks and brochures")

    def clean(self):
        super().clean()
        read_text(self)


class Recording(Asset):
    """Something people watch or listen to: video, podcast, webinar."""

    KINDS = (Kind.VIDEO, Kind.PODCAST, Kind.WEBINAR)

    embed_url = models.URLField(max_length=2000, blank=True, verbose_name=_("address"))
    file = models.ForeignKey(
        "wagtaildocs.Document",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("file"),
    )
    duration = models.PositiveIntegerField(
        null=True, blank=True, verbose_name=_("duration"), help_text=_("In seconds.")
    )
    transcript = models.TextField(blank=True, verbose_name=_("transcript"))

    content_panels = [
        *Asset.title_panels,
        FieldPanel("kind"),
        FieldPanel("summary"),
        FieldPanel("embed_url"),
        FieldPanel("file"),
        FieldPanel("duration"),
        FieldPanel("body"),
        FieldPanel("transcript"),
    ]

    class Meta:
        verbose_name = _("video, podcast or webinar")
        verbose_name_plural = _("videos, podcasts and webinars")


class ShortPost(Asset):
    KINDS = (Kind.SHORT_POST,)

    class Meta:
        verbose_name = _("short post")
        verbose_name_plural = _("short posts")


class Faq(Asset):
    KINDS = (Kind.FAQ,)

    questions = StreamField(
        [("question", QuestionBlock())], blank=True, verbose_name=_("questions")
    )

    content_panels = [
        *Asset.title_panels,
        FieldPanel("summary"),
        FieldPanel("questions"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("FAQ")
        verbose_name_plural = _("FAQs")


ASSET_CLASSES: tuple[type[Asset], ...] = (
    Article,
    CaseStudy,
    Publication,
    Recording,
    ShortPost,
    Faq,
)


def class_of(kind: str) -> type[Asset]:
    """The page class that holds assets of `kind`. ValueError where `kind` is none."""
    wanted = Kind(kind)
    return next(cls for cls in ASSET_CLASSES if wanted in cls.KINDS)
