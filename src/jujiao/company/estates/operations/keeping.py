"""What every operation on a person shares: the lock, and the estate where the actor may."""

from django.utils.translation import gettext as _

from jujiao.company.estates.models import Estate, Person, Room
from jujiao.company.estates.permissions import may
from jujiao.kernel.errors import NotAllowed
from jujiao.kernel.record.access import Role, Viewer


def locked_person(person_id: int) -> Person:
    """The person's row as it is now, held until the transaction ends. Rows that point to it may be written meanwhile:
    steps on the person's complaints do, and must not wait here in a circle (deadlock)."""
    return Person.objects.select_for_update(no_key=True).get(pk=person_id)


def where(person: Person, actor: Viewer, *roles: Role) -> Estate:
    """An estate where the person lives or lived and the actor may do this; NotAllowed where there is none."""
    homes = Room.objects.filter(households__residencies__person=person).values("estate")
    for estate in Estate.objects.filter(pk__in=homes).order_by("id"):
        if may(actor, estate, *roles):
            return estate
    raise NotAllowed(_("This person's data are for others to handle."))
