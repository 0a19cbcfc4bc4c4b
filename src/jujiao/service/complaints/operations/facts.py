"""What a registration has to know before it writes, read in one statement."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import BigIntegerField, Func, QuerySet, Value
from django.utils import timezone

from jujiao.company.duty.holding import asked_absences, asked_clerks, deputies, held
from jujiao.company.duty.staffing import there
from jujiao.company.estates.models import Estate, Person, Room
from jujiao.company.estates.queries import asked_lived
from jujiao.company.rulebook.models import RulebookVersion
from jujiao.company.rulebook.queries import asked_in_force
from jujiao.company.staff.models import Employee
from jujiao.kernel.database.compiled import compiled, first
from jujiao.kernel.database.together import together
from jujiao.service.complaints.models.complaint import asked_desk


@dataclass(frozen=True)
class Facts:
    """`number` (案号) is the next free one: one that is not used is never given again. `version` binds a complaint
    received at that time, None where none is in force; `lived` tells whether the complainant lives or lived there;
    `desk` is the department that dispatches, None where there is none; `clerks` are there to hear of it."""

    number: str
    version: RulebookVersion | None
    lived: bool
    desk: int | None
    clerks: list[Employee]


def facts_of(
    *,
    estate: Estate,
    room: Room | None,
    person: Person | None,
    about_employee: Employee | None,
    received_at: datetime,
    now: datetime,
) -> Facts:
    """The facts of a registration at `now` of what was said at `received_at`."""
    serial, versions, stays, desks, clerks, absent = together(
        _serial.asked(estate=estate.pk),
        asked_in_force(estate.company_id, received_at),
        asked_lived(person, room, estate),
        asked_desk(estate.pk),
        asked_clerks(estate, now),
        asked_absences(estate, now),
    )
    kept_from = {about_employee.pk} if about_employee is not None else set()
    return Facts(
        number=f"{estate.code}-{timezone.localtime(now):%y%m%d}-{serial[0]}",
        version=first(versions),
        lived=bool(stays),
        desk=first(desks),
        clerks=there(held(clerks), deputies(absent), kept_from=kept_from),
    )


@compiled
def _serial(*, estate: int) -> QuerySet[Estate, int]:
    following = Func(Value("complaints_number"), function="nextval", output_field=BigIntegerField())
    return Estate.objects.filter(pk=estate).values_list(following, flat=True)
