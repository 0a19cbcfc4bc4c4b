"""The estate manager hears of a change of number that the former number says was not theirs."""

from datetime import datetime

from django.urls import reverse

from jujiao.company.accounts.models import User
from jujiao.company.duty.staffing import Debtor, Staffing
from jujiao.company.estates.models import Estate, PhoneChange
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.subjects import Subject
from jujiao.notices.operations import Telling, tell


def tell_of_refusal(change: PhoneChange, verb: str, _actor: Viewer, now: datetime) -> None:
    """Tells whoever answers for each estate where the person lives or lived, but not who made the change."""
    if verb != "phone_refused":
        return
    estates = Estate.objects.filter(rooms__households__residencies__person=change.person_id).distinct().order_by("id")
    for estate in estates:
        telling = Telling(
            users=_answerers(estate, change, now),
            kind="phone.refused",
            key=f"phone:{change.pk}:refused:{estate.pk}",
            params={"estate": estate.name},
            url=reverse("estates:person", args=[change.person_id]),
            estate_id=estate.pk,
            subject=Subject("person", change.person_id),
        )
        tell(telling, now=now)


def _answerers(estate: Estate, change: PhoneChange, now: datetime) -> list[User]:
    """The managers; where the one who made the change is the only one, the company."""
    staffing = Staffing(now)
    for level in ("manager", "company"):
        found = staffing.answerers(level, Debtor(), place=estate.place, kept_from=())
        users = [employee.user for employee in found if employee.user_id != change.changed_by_id]
        if users:
            return users
    return []
