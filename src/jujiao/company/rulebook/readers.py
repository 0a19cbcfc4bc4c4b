"""Who has read a version of the rulebook (劳动合同法 4: rules bind once they are made known)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from jujiao.company.accounts.models import User
from jujiao.company.rulebook.models import Acknowledgement, RulebookVersion


@dataclass(frozen=True)
class Readers:
    """How many of the company's people have read a version, and the people with the moment, None for not yet."""

    read: int
    people: Sequence[tuple[str, str, datetime | None]]

    @property
    def total(self) -> int:
        return len(self.people)


def employed(company_id: int, on: date) -> QuerySet[User]:
    """The company's people on a day. The floor above keeps the employees; its rows are reached from the account."""
    return User.objects.filter(
        Q(employee__left_on__isnull=True) | Q(employee__left_on__gte=on),
        employee__company_id=company_id,
        employee__joined_on__lte=on,
        is_active=True,
    )


def readers(version: RulebookVersion, on: date) -> Readers:
    """Everybody employed on the day: who has not read it stands first."""
    theirs = Acknowledgement.objects.filter(rulebook_version=version, user=OuterRef("pk"))
    people = (
        employed(version.company_id, on)
        .annotate(read_at=Subquery(theirs.values("read_at")[:1]))
        .order_by(F("read_at").asc(nulls_first=True), "employee__number")
        .values_list("name", "employee__number", "read_at")
    )
    rows = list(people)
    return Readers(sum(1 for _name, _number, read_at in rows if read_at), rows)


def has_read(version_id: int, user_id: int) -> bool:
    """Whether somebody has said that they read this version."""
    return Acknowledgement.objects.filter(rulebook_version_id=version_id, user_id=user_id).exists()
