"""3.1.1: somebody begins a duty and ends it. What happened is written down as it was, whatever was planned."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jujiao.company.duty.models import Attendance, Duty, DutyPost, DutyState
from jujiao.company.duty.permissions import covers, may_plan
from jujiao.company.staff.models import Employee
from jujiao.company.staff.operations.keeping import locked
from jujiao.company.staff.queries import in_service, today
from jujiao.kernel.errors import NotAllowed, UnableTo
from jujiao.kernel.pages.words import moment_words
from jujiao.kernel.record import chapters
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.declared import Attended
from jujiao.kernel.record.live import changed
from jujiao.kernel.record.texts import Text
from jujiao.kernel.record.timeline import note
from jujiao.rules.people.duty import FORGOTTEN

EARLY: Final = timedelta(hours=2)
"""So long before its start a sign-on is one for a planned duty."""


APPEARANCE: Final = Text(200, line=True)
"""What was not in order."""


class UnableToSignOn(UnableTo):
    """The person is signed on already, the post is not theirs to cover, or they do not say what is not in order."""


@dataclass(frozen=True)
class Appearance:
    """3.1.1: how somebody finds their own clothing and appearance (着装、仪表) as they come; `word` says what is not in
    order."""

    dress: bool
    looks: bool
    word: str = ""

    def columns(self) -> dict[str, Any]:
        """The columns of an attendance that say so; UnableToSignOn where something is wrong and nobody says what."""
        word = APPEARANCE.of(self.word, UnableToSignOn)
        if not word and not (self.dress and self.looks):
            raise UnableToSignOn(NOT_SAID)
        return {"dress_in_order": self.dress, "looks_in_order": self.looks, "appearance_word": word}


NOT_SAID: Final = gettext_lazy("Tick that clothing and appearance are in order, or say what is not.")


class UnableToSignOff(UnableTo):
    """The person is not signed on any more, or the time cannot be right."""


@transaction.atomic
def sign_on(*, duty_post: DutyPost, actor: Viewer, now: datetime, appearance: Appearance | None = None) -> Attendance:
    """The actor is there for a post from now on, as planned or not, and says how they look, None where nobody asked. A
    rest that was too short is no reason to refuse. What follows in other chapters is done as well, or nothing is.

    Raises NotAllowed for who is no employee, UnableToSignOn."""
    if actor.employee_id is None:
        raise NotAllowed(_("Only employees sign on."))
    employee = locked(Employee(pk=actor.employee_id))
    duty_post = DutyPost.objects.select_related("estate", "department").get(pk=duty_post.pk)
    day = today(now)
    if not in_service(day).filter(covers(duty_post, day), pk=employee.pk).exists():
        raise NotAllowed(_("You hold no post in the department of “%(post)s”.") % {"post": duty_post.name})
    if not duty_post.in_use:
        raise UnableToSignOn(_("This post is not covered any more."))
    if other := employee.attendances.filter(signed_off_at__isnull=True).select_related("duty_post").first():
        since = moment_words(other.signed_on_at, now)
        raise UnableToSignOn(
            _("You are signed on for “%(post)s” since %(since)s. Sign off there first.")
            % {"post": other.duty_post.name, "since": since}
        )
    duty = _planned(employee, duty_post, now)
    looks = appearance.columns() if appearance else {}
    attendance = Attendance.objects.create(employee=employee, duty_post=duty_post, duty=duty, signed_on_at=now, **looks)
    _note(attendance, "sign_on", actor, now, duty=attendance.duty_id)
    chapters.came(_attended(attendance, now, actor, now))
    return attendance


@transaction.atomic
def sign_off(*, attendance: Attendance, actor: Viewer, now: datetime, at: datetime | None = None) -> Attendance:
    """The duty is over, now or, where that was forgotten, since `at`: for oneself, or for others by who plans the post.
    What follows in other chapters is done as well, or nothing is.

    Raises NotAllowed, UnableToSignOff."""
    rows = Attendance.objects.select_for_update(of=("self",)).select_related("duty_post__estate", "employee")
    attendance = rows.get(pk=attendance.pk)
    own = attendance.employee_id == actor.employee_id
    if not own and not may_plan(actor, attendance.duty_post):
        raise NotAllowed(_("Only %(name)s and the head can sign off here.") % {"name": attendance.employee.name})
    if attendance.signed_off_at is not None:
        raise UnableToSignOff(_("This was signed off already."))
    forgotten = is_forgotten(attendance, now)
    if own and forgotten and at is None:
        raise UnableToSignOff(_("Signing off was forgotten: say when the duty ended."))
    if own and not forgotten and at is not None:
        raise UnableToSignOff(_("You sign off now; an earlier time is for the head to say."))
    if at is not None and not attendance.signed_on_at <= at <= now:
        raise UnableToSignOff(_("The duty ended between signing on and now."))
    attendance.signed_off_at = at or now
    attendance.save(update_fields=["signed_off_at"])
    _note(attendance, "sign_off", actor, now, signed_off_at=attendance.signed_off_at)
    chapters.went(_attended(attendance, attendance.signed_off_at, actor, now))
    return attendance


def is_forgotten(attendance: Attendance, now: datetime) -> bool:
    """Whether somebody has been signed on for so long that they are not taken to be there any more."""
    return attendance.signed_off_at is None and attendance.signed_on_at <= now - FORGOTTEN


def _planned(employee: Employee, duty_post: DutyPost, now: datetime) -> Duty | None:
    duties = Duty.objects.filter(employee=employee, duty_post=duty_post, state=DutyState.PLANNED)
    return duties.filter(starts_at__lte=now + EARLY, ends_at__gt=now).order_by("starts_at").first()


def _attended(attendance: Attendance, at: datetime, actor: Viewer, now: datetime) -> Attended:
    post_id, duty_id = attendance.duty_post_id, attendance.duty_id
    return Attended(attendance.pk, attendance.employee_id, post_id, duty_id, at, actor, now)


def _note(attendance: Attendance, verb: str, actor: Viewer, now: datetime, **details: Any) -> None:
    who: dict[str, Any] = {"attendance": attendance.pk, "employee": attendance.employee_id}
    note(attendance.duty_post, verb, actor, now, **who, **details)
    changed((attendance.duty_post.estate.place.topic, None))
