"""Who follows an official account, who that is, and what may be sent to them."""

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jujiao.company.estates.models import Person
from jujiao.kernel.choices import ColouredChoices
from jujiao.notices.wechat.models.account import Account


class Touch(ColouredChoices):
    """What a follower last did that opens the short window; see `rules.wechat.Act`."""

    FOLLOWED = "followed", "secondary", _("Followed")
    SCANNED = "scanned", "secondary", _("Scanned a code")
    CLICKED = "clicked", "secondary", _("Clicked the menu")


class Follower(models.Model):
    """Somebody who wrote to an account or follows it (粉丝), by the `openid` that they have there. `wrote_at` and
    `touched_at` are what opens the windows in which we may send; what was before `shut_at` opens none any more, as the
    platform said by then. `refuses`: they take no messages until they write or follow again."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="followers", db_index=False)
    openid = models.CharField(max_length=64)
    follows = models.BooleanField(default=True)
    refuses = models.BooleanField(default=False)
    wrote_at = models.DateTimeField(null=True)
    touched_at = models.DateTimeField(null=True)
    touched_by = models.CharField(max_length=10, choices=Touch.choices, blank=True)
    shut_at = models.DateTimeField(null=True)
    first_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "openid"], name="follower_once"),
            models.CheckConstraint(
                condition=Q(touched_at=None, touched_by="") | Q(touched_at__isnull=False) & ~Q(touched_by=""),
                name="follower_touched_by_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"


class By(ColouredChoices):
    """How somebody proved who they are."""

    SCAN = "scan", "green", _("Scanned a code that they were shown once")
    PHONE = "phone", "blue", _("Code by text message")


@pghistory.track()
class Binding(models.Model):
    """A follower is a person on record (绑定): one at a time. It ends with their stay, or when they or the desk end it.
    `phone_mark` is the mark of the number that was theirs then: a changed one asks again."""

    follower = models.ForeignKey(Follower, on_delete=models.PROTECT, related_name="bindings", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="wechat_bindings")
    by = models.CharField(max_length=10, choices=By.choices)
    phone_mark = models.CharField(max_length=64, blank=True)
    bound_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["follower"], condition=Q(ended_at=None), name="binding_one_person"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("bound_at")), name="binding_times_in_order"
            ),
        ]
        indexes = [models.Index(fields=["follower", "-id"], name="binding_of_follower")]


class Code(models.Model):
    """What a QR code says that binds whoever scans it to a person, once: `mark` is the keyed hash of it."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    mark = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    used_by = models.ForeignKey(Follower, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)


class Consent(models.Model):
    """How many notices of a template a follower has agreed to and not yet had (订阅次数), by the platform's events;
    `declined`: they said no, and are not asked by it until they accept again."""

    follower = models.ForeignKey(Follower, on_delete=models.PROTECT, related_name="consents", db_index=False)
    template_id = models.CharField(max_length=64)
    left = models.PositiveIntegerField(default=0)
    declined = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["follower", "template_id"], name="consent_once_a_template")]


class Sending(models.Model):
    """Messages that went to a follower within a window, which counts them."""

    follower = models.ForeignKey(Follower, on_delete=models.PROTECT, related_name="sent", db_index=False)
    at = models.DateTimeField()
    attempt_id = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["follower", "-at"], name="sending_of_follower")]
