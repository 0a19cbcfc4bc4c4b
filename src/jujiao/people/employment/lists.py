"""The list of papers: its filters and orders."""

from datetime import date, datetime, timedelta

from django.db.models import QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from jujiao.company.staff.models import Credential, CredentialKind
from jujiao.company.staff.queries import employed, today
from jujiao.kernel.pages.filters import Choice, Switch, Words
from jujiao.kernel.pages.tables import Order, Table

WORDS = Words("q", _("Name or staff number"), ("employee__name", "employee__pinyin", "employee__number"))
SOON = timedelta(days=90)


def by_their_end(rows: QuerySet[Credential]) -> QuerySet[Credential]:
    """Each with `ends`, by which they are sorted: those without an end last."""
    return rows.annotate(ends=Coalesce("last_day", Value(date.max)))


def credentials_table(now: datetime) -> Table:
    """Papers by the day on which they end."""
    day = today(now)
    return Table(
        orders=[Order("end", _("By their end"), ("ends", "id"))],
        filters=[
            WORDS,
            Choice("kind", _("Kind"), CredentialKind.choices),
            Switch("soon", _("End within 90 days"), by=lambda rows: rows.filter(last_day__range=(day, day + SOON))),
            Switch("over", _("Ended"), by=lambda rows: rows.filter(last_day__lt=day)),
            Switch("open", _("To be verified"), by=lambda rows: rows.filter(verified_at=None)),
            Switch("left", _("Of those who left"), by=lambda rows: rows.exclude(employed(day, "employee__"))),
        ],
        size=60,
    )
