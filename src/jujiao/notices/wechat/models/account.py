"""Official accounts of the company, by which ways each may send, and with which templates."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jujiao.company.estates.models import Company, Estate
from jujiao.kernel.choices import ColouredChoices
from jujiao.kernel.machine.wechat.account import ADDRESS


class WayOut(ColouredChoices):
    """A way by which an account sends; see `rules.wechat.Way`."""

    WINDOW = "window", "green", _("Within the window after the owner's message")
    TEMPLATE = "template", "blue", _("Template message")
    NOTICE = "notice", "azure", _("Subscription notice")


@pghistory.track(exclude=["secret", "token", "aes_key", "former_aes_key", "path"])
class Account(models.Model):
    """An official account (公众号). What strangers write to it is answered by the desk of its `estate`.

    `app_id` and `original_id` (gh_…) are what the platform calls it. `secret`, `token` (of the callback), `aes_key` and
    the key before it are sealed. `path` is the part of the callback's address that nobody guesses; `url` is where the
    platform is asked; "" for one to practise with, which nobody is asked about."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="+")
    estate = models.ForeignKey(Estate, verbose_name=_("estate"), on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=40)
    app_id = models.CharField(_("AppID"), max_length=64, unique=True)
    original_id = models.CharField(_("original id"), max_length=64, unique=True)
    secret = models.TextField()
    token = models.TextField()
    aes_key = models.TextField()
    former_aes_key = models.TextField(blank=True)
    path = models.CharField(max_length=64, unique=True)
    url = models.CharField(max_length=200, default=ADDRESS)
    in_use = models.BooleanField(_("in use"), default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "name"], name="official_account_named_once")]

    def __str__(self) -> str:
        return self.name


class Reason(ColouredChoices):
    """Why a request at the callback was refused."""

    NOT_THEIRS = "not_theirs", "red", _("Not signed by the platform, too old, or meant for another account")
    GARBAGE = "garbage", "yellow", _("Could not be read")
    SEALED = "sealed", "red", _("Token or key can no longer be opened here: enter them anew")


class Hearing(models.Model):
    """How an account's callback gets on: when the platform was last `heard_at`, to the minute, and how many requests
    were `refused`, the last of them at `refused_at` for a `reason`."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE, primary_key=True, related_name="hearing")
    heard_at = models.DateTimeField(null=True)
    refused = models.PositiveBigIntegerField(default=0, db_default=0)
    refused_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=10, choices=Reason.choices, blank=True, db_default="")

    @property
    def reason_choice(self) -> Reason:
        return Reason(self.reason)


class Right(models.Model):
    """A way by which an account may send. It is `lost_at` an instant where the platform said, by `code`, that there is
    no right to it; administration gives it back. It rests until `rests_until` where the platform took no more in that
    minute or on that day. `code` is what the platform said last of either."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="rights", db_index=False)
    way = models.CharField(max_length=10, choices=WayOut.choices)
    lost_at = models.DateTimeField(null=True)
    rests_until = models.DateTimeField(null=True)
    code = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "way"], name="right_once")]

    @property
    def way_choice(self) -> WayOut:
        return WayOut(self.way)


class Template(models.Model):
    """A template (模板) of the platform for what goes out beyond the window. `blanks` says what each of its blanks is
    filled with: the name of the blank, and of the value (see `notices.wechat`)."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="templates", db_index=False)
    way = models.CharField(
        max_length=10, choices=[choice for choice in WayOut.choices if choice[0] != WayOut.WINDOW.value]
    )
    template_id = models.CharField(_("template id"), max_length=64)
    blanks = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "way"], name="template_once"),
            models.CheckConstraint(condition=~Q(way="window"), name="template_is_for_beyond_the_window"),
        ]
