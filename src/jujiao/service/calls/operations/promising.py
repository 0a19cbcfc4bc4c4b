"""3.1.2: numbers that are to be called back, and what is promised about them, given and ended with the row held."""

from datetime import datetime
from typing import Any

from jujiao.company.calendar.queries import LoadedCalendar
from jujiao.company.duty.staffing import Debtor
from jujiao.company.rulebook.queries import figures, in_force
from jujiao.kernel.record.access import SYSTEM, Viewer
from jujiao.kernel.record.live import changed
from jujiao.kernel.record.timeline import note
from jujiao.promises import operations as promises
from jujiao.promises.models import PromiseState
from jujiao.promises.operations import Owed, give
from jujiao.rules.service.calls.calling_back import RULES, PromiseKind, clause_3_1_2_call_back
from jujiao.service.calls.models import Call, CallBack, CallBackEnd
from jujiao.service.calls.queries import CALL_BACK, MISSED_TOPIC, called

STATES = {
    CallBackEnd.REACHED: PromiseState.MET,
    CallBackEnd.CALLED_AGAIN: PromiseState.MET,
    CallBackEnd.NOT_MISSED: PromiseState.CANCELLED,
    CallBackEnd.UNREACHABLE: PromiseState.CANCELLED,
}
"""What each end says of the promise."""


def hold_call_back(call_back_id: int) -> CallBack:
    return CallBack.objects.select_for_update(of=("self",)).select_related("estate").get(pk=call_back_id)


def open_call_back(call: Call, missed_at: datetime, now: datetime, **ended: Any) -> CallBack:
    """The number of a missed call waits to be called back, from the end of it on. The desks of the estate are told
    with the commit. One that is to be `ended` at once stands beside another that waits."""
    estate = call.estate
    row = CallBack.objects.create(estate=estate, number=call.number, missed_at=missed_at, **ended)
    promise_call_back(row, call)
    note(row, "miss_call", SYSTEM, now, missed_at=missed_at)
    changed((estate.place.topic, None), (f"{MISSED_TOPIC}:{estate.pk}", None))
    return row


def promise_call_back(call_back: CallBack, call: Call) -> None:
    """Gives what the rules of then promise, counted from the end of the missed call: whoever is on duty in the
    department of the post whose telephone rang owes it, else the desk of the estate."""
    estate = call_back.estate
    version = in_force(estate.company_id, call_back.missed_at)
    if version is None:
        return
    limits = figures(version.pk, estate.pk)
    promised = clause_3_1_2_call_back(call_back.missed_at, limits, LoadedCalendar())
    figure = RULES[PromiseKind.MADE].figure_at(call_back.missed_at)
    debtor = Debtor(call.duty_post.department_id if call.duty_post else None)
    give(
        [Owed(each, limits[figure].value, debtor) for each in promised],
        subject_kind=CALL_BACK,
        subject_id=call_back.pk,
        subject_label=called(call_back),
        round_number=1,
        rulebook_version_id=version.pk,
        place=estate.place,
        owed_to=None,
    )


def end_call_back(
    call_back: CallBack, how: CallBackEnd, *, at: datetime, by: int | None, actor: Viewer = SYSTEM, now: datetime
) -> None:
    """The number, whose row is held, waits no more as of `at`."""
    call_back.ended_at, call_back.end, call_back.ended_by_id = max(at, call_back.missed_at), how, by
    call_back.version += 1
    call_back.save(update_fields=["ended_at", "end", "ended_by", "version"])
    end_promise(call_back, STATES[how], call_back.ended_at)
    note(call_back, "end_call_back", actor, now, ending=how.value, at=call_back.ended_at)
    changed((call_back.estate.place.topic, None))


def end_promise(call_back: CallBack, state: PromiseState, at: datetime) -> None:
    promises.end(subject_kind=CALL_BACK, subject_id=call_back.pk, kinds=[PromiseKind.MADE], state=state, at=at)
