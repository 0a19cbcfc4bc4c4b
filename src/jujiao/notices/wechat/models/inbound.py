"""What the platform told of an account, each once."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from jujiao.kernel.choices import ColouredChoices
from jujiao.notices.wechat.models.account import Account
from jujiao.notices.wechat.models.follower import Follower


class MediumState(ColouredChoices):
    """What became of a picture, voice or film that the platform keeps for three days."""

    NONE = "", "secondary", _("Nothing to fetch")
    WAITS = "waits", "yellow", _("To be fetched")
    HERE = "here", "green", _("Fetched")
    GONE = "gone", "red", _("Could not be fetched")


class Inbound(models.Model):
    """One message or event, by the `key` under which it counts once (`kernel.machine.wechat.kinds`), however often it
    is delivered. `at` is the platform's time of it, `received_at` ours. `fields` is what it said, without what the
    message of a conversation holds."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", db_index=False)
    follower = models.ForeignKey(Follower, on_delete=models.PROTECT, related_name="inbound", db_index=False)
    key = models.CharField(max_length=200)
    kind = models.CharField(max_length=64)
    at = models.DateTimeField()
    received_at = models.DateTimeField()
    fields = models.JSONField(default=dict)
    medium = models.CharField(max_length=10, choices=MediumState.choices, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "key"], name="inbound_once")]
        indexes = [models.Index(fields=["follower", "-id"], name="inbound_of_follower")]
