"""The ways on which a notice leaves the house, each try on them, and what vendors say of it later."""

import uuid
from typing import Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jujiao.kernel.choices import ColouredChoices
from jujiao.notices.models.notice import Notice

CLOSED: Final = "closed"
"""The way within a channel of what was not sent, as none was open."""


class Channel(ColouredChoices):
    """A way out of the house (渠道), by the key of its sender (`kernel.machine.messaging`)."""

    EMAIL = "email", "teal", _("E-mail")
    SMS = "sms", "purple", _("Text message")
    WECHAT = "wechat", "green", _("WeChat")


class DeliveryState(ColouredChoices):
    QUEUED = "queued", "secondary", _("Waiting")
    SENT = "sent", "green", _("Sent")
    DELIVERED = "delivered", "green", _("Arrived")
    FAILED = "failed", "red", _("Failed")
    WITHHELD = "withheld", "secondary", _("Withheld")
    UNWANTED = "unwanted", "secondary", _("Not wanted")


class AttemptState(ColouredChoices):
    """How one try went. What is under way may have reached the vendor: nobody knows until there is an answer."""

    UNDER_WAY = "under_way", "secondary", _("Being sent")
    ACCEPTED = "accepted", "green", _("Sent")
    DELIVERED = "delivered", "green", _("Arrived")
    FAILED = "failed", "red", _("Failed")


class Delivery(models.Model):
    """One way on which a notice leaves the house for its reader (送达), and what became of it. The inbox is none.

    It is withheld where its reader may no longer know of its subject when it is about to leave, or where the notice
    was withdrawn or their account closed by then; it is unwanted where its reader has switched such messages off
    meanwhile, or has no address any more. It leaves no earlier than `not_before`, where that is set.

    `after` is the delivery that failed and whose place it takes: each has one successor at most. `tries` counts those
    since somebody last asked for it, by one way within its channel; of these, it is past `past` and all before it, ""
    for none (`rules.wechat.Way`)."""

    # `delivery_once` begins with it and serves as its index.
    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="deliveries", db_index=False)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    state = models.CharField(max_length=10, choices=DeliveryState.choices, default=DeliveryState.QUEUED)
    tries = models.PositiveSmallIntegerField(default=0)
    past = models.CharField(max_length=10, blank=True, db_default="")
    after = models.OneToOneField("self", null=True, on_delete=models.CASCADE, related_name="successor")
    created_at = models.DateTimeField()
    not_before = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "channel"], name="delivery_once")]
        indexes = [models.Index(fields=["-id"], condition=Q(state="failed"), name="delivery_failed")]


class Attempt(models.Model):
    """One try to send a delivery (发送尝试). Its id goes to the vendor with the message, and is never used again: a
    retry is another attempt. A worker that died leaves it under way, and the next sends it again under the same id.

    `way` is by which of several ways within its channel it went, "" where there is but one, CLOSED where none was open.
    `vendor_id` is what the vendor calls it. `accepted_at`: when the vendor took it; `ended_at`: when it was known to
    have arrived or failed. `code` and `sentence` are the vendor's words for why."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    # `attempt_once` begins with it and serves as its index.
    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="attempts", db_index=False)
    n = models.PositiveSmallIntegerField()
    way = models.CharField(max_length=10, blank=True, db_default="")
    address = models.CharField(max_length=254)
    state = models.CharField(max_length=10, choices=AttemptState.choices, default=AttemptState.UNDER_WAY)
    vendor_id = models.CharField(max_length=120, blank=True)
    code = models.CharField(max_length=60, blank=True)
    sentence = models.CharField(max_length=300, blank=True)
    started_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["delivery", "n"], name="attempt_once"),
            models.UniqueConstraint(fields=["delivery"], condition=Q(state="under_way"), name="attempt_one_under_way"),
            models.CheckConstraint(
                condition=Q(state="under_way", accepted_at__isnull=True, ended_at__isnull=True)
                | Q(state="accepted", accepted_at__isnull=False, ended_at__isnull=True)
                | Q(state="delivered", accepted_at__isnull=False, ended_at__isnull=False)
                | Q(state="failed", ended_at__isnull=False),
                name="attempt_times_fit_its_state",
            ),
        ]
        indexes = [
            models.Index(fields=["vendor_id"], condition=~Q(vendor_id=""), name="attempt_of_vendor"),
            models.Index(fields=["-started_at"], condition=~Q(way=""), name="attempt_by_way"),
        ]


class Receipt(models.Model):
    """What a vendor said of a message of which we do not know yet (回执): it may come before our own row is committed,
    twice, or for nothing of ours. Once the attempt is known it counts, at `matched_at`."""

    channel = models.CharField(max_length=10, choices=Channel.choices)
    vendor_id = models.CharField(max_length=120, blank=True)
    attempt_id = models.UUIDField(null=True)
    delivered = models.BooleanField()
    code = models.CharField(max_length=60, blank=True)
    sentence = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    received_at = models.DateTimeField()
    matched_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "vendor_id", "attempt_id", "delivered"], nulls_distinct=False, name="receipt_once"
            )
        ]
