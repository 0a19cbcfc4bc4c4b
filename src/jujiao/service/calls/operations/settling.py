"""3.1.2: once no more is told of a call it is settled: its ring is measured, once, and stays."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q

from jujiao.company.duty.staffing import Debtor
from jujiao.company.estates.models import Company, Estate
from jujiao.company.rulebook.queries import figures, in_force
from jujiao.kernel.record.access import SYSTEM
from jujiao.kernel.record.subjects import Subject
from jujiao.promises.measured.operations import measure
from jujiao.rules.service.calls.ringing import COUNTED, MEASURED, RING, Grade, Verdict
from jujiao.service.calls.models import Call
from jujiao.service.calls.operations.around import Around
from jujiao.service.calls.operations.calling_back import follow
from jujiao.service.calls.operations.folding import say, write
from jujiao.service.calls.operations.legs import piece_of
from jujiao.service.calls.queries import PHONE_CALL, began

SETTLED: Final = "call.settled"
LONGEST: Final = timedelta(hours=4)
"""A conversation of which nothing more was told for so long is over."""
TOGETHER: Final = 200
"""Calls that are settled in one transaction."""


def settle_calls(company: Company, *, now: datetime) -> int:
    """Settles the calls of a company of which nothing more was told for a while (`call.settled`); how many."""
    return sum(_settle_at(estate, now) for estate in Estate.objects.filter(company=company).order_by("pk"))


def _settle_at(estate: Estate, now: datetime) -> int:
    version = in_force(estate.company_id, now)
    limits = figures(version.pk, estate.pk) if version else {}
    if SETTLED not in limits:
        return 0
    quiet = Q(heard_at__lte=now - limits[SETTLED].span)
    over = Q(ended_at__isnull=False) | Q(answered_at=None) | Q(heard_at__lte=now - LONGEST)
    waiting = Call.objects.filter(quiet & over, estate=estate, settled_at=None, source__isnull=False)
    count = 0
    while found := _settle_some(list(waiting.order_by("linked_id", "pk").values_list("pk", flat=True)[:TOGETHER]), now):
        count += found
    return count


@transaction.atomic
def _settle_some(ids: list[int], now: datetime) -> int:
    """These calls, but for those that somebody else has in hand just now: they are settled the next time."""
    calls = Call.objects.filter(pk__in=ids, settled_at=None).order_by("linked_id", "pk")
    held = list(calls.select_for_update(of=("self",), skip_locked=True).select_related("source", "estate__company"))
    for call in held:
        _settle(call, now)
    write(held, "settled_at")
    follow(held, now=now)
    for call in held:
        measure_ring(call, now)
    return len(held)


def _settle(call: Call, now: datetime) -> None:
    legs = [piece_of(each, call.linked_id) for each in call.legs.all()]
    if call.source is not None:
        say(call, legs, Around(call.source, legs), now, settled=True)
    call.settled_at = now


def measure_ring(call: Call, now: datetime) -> None:
    """Writes down the ring of a settled call, which is held: whose it was is who sat at the telephone that answered,
    else nobody's by name, and the department of its post. One that never rang at the desk has none."""
    verdict, grade = Verdict(call.verdict), Grade(call.grade)
    version = in_force(call.estate.company_id, call.began_at)
    if verdict in (Verdict.NOT_RUNG, Verdict.NO_MATTER, Verdict.GOING_ON) or version is None:
        return
    if RING.figure not in figures(version.pk, call.estate_id):
        return
    value = None if verdict is Verdict.MISSED or verdict is Verdict.GIVEN_UP else call.ring_seconds
    measure(
        RING.key,
        Subject(PHONE_CALL, call.pk),
        value,
        happened_at=min(call.began_at, now),
        grade=MEASURED[grade],
        counted=verdict in COUNTED,
        subject_label=began(call),
        place=call.estate.place,
        whose=Debtor(call.duty_post.department_id if call.duty_post else None, call.answered_by_id),
        rulebook_version_id=version.pk,
        actor=SYSTEM,
        now=now,
    )
