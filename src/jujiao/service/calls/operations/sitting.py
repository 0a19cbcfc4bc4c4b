"""3.1.2: who sits at which telephone, so that it is known whose telephone rings and who answered."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from jujiao.company.duty.models import Attendance
from jujiao.kernel.errors import Stale, UnableTo
from jujiao.kernel.pages.words import moment_words
from jujiao.kernel.record.access import Viewer, permit
from jujiao.kernel.record.declared import Attended, ComingAndGoing
from jujiao.kernel.record.live import changed
from jujiao.kernel.record.timeline import note
from jujiao.rules.people.duty import FORGOTTEN
from jujiao.service.calls.models import Seat, Telephone
from jujiao.service.calls.permissions import ANSWERS


class UnableToSit(UnableTo):
    """Whoever would sit down is not on duty at that estate, or the telephone is not in use."""


@transaction.atomic
def sit_down(*, telephone: Telephone, instead_of: int | None, actor: Viewer, now: datetime) -> Seat:
    """The actor, who is on duty, sits at a telephone from now on, and nowhere else. `instead_of` is the seat of whoever
    had it, which ends: Stale where somebody else has it than the actor was shown.

    Raises NotAllowed, Stale, UnableToSit."""
    attendance = _held_attendance(actor, now)
    telephone = _held_telephone(telephone.pk)
    estate = telephone.duty_post.estate
    sentence = _("Calls of this estate are for others to answer.")
    permit(actor, *ANSWERS, sentence=sentence, company_id=estate.company_id, estate_id=estate.pk)
    if attendance is None or attendance.duty_post.estate_id != estate.pk:
        raise UnableToSit(_("Sign on at this estate first, then say where you sit."))
    if not telephone.in_use:
        raise UnableToSit(_("This telephone is not in use any more."))
    seats = _held_seats(telephone, attendance.employee_id)
    theirs = next((each for each in seats if each.telephone_id == telephone.pk), None)
    if theirs is not None and theirs.employee_id == attendance.employee_id:
        return theirs
    if theirs is not None and theirs.pk != instead_of:
        since = moment_words(theirs.from_at, now)
        sentence = _("%(name)s sits there since %(since)s.") % {"name": theirs.employee.name, "since": since}
        raise Stale(sentence, given=instead_of or 0, current=theirs.pk)
    for each in seats:
        _end(each, now, actor, now)
    return _sit(telephone, attendance, actor, now)


@transaction.atomic
def stand_up(*, actor: Viewer, now: datetime) -> int:
    """The actor sits at no telephone any more; how many they sat at."""
    seats = Seat.objects.filter(until_at=None, employee=actor.employee_id or 0).order_by("pk")
    found = list(seats.select_for_update(of=("self",)).select_related("telephone__duty_post__estate", "employee"))
    for each in found:
        _end(each, now, actor, now)
    return len(found)


def came(attended: Attended) -> None:
    """Whoever signs on at a post with one telephone, at which nobody sits, sits there: there is nothing to choose."""
    found = Telephone.objects.filter(duty_post=attended.duty_post_id, in_use=True).values_list("pk", flat=True)
    telephones = list(found[:2])
    if len(telephones) != 1 or not attended.actor.has(*ANSWERS):
        return
    telephone = _held_telephone(telephones[0])
    if not _held_seats(telephone, attended.employee_id):
        attendance = Attendance.objects.select_related("employee").get(pk=attended.attendance_id)
        _sit(telephone, attendance, attended.actor, attended.at)


def went(attended: Attended) -> None:
    """The seat ends with the attendance."""
    seats = Seat.objects.filter(until_at=None, attendance=attended.attendance_id).order_by("pk")
    for each in seats.select_for_update(of=("self",)).select_related("telephone__duty_post__estate", "employee"):
        _end(each, attended.at, attended.actor, attended.now)


FOLLOWS = ComingAndGoing(came=came, went=went)


def _held_attendance(actor: Viewer, now: datetime) -> Attendance | None:
    there = Attendance.objects.filter(employee=actor.employee_id or 0, signed_off_at=None)
    there = there.filter(signed_on_at__gt=now - FORGOTTEN).select_related("duty_post", "employee")
    return there.select_for_update(of=("self",)).first()


def _held_telephone(telephone_id: int) -> Telephone:
    telephones = Telephone.objects.select_related("duty_post__estate", "source")
    return telephones.select_for_update(of=("self",), no_key=True).get(pk=telephone_id)


def _held_seats(telephone: Telephone, employee_id: int) -> list[Seat]:
    """The seats at the telephone, and wherever else the person sits: held in one order, so that two who change places
    do not wait for each other (deadlock)."""
    seats = Seat.objects.filter(Q(telephone=telephone) | Q(employee=employee_id), until_at=None).order_by("pk")
    return list(seats.select_for_update(of=("self",)).select_related("telephone__duty_post__estate", "employee"))


def _sit(telephone: Telephone, attendance: Attendance, actor: Viewer, at: datetime) -> Seat:
    seat = Seat.objects.create(
        telephone=telephone, attendance=attendance, employee_id=attendance.employee_id, from_at=at
    )
    _tell(seat, "sit_at_telephone", actor, at)
    return seat


def _end(seat: Seat, at: datetime, actor: Viewer, now: datetime) -> None:
    seat.until_at = max(seat.from_at, at)
    seat.save(update_fields=["until_at"])
    _tell(seat, "leave_telephone", actor, now)


def _tell(seat: Seat, verb: str, actor: Viewer, now: datetime) -> None:
    post = seat.telephone.duty_post
    note(post, verb, actor, now, seat=seat.pk, employee=seat.employee_id, telephone=seat.telephone_id)
    user = seat.employee.user_id
    changed((f"user:{user}", None), (f"ringing:{user}", None), (f"calls:{post.estate_id}", None))
