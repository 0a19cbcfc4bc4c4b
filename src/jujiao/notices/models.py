"""What people are told, and how each telling went."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from jujiao.kernel.choices import ColouredChoices
from jujiao.kernel.record.subjects import Subject
from jujiao.rules.telling import Quiet, Wish


class Notice(models.Model):
    """One thing told to one person (通知); the inbox is made of these.

    `kind` names the sentence, `params` fills it, in the reader's language. `key` makes a telling happen once.
    `subject_kind` and `subject_id` say what it is about ("" and none for what is about nothing in particular): whoever
    must not know of that is not told, and reads nothing of it later (`kernel.record.knowing`). `taken_back`: it was
    told to the wrong person, who reads it no more.

    A reminder names its promise by `promise_id`, with the instant at which that is due; when the promise ends it is
    withdrawn: it waits for nobody any more, and stays to be read."""

    # `notice_inbox` begins with it and serves as its index.
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notices", db_index=False
    )
    kind = models.CharField(max_length=40)
    params = models.JSONField(default=dict)
    url = models.CharField(max_length=200, blank=True)
    estate_id = models.BigIntegerField(null=True)
    subject_kind = models.CharField(max_length=30, blank=True)
    subject_id = models.BigIntegerField(null=True)
    key = models.CharField(max_length=160)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    taken_back = models.BooleanField(default=False, db_default=False)
    promise_id = models.BigIntegerField(null=True)
    due_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recipient", "key"], name="notice_once"),
            models.CheckConstraint(
                condition=models.Q(subject_kind="", subject_id__isnull=True)
                | ~models.Q(subject_kind="") & models.Q(subject_id__isnull=False),
                name="notice_names_its_subject",
            ),
            models.CheckConstraint(
                condition=models.Q(promise_id__isnull=True, due_at__isnull=True, withdrawn_at__isnull=True)
                | models.Q(promise_id__isnull=False, due_at__isnull=False),
                name="notice_of_promise_has_time",
            ),
        ]
        indexes = [
            models.Index(fields=["recipient", "-id"], name="notice_inbox"),
            models.Index(fields=["recipient", "subject_kind", "subject_id", "-id"], name="notice_of_case"),
            models.Index(
                fields=["recipient"],
                condition=models.Q(read_at__isnull=True, withdrawn_at__isnull=True),
                name="notice_unread",
            ),
            models.Index(
                fields=["promise_id"],
                condition=models.Q(promise_id__isnull=False, withdrawn_at__isnull=True),
                name="notice_of_promise",
            ),
        ]

    @property
    def subject(self) -> Subject | None:
        """What it is about."""
        return None if self.subject_id is None else Subject(self.subject_kind, self.subject_id)

    @property
    def waits(self) -> bool:
        """Whether it still waits for its reader."""
        return self.read_at is None and self.withdrawn_at is None


class Channel(ColouredChoices):
    EMAIL = "email", "teal", _("E-mail")


class DeliveryState(ColouredChoices):
    QUEUED = "queued", "secondary", _("Waiting")
    SENT = "sent", "green", _("Sent")
    FAILED = "failed", "red", _("Failed")
    WITHHELD = "withheld", "secondary", _("Withheld")
    UNWANTED = "unwanted", "secondary", _("Not wanted")


class Delivery(models.Model):
    """One way on which a notice leaves the house for its reader (送达), and what became of it. The inbox is none.

    A mail is withheld where its reader may no longer know of its subject when it is about to leave, or where the notice
    was withdrawn or their account closed by then; it is unwanted where its reader has switched such mails off
    meanwhile, or has no address any more. It leaves no earlier than `not_before`, where that is set.

    `message_id` stays the same over all attempts, so that a doubled sending can be told from a second message."""

    # `delivery_once` begins with it and serves as its index.
    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="deliveries", db_index=False)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    message_id = models.UUIDField(default=uuid.uuid4, unique=True)
    state = models.CharField(max_length=10, choices=DeliveryState.choices, default=DeliveryState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    not_before = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "channel"], name="delivery_once")]
        indexes = [models.Index(fields=["-id"], condition=models.Q(state="failed"), name="delivery_failed")]


class Preference(models.Model):
    """How a person wishes to be told (通知设置); who has no row wants every way, at every hour.

    `no_mail` and `no_system` are the keys of the groups of notices of which they want no mail, or which their device
    shall not show. Quiet hours (免打扰) are of every day, by the clock of Shanghai; while their person is on
    duty they do not hold for what the work brings (`notices.preferences`)."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="preference"
    )
    no_mail = ArrayField(models.CharField(max_length=30), default=list)
    no_system = ArrayField(models.CharField(max_length=30), default=list)
    quiet_from = models.TimeField(null=True)
    quiet_until = models.TimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(quiet_from__isnull=True, quiet_until__isnull=True)
                | models.Q(quiet_from__isnull=False, quiet_until__isnull=False)
                & ~models.Q(quiet_from=models.F("quiet_until")),
                name="quiet_hours_have_both_ends",
            )
        ]

    @property
    def quiet(self) -> Quiet | None:
        """The person's quiet hours."""
        if self.quiet_from is None or self.quiet_until is None:
            return None
        return Quiet(self.quiet_from, self.quiet_until)

    def wish(self, group: str) -> Wish:
        """What they want of a group of notices."""
        return Wish(mail=group not in self.no_mail, system=group not in self.no_system)
