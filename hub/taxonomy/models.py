"""The words content is tagged with. A term is known by its kind and slug; its names, one row per
locale, are how people see it and how questions are understood."""

from typing import ClassVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.coreutils import get_content_languages
from wagtail.models import Orderable

from .sharing import check_template


class TermKind(models.TextChoices):
    PERSONA = "persona", _("Persona")
    STAGE = "stage", _("Journey stage")
    INDUSTRY = "industry", _("Industry")
    TOPIC = "topic", _("Topic")
    PRODUCT = "product", _("Product")
    CAMPAIGN = "campaign", _("Campaign")
    CHANNEL = "channel", _("Channel")
    FORMAT = "format", _("Format")
    CONTENT_FAMILY = "content_family", _("Content family")
    CONTENT_TYPE = "content_type", _("Content type")


class Audience(models.TextChoices):
    PUBLIC = "public", _("Public: websites may show it")
    INTERNAL = "internal", _("Internal: sales only")


class Term(ClusterableModel):
    KIND: ClassVar[TermKind]

    kind = models.CharField(max_length=20, choices=TermKind, editable=False)
    slug = models.SlugField(max_length=100, verbose_name=_("slug"))
    sort_order = models.PositiveIntegerField(
        default=1000, verbose_name=_("order"), help_text=_("Lower comes first; then by slug.")
    )

    class Meta:
        ordering = ["sort_order", "slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "slug"],
                name="unique_term",
                violation_error_message=_("There is already a term with this slug."),
            )
        ]

    def __str__(self) -> str:
        return self.name_in(get_language() or "")

    def name_in(self, locale: str) -> str:
        """The name in `locale`, else in whatever locale has one, else the slug."""
        names = {name.locale: name.name for name in self.names.all()}
        return names.get(locale) or next(iter(names.values()), self.slug)

    def full_clean(self, *args, **kwargs):
        # The kind is the class's, so that a form need not ask for it, and the unique check sees it.
        self.kind = self.kind or getattr(self, "KIND", "")
        super().full_clean(*args, **kwargs)

    def validate_constraints(self, exclude=None):
        # Forms leave out what they do not ask for; the kind is known all the same.
        super().validate_constraints(exclude=set(exclude or ()) - {"kind"})

    def save(self, *args, **kwargs):
        self.kind = self.kind or self.KIND
        super().save(*args, **kwargs)


class TermName(Orderable):
    term = ParentalKey(Term, on_delete=models.CASCADE, related_name="names")
    locale = models.CharField(
        max_length=20,
        choices=get_content_languages,
        verbose_name=_("language"),
    )
    name = models.CharField(max_length=200, verbose_name=_("name"))
    aliases = models.TextField(
        blank=True,
        verbose_name=_("aliases"),
        help_text=_("Other words people use for it, one a line. Questions are understood by them."),
    )
    description = models.TextField(blank=True, verbose_name=_("description"))

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(fields=["term", "locale"], name="one_name_per_locale")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def alias_list(self) -> list[str]:
        return lines_of(self.aliases)


def lines_of(aliases: str) -> list[str]:
    return [alias for line in aliases.splitlines() if (alias := line.strip())]


class _OfKind(models.Manager[Term]):
    def get_queryset(self):
        # With the names: a term without them shows nothing, and forms show many.
        return super().get_queryset().filter(kind=self.model.KIND).prefetch_related("names")


class Persona(Term):
    KIND = TermKind.PERSONA
    objects: ClassVar[models.Manager] = _OfKind()

    class Meta:
        proxy = True
        verbose_name = _("persona")
        verbose_name_plural = _("personas")


class Stage(Term):
    KIND = TermKind.STAGE
    objects: ClassVar[models.Manager] = _OfKind()

    class Meta:
        proxy = True
        verbose_name = _("journey stage")
        verbose_name_plural = _("journey stages")


class Industry(Term):
    KIND = TermKind.INDUSTRY
    objects: ClassVar[models.Manager] = _OfKind()

    class Meta:
        proxy = True
        verbose_name = _("industry")
        verbose_name_plural = _("industries")


class Topic(Term):
    KIND = TermKind.TOPIC
    objects: ClassVar[models.Manager] = _OfKind()

    class Meta:
        proxy = True
        verbose_name = _("topic")
        verbose_name_plural = _("topics")


