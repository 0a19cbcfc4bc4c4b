"""Who among the residents holds a phone number, and so may sign in by a code that is sent to it."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from jujiao.company.accounts.models import User
from jujiao.company.accounts.people import Held, Holder
from jujiao.company.estates.models import Person, PhoneChange, Residency
from jujiao.company.estates.phone_changes import waiting


@dataclass
class Claimant:
    """Somebody on whose record a number stands; `homes` are the households that they are part of now."""

    holder: Holder
    homes: set[int] = field(default_factory=set)


def holder_of(phone: str, now: datetime) -> Held:
    """Whose normalised number this is at `now`: of somebody who lives or owns somewhere now, else of who once did.

    A number on which a change is waiting still counts as the former one. One query, whatever is found."""
    open_changes = PhoneChange.objects.filter(waiting(now))
    by_record = Person.objects.filter(phone=phone).exclude(pk__in=open_changes.values("person")).values("pk")
    people = by_record.union(open_changes.filter(old=phone).values("person"))
    columns = ("person_id", "person__name", "person__user_id", "household_id", "moved_in", "moved_out")
    day = timezone.localtime(now).date()
    claimants: dict[int, Claimant] = {}
    for person_id, name, user_id, home, start, end in Residency.objects.filter(person__in=people).values_list(*columns):
        claimant = claimants.setdefault(person_id, Claimant(Holder(person_id, name, user_id)))
        if start <= day and (end is None or end >= day):
            claimant.homes.add(home)
    return chosen(claimants.values())


def chosen(claimants: Collection[Claimant]) -> Held:
    """Who lives or owns somewhere now goes before who has left: the number has passed on.

    A couple that shares a phone is one household, and one of the same name at two companies is one person: there it is
    whoever has an account, else who was registered first. Several others cannot be told apart by a code: it leads to
    none of them until the register is put right."""
    living = [each for each in claimants if each.homes]
    left = living or list(claimants)
    if not left:
        return Held()
    same_home = set.intersection(*(each.homes for each in left))
    if not same_home and len({each.holder.name for each in left}) > 1:
        return Held(several=True)
    return Held(min((each.holder for each in left), key=lambda one: (one.user_id is None, one.person_id)))


def give_account(person_id: int, user: User) -> bool:
    return Person.objects.filter(pk=person_id, user=None).update(user=user) == 1
