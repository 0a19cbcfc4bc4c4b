"""What people are told."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from jujiao.company.estates.models import Person
from jujiao.kernel.record.subjects import Subject
from jujiao.notices.wechat.models import Follower


class Notice(models.Model):
    """One thing told to one person (通知); the inbox is made of those to a `recipient`, who has an account. Who has
    none is a `person`, or nothing but the `phone` that they left, or a `follower` of an official account; beside either
    of the others `phone` is the number at which they are told of this, where it is not simply theirs, and `follower`
    as whom they are told of it.

    `kind` names the sentence, `params` fills it, in the reader's language. `key` makes a telling happen once.
    `subject_kind` and `subject_id` say what it is about ("" and none for what is about nothing in particular): whoever
    must not know of that is not told, and reads nothing of it later (`kernel.record.knowing`). `taken_back`: it was
    told to the wrong person, who reads it no more.

    A reminder names its promise by `promise_id`, with the instant at which that is due; when the promise ends it is
    withdrawn: it waits for nobody any more, and stays to be read. One that gathers many promises (`Gathered`) is
    withdrawn when the last of them ends.

    `ways` are the channels by which it may leave the house, in the order in which they are tried. What `must_reach` its
    reader goes on to the next of them, and where none is left becomes a call (`call`). `settles` are the promises that
    it keeps, the first of them due at `settle_by`, by reaching its reader: at `accepted_at`, when `accepted_by` took
    it, the key of a channel."""

    # `notice_inbox` begins with it and serves as its index.
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="notices", db_index=False
    )
    # `notice_once_outside` begins with it and serves as its index.
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    phone = models.CharField(max_length=20, blank=True, db_default="")
    follower = models.ForeignKey(Follower, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
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
    ways = ArrayField(models.CharField(max_length=10), default=list, db_default=[])
    must_reach = models.BooleanField(default=False, db_default=False)
    settles = ArrayField(models.BigIntegerField(), default=list, db_default=[])
    settle_by = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.CharField(max_length=10, blank=True, db_default="")
    call = models.ForeignKey(
        "notices.CallTask", null=True, on_delete=models.PROTECT, related_name="notices", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recipient", "key"], name="notice_once"),
            models.UniqueConstraint(
                fields=["person", "phone", "follower", "key"],
                condition=Q(recipient__isnull=True),
                nulls_distinct=False,
                name="notice_once_outside",
            ),
            models.CheckConstraint(
                condition=Q(recipient__isnull=False, person__isnull=True)
                | Q(recipient__isnull=True, must_reach=True)
                & (Q(person__isnull=False) | ~Q(phone="") | Q(follower__isnull=False)),
                name="notice_has_one_reader",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by="") | Q(accepted_at__isnull=False),
                name="notice_accepted_by_a_way",
            ),
            models.CheckConstraint(
                condition=Q(subject_kind="", subject_id__isnull=True)
                | ~Q(subject_kind="") & Q(subject_id__isnull=False),
                name="notice_names_its_subject",
            ),
            models.CheckConstraint(
                condition=Q(promise_id__isnull=True, due_at__isnull=True)
                | Q(promise_id__isnull=False, due_at__isnull=False),
                name="notice_of_promise_has_time",
            ),
        ]
        indexes = [
            models.Index(fields=["recipient", "-id"], name="notice_inbox"),
            models.Index(fields=["recipient", "subject_kind", "subject_id", "-id"], name="notice_of_case"),
            models.Index(
                fields=["recipient"],
                condition=Q(read_at__isnull=True, withdrawn_at__isnull=True),
                name="notice_unread",
            ),
            models.Index(
                fields=["promise_id"],
                condition=Q(promise_id__isnull=False, withdrawn_at__isnull=True),
                name="notice_of_promise",
            ),
            models.Index(fields=["subject_kind", "subject_id"], condition=Q(must_reach=True), name="notice_must_reach"),
            models.Index(fields=["call"], condition=Q(call__isnull=False), name="notice_of_call"),
        ]

    @property
    def subject(self) -> Subject | None:
        """What it is about."""
        return None if self.subject_id is None else Subject(self.subject_kind, self.subject_id)

    @property
    def waits(self) -> bool:
        """Whether it still waits for its reader."""
        return self.read_at is None and self.withdrawn_at is None
