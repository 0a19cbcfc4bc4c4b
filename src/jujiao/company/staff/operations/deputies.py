"""Who stands in for an absent employee (代理)."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from jujiao.company.estates.models import Company
from jujiao.company.staff.directory import EDIT_STAFF
from jujiao.company.staff.models import Deputy, Employee
from jujiao.company.staff.operations.keeping import locked, sensible
from jujiao.company.staff.permissions import permit_over
from jujiao.company.staff.queries import today
from jujiao.kernel.errors import NotAllowed, UnableTo
from jujiao.kernel.pages.words import moment_words
from jujiao.kernel.record.access import SYSTEM, Viewer
from jujiao.kernel.record.texts import Text
from jujiao.kernel.record.timeline import note

REASON = Text(100, line=True)


class UnableToAppoint(UnableTo):
    """The times contradict each other, somebody is not there, or the deputies would point at each other."""


@transaction.atomic
def appoint_deputy(
    *,
    absent: Employee,
    deputy: Employee,
    starts_at: datetime,
    ends_at: datetime,
    actor: Viewer,
    now: datetime,
    reason: str = "",
) -> Deputy:
    """Lets `deputy` hold the posts of `absent` from `starts_at` until before `ends_at`, and hear what they would hear.

    Also for oneself, for those who keep the staff's data."""
    # One appointment at a time in a company: a circle may close over several people.
    Company.objects.select_for_update().get(pk=absent.company_id)
    # Both are held: somebody who leaves at this moment may neither be stood in for longer, nor stand in.
    absent, deputy = locked(absent), locked(deputy)
    _permit(actor, absent)
    if actor != SYSTEM and actor.employee_id == deputy.pk:
        raise NotAllowed(_("Somebody else has to appoint you."))
    _in_time(absent, deputy, starts_at, ends_at, now)
    if circle := _circle(absent, deputy, starts_at, ends_at):
        raise UnableToAppoint(
            _("In that time %(chain)s: nobody would be left.")
            % {"chain": ", ".join(_("%(a)s stands in for %(b)s") % {"a": b, "b": a} for a, b in circle)}
        )
    row = Deputy.objects.create(
        absent=absent, deputy=deputy, starts_at=starts_at, ends_at=ends_at, reason=REASON.of(reason, UnableToAppoint)
    )
    note(absent, "appoint_deputy", actor, now, text=row.reason, deputy=deputy.pk, starts_at=starts_at, ends_at=ends_at)
    return row


@transaction.atomic
def end_deputy(*, deputy: Deputy, actor: Viewer, now: datetime) -> None:
    """The absent employee is back: from now on nobody stands in. One that has not begun yet is taken back."""
    absent = locked(deputy.absent)
    _permit(actor, absent)
    # The end as it was read: who waited here for a colleague's ending of it finds another one, and ends nothing twice.
    standing = Deputy.objects.select_for_update().filter(pk=deputy.pk, ends_at=deputy.ends_at, ends_at__gt=now)
    row = standing.first()
    if row is None:
        raise UnableToAppoint(_("This has ended already."))
    note(absent, "end_deputy", actor, now, deputy=row.deputy_id)
    if row.starts_at >= now:
        row.delete()
    else:
        row.ends_at = now
        row.save(update_fields=["ends_at"])


def _permit(actor: Viewer, absent: Employee) -> None:
    oneself = actor.employee_id == absent.pk and actor.has(*EDIT_STAFF)
    if not oneself:
        permit_over(actor, absent)


def _in_time(absent: Employee, deputy: Employee, starts_at: datetime, ends_at: datetime, now: datetime) -> None:
    if deputy.pk == absent.pk:
        raise UnableToAppoint(_("Nobody stands in for themselves: choose somebody else."))
    if deputy.company_id != absent.company_id:
        raise UnableToAppoint(_("The deputy works for another company."))
    sensible(today(starts_at), now)
    sensible(today(ends_at), now)
    if ends_at <= starts_at or ends_at <= now:
        raise UnableToAppoint(_("The end must lie after the beginning and after now."))
    for each in (absent, deputy):
        if each.left_on and today(ends_at) > each.left_on:
            raise UnableToAppoint(_("%(name)s has left by then.") % {"name": each.name})
    other = _meanwhile(starts_at, ends_at).filter(absent=absent).first()
    if other:
        raise UnableToAppoint(
            _("%(deputy)s stands in for %(absent)s until %(until)s already. End that first.")
            % {"deputy": other.deputy.name, "absent": absent.name, "until": moment_words(other.ends_at, now)}
        )


def _circle(absent: Employee, deputy: Employee, starts_at: datetime, ends_at: datetime) -> list[tuple[str, str]]:
    """The links (absent, deputy), by name, from the new one back to its beginning; [] where none lead there.

    Only absences within the time asked for count; that they might not overlap each other errs on the safe side."""
    follows: dict[int, list[Deputy]] = {}
    for row in _meanwhile(starts_at, ends_at).filter(absent__company=absent.company_id):
        follows.setdefault(row.absent_id, []).append(row)
    ways = [(deputy.pk, [(absent.name, deputy.name)])]
    seen: set[int] = set()
    while ways:
        person, links = ways.pop()
        if person == absent.pk:
            return links
        if person not in seen:
            seen.add(person)
            ways += [(row.deputy_id, [*links, (row.absent.name, row.deputy.name)]) for row in follows.get(person, [])]
    return []


def _meanwhile(starts_at: datetime, ends_at: datetime) -> QuerySet[Deputy]:
    meanwhile = Deputy.objects.filter(starts_at__lt=ends_at, ends_at__gt=starts_at)
    return meanwhile.select_related("absent", "deputy").order_by("starts_at", "id")