class Product(Term):
    KIND = TermKind.PRODUCT
    objects: ClassVar[models.Manager] = _OfKind()

    class Meta:
        proxy = True
        verbose_name = _("product")
        verbose_name_plural = _("products")


class Campaign(Term):
    KIND = TermKind.CAMPAIGN
    objects: ClassVar[models.Manager] = _OfKind()

    class Meta:
        proxy = True
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")


class Format(Term):
    """The body a piece takes: article, video, checklist …"""

    KIND = TermKind.FORMAT
    objects: ClassVar[models.Manager] = _OfKind()

    class Meta:
        proxy = True
        verbose_name = _("format")
        verbose_name_plural = _("formats")


class ContentFamily(Term):
    KIND = TermKind.CONTENT_FAMILY
    objects: ClassVar[models.Manager] = _OfKind()

    class Meta:
        proxy = True
        verbose_name = _("content family")
        verbose_name_plural = _("content families")


class ContentType(Term):
    """What a piece is for (内容类型), inside a family; says who may see such pieces by default."""

    KIND = TermKind.CONTENT_TYPE
    family = models.ForeignKey(
        ContentFamily,
        on_delete=models.PROTECT,
        related_name="content_types",
        verbose_name=_("family"),
    )
    default_audience = models.CharField(
        max_length=10, choices=Audience, default=Audience.PUBLIC, verbose_name=_("audience")
    )

    objects: ClassVar[models.Manager] = _OfKind()

    class Meta:
        verbose_name = _("content type")
        verbose_name_plural = _("content types")


class Counting(models.TextChoices):
    """How a channel counts a post's length."""

    CHARACTERS = "characters", _("Each character is one")
    X = "x", _("As X does")


class HashtagStyle(models.TextChoices):
    NONE = "none", _("None")
    BEFORE = "before", _("#topic")
    AROUND = "around", _("#topic#")


class Channel(Term):
    """Where a snippet is posted: how long a post may be there, and what stands in it beside the snippet."""

    KIND = TermKind.CHANNEL
    hard_limit = models.PositiveIntegerField(
        null=True,
        blank=True,
        verbose_name=_("hard limit"),
        help_text=_("Characters beyond which the channel refuses a post. Empty: none."),
    )
    fold = models.PositiveIntegerField(
        null=True,
        blank=True,
        verbose_name=_("fold"),
        help_text=_("Characters shown before “more”. Empty: all."),
    )
    counting = models.CharField(
        max_length=20,
        choices=Counting,
        default=Counting.CHARACTERS,
        verbose_name=_("counting"),
        help_text=_("X takes a Chinese character or an emoji for two, and an address for 23."),
    )
    internal = models.BooleanField(
        default=False,
        verbose_name=_("for colleagues"),
        help_text=_("What the public may not read may be posted here, too."),
    )
    link = models.BooleanField(
        default=True,
        verbose_name=_("link"),
        help_text=_("A post ends with the address of what it is taken from."),
    )
    attribution = models.BooleanField(
        default=True,
        verbose_name=_("attribution"),
        help_text=_("A post says which piece it is taken from. Who is quoted is said everywhere."),
    )
    hashtags = models.CharField(
        max_length=10,
        choices=HashtagStyle,
        default=HashtagStyle.NONE,
        verbose_name=_("hashtags"),
        help_text=_("Made of the names of the topics."),
    )
    utm_medium = models.SlugField(
        max_length=50,
        blank=True,
        default="social",
        verbose_name=_("medium"),
        help_text=_("What web statistics take the channel for (utm_medium): social, email …"),
    )
    share_url = models.CharField(
        max_length=500,
        blank=True,
        verbose_name=_("share address"),
        validators=[check_template],
        help_text=_(
            "Opens the channel with a post filled in: https://… or mailto:… with {text}, {url} and {title} where "
            "these belong. Empty: the channel has none."
        ),
    )

    objects: ClassVar[models.Manager] = _OfKind()

    class Meta:
        verbose_name = _("channel")
        verbose_name_plural = _("channels")


# By kind; families before the content types that belong to them.
TERM_CLASSES: dict[str, type[Term]] = {
    cls.KIND.value: cls
    for cls in (
        Persona,
        Stage,
        Industry,
        Topic,
        Product,
        Campaign,
        Format,
        ContentFamily,
        ContentType,
        Channel,
    )
}
