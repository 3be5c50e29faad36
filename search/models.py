"""The index in the database: what is to be done (the outbox), and the passages with their vectors."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Change(models.Model):
    """A document changed. Written in the transaction that changes it, deleted in the one that indexes it."""

    key = models.CharField(max_length=200, db_index=True)
    created_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField(default=timezone.now, db_index=True)
    attempts = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.key


class IndexedDocument(models.Model):
    """A document as it stands in the index. Once gone it stays as a tombstone, so that memories of the
    index, which follow `version`, hear of it."""

    key = models.CharField(max_length=200, unique=True)
    locale = models.CharField(max_length=20)
    title = models.TextField()
    group = models.CharField(max_length=100, blank=True)
    facets = models.JSONField(default=dict)
    published_at = models.DateTimeField(null=True)
    text_hash = models.CharField(max_length=64)
    version = models.BigIntegerField(db_index=True)
    gone = models.BooleanField(default=False)
    indexed_at = models.DateTimeField(auto_now=True)
    compared_hash = models.CharField(
        max_length=64, blank=True, help_text="The text hash that copies of it were looked for at."
    )

    def __str__(self) -> str:
        return self.key


class Fingerprint(models.Model):
    """See `fingerprints`: a stretch of a document's words, as 64 bits."""

    document = models.ForeignKey(
        IndexedDocument, on_delete=models.CASCADE, related_name="fingerprints"
    )
    value = models.BigIntegerField(db_index=True)

    def __str__(self) -> str:
        return f"{self.document_id}: {self.value:x}"


class NearCopy(models.Model):
    """Two documents with text in common: how much of the one's words stand in the other, 0 to 1, and the
    other way round. `one` was indexed first."""

    one = models.ForeignKey(IndexedDocument, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(IndexedDocument, on_delete=models.CASCADE, related_name="+")
    share = models.FloatField()
    other_share = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["one", "other"], name="one_row_per_pair")]

    def __str__(self) -> str:
        return f"{self.one_id} and {self.other_id}: {self.share:.0%}, {self.other_share:.0%}"


class IndexedPassage(models.Model):
    document = models.ForeignKey(IndexedDocument, on_delete=models.CASCADE, related_name="passages")
    model = models.CharField(max_length=200)
    position = models.PositiveIntegerField()
    section_title = models.TextField(blank=True)
    block = models.CharField(max_length=100, blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField()
    kind = models.CharField(max_length=20, blank=True, help_text="Of the section it begins in.")
    later_titles = models.JSONField(
        default=list, help_text="Where in the text sections of other titles begin: [offset, title]."
    )
    tokens = models.JSONField(
        help_text="The words of the text and its context, each with its count."
    )
    content_hash = models.BinaryField(max_length=32)
    vector = models.BinaryField(null=True, help_text="float32, little-endian, unit length.")
    sentences = models.BinaryField(
        null=True, help_text="The vectors of its sentences in order: see `sentences`."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "model", "position"], name="one_passage_per_place"
            )
        ]
        indexes = [
            models.Index(fields=["model", "content_hash"], name="passage_by_content"),
            models.Index(
                fields=["model"],
                condition=models.Q(sentences__isnull=True),
                name="passage_without_sentences",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id}#{self.position}"


class IndexState(models.Model):
    """One row. `version` counts every change of the index; `model` is the one readers use, `building` the
    one that is to take its place once every document has its passages."""

    identity = models.UUIDField(
        default=uuid.uuid4, help_text="Tells this index from one before it."
    )
    version = models.BigIntegerField(default=0)
    model = models.CharField(max_length=200)
    building = models.CharField(max_length=200, blank=True)
    layout = models.CharField(
        max_length=16, blank=True, help_text="How the rows were cut and counted: see `layout`."
    )

    def __str__(self) -> str:
        return f"version {self.version}"


class FittedNull(models.Model):
    """See `calibration`: how high a sign comes by chance, for a model and a language of asking."""

    model = models.CharField(max_length=200)
    language = models.CharField(max_length=10)
    sign = models.CharField(max_length=10)
    documents = models.PositiveIntegerField()
    fingerprint = models.CharField(
        max_length=64, blank=True, help_text="Of what it was fitted for beside the documents."
    )
    centre = models.FloatField()
    deviation = models.FloatField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["model", "language", "sign"], name="one_null_per_sign")
        ]

    def __str__(self) -> str:
        return f"{self.model}, {self.language}"


class BackgroundVectors(models.Model):
    """See `background`: the vectors of its questions in one language, in their order."""

    model = models.CharField(max_length=200)
    language = models.CharField(max_length=10)
    fingerprint = models.CharField(max_length=64, help_text="Of the questions.")
    vectors = models.BinaryField(help_text="float32, little-endian, unit length.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["model", "language"], name="one_background_per_language"
            )
        ]

    def __str__(self) -> str:
        return f"{self.model}, {self.language}"


class PhraseVector(models.Model):
    """See `phrases`."""

    model = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, help_text="SHA-256 of the phrase, hexadecimal.")
    vector = models.BinaryField(help_text="float32, little-endian, unit length.")

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["model", "digest"], name="one_vector_per_phrase")
        ]

    def __str__(self) -> str:
        return f"{self.model}, {self.digest}"


class WeightsVersion(models.Model):
    """See `weights`: what the ranking's weights were set to, by whom and why. Never changed, so that
    what was measured with a version stays true of it."""

    values = models.JSONField()
    note = models.CharField(max_length=200)
    author = models.CharField(max_length=150)
    created_at = models.DateTimeField(auto_now_add=True)
    active = models.BooleanField(default=False)
    activated_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        permissions = [("change_weights", _("Can change the weights that search ranks by"))]
        constraints = [
            models.UniqueConstraint(
                fields=["active"], condition=models.Q(active=True), name="one_active_version"
            )
        ]

    def __str__(self) -> str:
        return self.note
