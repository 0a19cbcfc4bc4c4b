"""3.1.2: what the administrators of a company are told of its exchanges."""

from datetime import datetime

from django.urls import reverse
from django.utils.timezone import localtime

from jujiao.company.duty.staffing import Debtor, Staffing
from jujiao.kernel.record.access import Role
from jujiao.kernel.record.subjects import Subject
from jujiao.notices.operations import Telling, tell
from jujiao.service.calls.models import Source
from jujiao.service.calls.queries_sources import SOURCE


def tell_of_refusals(source: Source, *, now: datetime) -> None:
    """That something of a source was refused; once a day, however much of it there is."""
    _tell(source, "source.refused", f"{localtime(now).date()}", now)


def tell_of_silence(source: Source, kind: str, since: datetime, *, now: datetime) -> None:
    """That a source has fallen silent, or is heard again; once for each silence."""
    _tell(source, kind, since.isoformat(), now)


def _tell(source: Source, kind: str, key: str, now: datetime) -> None:
    place = source.estate.place
    administrators = Staffing(now).answerers(Role.SYSADMIN, Debtor(), place=place, kept_from=())
    tell(
        Telling(
            users=[each.user for each in administrators],
            kind=kind,
            key=f"{SOURCE}:{source.pk}:{kind}:{key}",
            params={"name": source.name},
            url=reverse("telephony:source", args=[source.pk]),
            estate_id=source.estate_id,
            subject=Subject(SOURCE, source.pk),
        ),
        now=now,
    )
