"""Who among the residents may have an account: what signing in asks this floor."""

from django.db.models import F

from jujiao.company.accounts.models import User
from jujiao.company.accounts.people import KnownPerson
from jujiao.company.estates.models import Person


def without_account(phone: str) -> KnownPerson | None:
    """The resident, present or former, with this normalised number and no account yet.

    Where a family shares a number, it is whoever lives here now, the longest registered first."""
    found = (
        Person.objects.filter(phone=phone, user=None, residencies__isnull=False)
        .order_by(F("residencies__moved_out").desc(nulls_first=True), "id")
        .values_list("id", "name")
        .first()
    )
    return KnownPerson(*found) if found else None


def give_account(person_id: int, user: User) -> None:
    Person.objects.filter(pk=person_id, user=None).update(user=user)
