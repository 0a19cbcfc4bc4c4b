"""Exchanges that tell of calls, the telephones that ring at the desk, and what was told, as it was told."""

from functools import reduce
from operator import or_

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jujiao.company.duty.models import DutyPost
from jujiao.company.estates.models import Estate
from jujiao.kernel.choices import ColouredChoices
from jujiao.kernel.models import IMMUTABLE


class Vendor(ColouredChoices):
    """What kind of exchange (电话交换机) it is: each has a reader of its own in `sources`."""

    GRANDSTREAM = "grandstream", "secondary", _("Grandstream UCM")
    YEASTAR_P = "yeastar_p", "secondary", _("Yeastar P series")
    YEASTAR_S = "yeastar_s", "secondary", _("Yeastar S series or Cloud")
    FREESWITCH = "freeswitch", "secondary", _("FreeSWITCH")
    ASTERISK = "asterisk", "secondary", _("Asterisk")
    CSV = "csv", "secondary", _("Table (CSV)")


@pghistory.track(exclude=["heard_at", "digest", "sealed"])
class Source(models.Model):
    """A telephone exchange of an estate, which tells of its calls.

    `digest` is the SHA-256 of its secret, which is shown once and kept nowhere. `heard_at` is when it last told
    anything that could be read; `silent_since` is set while it has been silent for longer than usual.

    At an `address` we listen ourselves, signed in by `account` and the password that is `sealed`."""

    estate = models.ForeignKey(Estate, on_delete=models.PROTECT, related_name="telephone_sources")
    name = models.CharField(_("name of the exchange"), max_length=60)
    vendor = models.CharField(_("kind"), max_length=20, choices=Vendor.choices)
    digest = models.CharField(max_length=64, unique=True)
    address = models.CharField(
        _("address of the manager interface"), max_length=120, blank=True, help_text=_("Asterisk alone: host and port")
    )
    account = models.CharField(_("account of the manager interface"), max_length=60, blank=True)
    sealed = models.CharField(max_length=400, blank=True)
    in_use = models.BooleanField(_("in use"), default=True)
    made_at = models.DateTimeField()
    heard_at = models.DateTimeField(_("last heard of"), null=True, blank=True)
    silent_since = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["estate", "name"], name="telephone_source_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def vendor_choice(self) -> Vendor:
        return Vendor(self.vendor)


@pghistory.track()
class Telephone(models.Model):
    """One of the telephones at which callers are answered (分机), by its extension at its exchange, and the post at
    which it stands. Any other extension belongs to nobody who answers for the desk: what rings there is no ring."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="telephones", db_index=False)
    extension = models.CharField(_("extension"), max_length=20)
    duty_post = models.ForeignKey(DutyPost, on_delete=models.PROTECT, related_name="telephones")
    in_use = models.BooleanField(_("in use"), default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "extension"], name="telephone_once")]

    def __str__(self) -> str:
        return self.extension


KEPT = ("source", "external_id", "linked_id", "received_at")
"""What of a record never changes."""


def _another(*columns: str) -> pgtrigger.Q:
    return reduce(or_, (pgtrigger.Q(**{f"old__{each}__df": pgtrigger.F(f"new__{each}")}) for each in columns))


class Record(models.Model):
    """What an exchange told, as it was told (话单): rows never change, but that `body` is emptied once the numbers in
    it are kept no more. The same record told again is the same row.

    `external_id` is the exchange's own id of it, or a digest where it has none; `linked_id` names the call."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="records", db_index=False)
    external_id = models.CharField(max_length=128)
    linked_id = models.CharField(max_length=128)
    body = models.TextField()
    received_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "external_id"], name="call_record_once")]
        indexes = [
            models.Index(fields=["source", "linked_id"], name="call_record_of_call"),
            models.Index(fields=["source", "received_at"], name="call_record_received"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="keep_rows",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(new__body="") | _another(*KEPT),
            ),
            pgtrigger.Protect(name="keep_record", operation=pgtrigger.Delete),
            *(each for each in IMMUTABLE if each.name == "keep_table"),
        ]


class Reason(ColouredChoices):
    """Why something that an exchange sent was refused."""

    CHARSET = "charset", "yellow", _("Not readable as text")
    FORM = "form", "yellow", _("Not of the form of this exchange")
    MISSING = "missing", "yellow", _("A field is missing")
    TIME = "time", "yellow", _("A time that cannot be")
    LENGTH = "length", "yellow", _("Too long")
    SECRET = "secret", "red", _("A wrong secret")


class Refusal(models.Model):
    """Something that an exchange sent and that could not be read: when, why, and which field; never what it was."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="refusals", db_index=False)
    reason = models.CharField(max_length=10, choices=Reason.choices)
    field = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["source", "-at"], name="call_refusal_of_source")]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="call_refusal_has_a_reason")]
        triggers = IMMUTABLE

    @property
    def reason_choice(self) -> Reason:
        return Reason(self.reason)
