"""Tables of the kernel: the timeline, what was sent along, and the keys that make a repeated request one request."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jujiao.kernel.choices import ColouredChoices

IMMUTABLE = [
    pgtrigger.Protect(name="keep_rows", operation=pgtrigger.Update | pgtrigger.Delete),
    pgtrigger.Trigger(
        name="keep_table",
        operation=pgtrigger.Truncate,
        when=pgtrigger.Before,
        level=pgtrigger.Statement,
        func="RAISE EXCEPTION 'rows of % are kept', TG_TABLE_NAME;",
    ),
]


class Audience(ColouredChoices):
    """Who may read a timeline entry."""

    INTERNAL = "internal", "secondary", _("Internal")
    OWNER = "owner", "azure", _("Visible to the owner")


class TimelineEntry(models.Model):
    """One thing that happened to one subject (时间线). Rows are never changed, by nobody: a trigger refuses.

    `seq` counts within the subject from 1; `digest` chains each entry to the one before it (sha-256, hex).
    `changes` holds the subject's columns that the step set, so that replaying them gives the stored state."""

    estate_id = models.BigIntegerField(null=True)
    subject_kind = models.CharField(max_length=30)
    subject_id = models.BigIntegerField()
    seq = models.PositiveIntegerField()
    verb = models.CharField(max_length=40)
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    actor_name = models.CharField(max_length=80)
    audience = models.CharField(max_length=10, choices=Audience.choices, default=Audience.INTERNAL)
    text = models.TextField(blank=True)
    changes = models.JSONField(default=dict)
    details = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject_kind", "subject_id", "seq"], name="timeline_seq_once"),
        ]
        indexes = [models.Index(fields=["estate_id", "-at", "-id"], name="timeline_recent")]
        triggers = IMMUTABLE


class AttachmentKind(ColouredChoices):
    """What a file is to whoever reads it."""

    PHOTO = "photo", "azure", _("Photo")
    VOICE = "voice", "purple", _("Voice recording")
    DOCUMENT = "document", "secondary", _("Document")


class Attachment(models.Model):
    """A file that was sent along with an entry of a subject's timeline (附件). It never changes; it can be erased.

    `file` and `thumbnail` are names in the default storage, `media_type` says what the content is, whatever was said of
    it, `size` is in bytes, `width` and `height` of a photo in pixels, `sha256` of the file in hex. `name` is what the
    sender called it, "" where that says nothing."""

    subject_kind = models.CharField(max_length=30)
    subject_id = models.BigIntegerField()
    entry = models.ForeignKey(TimelineEntry, on_delete=models.PROTECT, related_name="attachments")
    kind = models.CharField(max_length=10, choices=AttachmentKind.choices)
    name = models.CharField(max_length=90, blank=True)
    file = models.CharField(max_length=120)
    thumbnail = models.CharField(max_length=120, blank=True)
    media_type = models.CharField(max_length=40)
    size = models.PositiveBigIntegerField()
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="photo", width__isnull=False, height__isnull=False) & ~models.Q(thumbnail="")
                | ~models.Q(kind="photo") & models.Q(thumbnail="", width__isnull=True, height__isnull=True),
                name="attachment_photo_has_thumbnail",
            ),
        ]
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="attachment_of_subject")]
        triggers = [pgtrigger.Protect(name="keep_attachments", operation=pgtrigger.Update)]


class IdempotencyKey(models.Model):
    """A request already answered: the same key and body get the same answer, another body is refused.

    `scope` names who asked and for what; `body_hash` is sha-256 of the request, hex."""

    scope = models.CharField(max_length=120)
    key = models.CharField(max_length=120)
    body_hash = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    answer = models.JSONField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "key"], name="idempotency_key_once")]


class Heartbeat(models.Model):
    """The sign of life of one worker process (心跳), by the database's clock; `name` is its host and process id."""

    name = models.CharField(max_length=120, unique=True)
    started_at = models.DateTimeField()
    beat_at = models.DateTimeField()
    done = models.PositiveBigIntegerField(default=0)


class WeChatToken(models.Model):
    """The access token (access_token) of an official account, one row for all hosts: whoever renews it holds the row.

    `value` is sealed, "" before the first one came; `ends_at` as the platform said. `forced_at`: when a new one was
    last demanded, which is allowed twenty times a day."""

    app_id = models.CharField(max_length=64, unique=True)
    value = models.TextField(blank=True)
    ends_at = models.DateTimeField()
    forced_at = models.DateTimeField(null=True)
