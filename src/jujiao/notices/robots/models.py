"""Robots in the group chats of the company, what they are to say, and how fast they may."""

import uuid

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jujiao.company.estates.models import Company, Estate
from jujiao.kernel.choices import ColouredChoices


class Vendor(ColouredChoices):
    """Whose robot it is, by the key of its sender (`kernel.machine.messaging`)."""

    WECOM = "wecom", "green", _("WeCom")
    DINGTALK = "dingtalk", "blue", _("DingTalk")
    FEISHU = "feishu", "azure", _("Feishu")


@pghistory.track(exclude=["address", "secret"])
class Robot(models.Model):
    """A robot in a group chat (群机器人), which says there what the groups of notices bring: of one estate, or of all.

    `address` is its webhook and `secret` what it is signed with, both sealed: whoever has the first may speak as the
    robot. `mark` tells one address from another without giving it away."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="+")
    estate = models.ForeignKey(Estate, verbose_name=_("estate"), null=True, on_delete=models.PROTECT, related_name="+")
    vendor = models.CharField(_("vendor"), max_length=10, choices=Vendor.choices)
    name = models.CharField(_("name"), max_length=40)
    address = models.TextField()
    secret = models.TextField(blank=True)
    mark = models.CharField(max_length=64)
    groups = ArrayField(models.CharField(max_length=30), verbose_name=_("groups of notices"))
    in_use = models.BooleanField(_("in use"), default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "name"], name="robot_named_once"),
            models.UniqueConstraint(fields=["mark"], condition=Q(in_use=True), name="robot_speaks_once"),
            models.CheckConstraint(condition=~Q(groups=[]), name="robot_says_something"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def vendor_choice(self) -> Vendor:
        return Vendor(self.vendor)


class Pace(models.Model):
    """How fast a robot may speak (令牌桶, token bucket): `tokens` as of `filled_at`, none until `rest_until`. What it
    was last refused with, and how often in a row; `spoke_at` is when it last said anything."""

    robot = models.OneToOneField(Robot, on_delete=models.CASCADE, primary_key=True, related_name="pace")
    tokens = models.FloatField()
    filled_at = models.DateTimeField()
    rest_until = models.DateTimeField(null=True)
    spoke_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    code = models.CharField(max_length=80, blank=True)
    sentence = models.CharField(max_length=300, blank=True)


class SayingState(ColouredChoices):
    WAITING = "waiting", "secondary", _("Waiting")
    SAID = "said", "green", _("Said")
    FAILED = "failed", "red", _("Failed")


class Saying(models.Model):
    """Something that a robot is to say, once for each `key`. What waits when it may speak is said in one message, whose
    number is the oldest's."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    # `saying_once` begins with it and serves as its index.
    robot = models.ForeignKey(Robot, on_delete=models.CASCADE, related_name="sayings", db_index=False)
    key = models.CharField(max_length=160)
    text = models.CharField(max_length=500)
    link = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=SayingState.choices, default=SayingState.WAITING)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["robot", "key"], name="saying_once"),
            models.CheckConstraint(
                condition=Q(state="waiting", ended_at__isnull=True) | ~Q(state="waiting") & Q(ended_at__isnull=False),
                name="saying_ended_has_time",
            ),
        ]
        indexes = [
            models.Index(fields=["robot", "created_at"], condition=Q(state="waiting"), name="saying_waiting"),
            models.Index(fields=["ended_at"], name="saying_ended"),
        ]
