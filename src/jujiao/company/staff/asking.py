"""Who is asking, in the one statement with which a request begins."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from jujiao.company.accounts.asked_with import Ask
from jujiao.company.accounts.models import User
from jujiao.company.estates.households import asked_stays, homes_from, shares_a_number, stays_by_number
from jujiao.company.staff.models import Assignment, DepartmentKind, Deputy
from jujiao.company.staff.queries import current, employed, today
from jujiao.kernel.database.compiled import Asked, compiled, first
from jujiao.kernel.database.together import together
from jujiao.kernel.record.access import ANONYMOUS, Grant, Role, Viewer


def viewer_of(user: User, now: datetime) -> Viewer:
    """The viewer that a signed-in user is at `now`: own posts, posts deputized for, and homes. Nothing is read that was
    already asked with the user, as for every request."""
    if not user.is_active:
        return ANONYMOUS
    answers, user.asked_with = user.asked_with, None
    known_as, posts, stays = answers or together(*(ask("pk", user.pk, now) for ask in ASKED))
    employee_id, person_id, employer_id, landlord_id = first(known_as) or (None, None, None, None)
    grants = {grant for post in posts for grant in _granted(*post)}
    homes = homes_from(stays_by_number(user, now) if shares_a_number(user) else stays, person_id, now)
    # Who has moved out still sees the cases of their time here, but no room of the present.
    grants |= {Grant(Role.OWNER, estate_id) for estate_id in homes.estates}
    return Viewer(
        user_id=user.pk,
        name=user.name,
        company_id=employer_id or landlord_id,
        employee_id=employee_id,
        person_id=person_id,
        grants=frozenset(grants),
        room_ids=frozenset(homes.rooms),
        shares=frozenset(homes.shares),
    )


def _known_as(by: str, value: Any, _now: datetime) -> Asked[Any]:
    return _known.asked(by, value=value)


def _posts(by: str, value: Any, now: datetime) -> Asked[Any]:
    return _held.asked(by, value=value, day=today(now), now=now)


ASKED: tuple[Ask, ...] = (_known_as, _posts, asked_stays)
"""What `viewer_of` has to know (see `accounts.asked_with`)."""


@compiled
def _known(by: str, /, *, value: Any) -> QuerySet[User, Any]:
    ids = ("employee__id", "person__id", "employee__company_id", "person__company_id")
    return User.objects.filter(**{by: value}).values_list(*ids)


@compiled
def _held(by: str, /, *, value: Any, day: date, now: datetime) -> QuerySet[Assignment, Any]:
    absences = Deputy.objects.filter(**{f"deputy__user__{by}": value}, starts_at__lte=now, ends_at__gt=now)
    own_or_deputized = Q(**{f"employee__user__{by}": value}) | Q(employee__in=absences.values("absent_id"))
    return (
        Assignment.objects.filter(current(day), employed(day, "employee__"))
        .filter(own_or_deputized)
        .values_list("role", "estate_id", "department_id", "department__kind")
    )


def _granted(role: str, estate_id: int | None, department_id: int | None, kind: str | None) -> Iterator[Grant]:
    """What a post lets its holder do. Whoever heads the desk (客服主管) works at it as well: its board, its follow-ups,
    and who registers are theirs. Alarms go by the post itself, so that a head hears as a head."""
    yield Grant(Role(role), estate_id, department_id)
    if role == Role.HEAD and kind == DepartmentKind.CUSTOMER_SERVICE:
        yield Grant(Role.CLERK, estate_id, department_id)
