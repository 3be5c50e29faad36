"""The snippets: spans of an asset's text, what editors decided of them, and whether the text still holds them."""

import hashlib
import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from hub.assets.models import Asset
from hub.taxonomy.models import Channel
from search.snippets import SnippetType

TYPE_NAMES = {
    SnippetType.STATISTIC: _("Statistic"),
    SnippetType.QUOTE: _("Quote"),
    SnippetType.CLAIM: _("Claim"),
    SnippetType.TIP: _("Tip or step"),
    SnippetType.DEFINITION: _("Definition"),
    SnippetType.STORY: _("Story"),
    SnippetType.QUESTION: _("Question"),
}


class Decision(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Rejected")


class Hold(models.TextChoices):
    """What the published text makes of a span. Only what is held is given out."""

    HELD = "held", _("In the text")
    CHANGED = "changed", _("Changed in the text")
    GONE = "gone", _("No longer in the text")


class Origin(models.TextChoices):
    SUGGESTED = "suggested", _("Suggested")
    SELECTED = "selected", _("Selected by hand")


class Rejection(models.TextChoices):
    NOT_TELLING = "not_telling", _("Says too little")
    OUT_OF_CONTEXT = "out_of_context", _("Cannot stand alone")
    WRONG_TONE = "wrong_tone", _("Not how we speak")
    OUTDATED = "outdated", _("Out of date")
    CONFIDENTIAL = "confidential", _("Not to be said in public")
    REPETITION = "repetition", _("We have that already")
    OTHER = "other", _("Another reason")


def hash_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


class Snippet(models.Model):
    """`text` is the span `[start, end)` of the asset's document text, in code points, word for word, as it was when
    decided; `revision` is the published one it was last found in. Where `hold` is `changed`, `[successor_start,
    successor_end)`, `successor_text`, is what stands in its place now.

    `uuid` is its lasting name outside.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    asset = models.ForeignKey(Asset, on_delete=models.CASCADE, related_name="snippets")
    revision = models.ForeignKey(Revision, on_delete=models.SET_NULL, null=True, related_name="+")
    type = models.CharField(_("Type"), max_length=10, choices=list(TYPE_NAMES.items()))
    text = models.TextField(_("Text"))
    text_hash = models.CharField(max_length=64, editable=False)
    block = models.CharField(max_length=100, blank=True)
    section_title = models.TextField(blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    hold = models.CharField(max_length=10, choices=Hold, default=Hold.HELD)
    successor_start = models.PositiveIntegerField(null=True)
    successor_end = models.PositiveIntegerField(null=True)
    successor_text = models.TextField(blank=True)
    decision = models.CharField(
        _("Decision"), max_length=10, choices=Decision, default=Decision.PROPOSED, db_index=True
    )
    pinned = models.BooleanField(_("Pinned"), default=False)
    rejection = models.CharField(_("Reason"), max_length=20, choices=Rejection, blank=True)
    note = models.CharField(_("Note"), max_length=500, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.SUGGESTED)
    score = models.FloatField(default=0)
    signals = models.JSONField(default=dict)
    reasons = models.JSONField(
        default=list, help_text="As `search.snippets.Reason`: [signal, code, found]."
    )
    created_at = models.DateTimeField(auto_now_add=True)
    read_as = models.CharField(
        max_length=16,
        blank=True,
        help_text="How texts were read when it was last looked for: see `reading`.",
    )

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        verbose_name = _("snippet")
        verbose_name_plural = _("snippets")
        # As they are given out: what editors put first, then the best; ties by id.
        ordering = ["-pinned", "-score", "pk"]
        indexes = [
            models.Index(fields=["asset", "decision", "hold"], name="snippets_of_an_asset"),
        ]

    def __str__(self) -> str:
        return self.text

    def save(self, *args, **kwargs):
        self.text_hash = hash_of(self.text)
        super().save(*args, **kwargs)


class Suggested(models.Model):
    """That pieces were looked for in an asset's text, as it was then; `why_empty` is one of `search.snippets.EMPTY` or
    of `suggesting.WHY_NOT`."""

    asset = models.OneToOneField(Asset, on_delete=models.CASCADE, related_name="+")
    text_hash = models.CharField(max_length=64)
    index_hash = models.CharField(
        max_length=64, blank=True, help_text="The index's of the document, if it was ready then."
    )
    why_empty = models.CharField(max_length=20, blank=True)
    suggested_at = models.DateTimeField(auto_now=True)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.asset_id)


class Rewrite(models.Model):
    """A language model's words for a snippet on a channel. Given out once approved, and while the snippet is what it
    was made of: `source_hash` is that text's."""

    snippet = models.ForeignKey(Snippet, on_delete=models.CASCADE, related_name="rewrites")
    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="+")
    text = models.TextField(_("Text"))
    source_hash = models.CharField(max_length=64)
    model = models.CharField(max_length=200)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    approved = models.BooleanField(default=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["snippet", "channel"], name="one_rewrite_per_channel")
        ]

    def __str__(self) -> str:
        return self.text
