"""3.1.1: what a search has found becomes the draft."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from jujiao.company.duty.models import Duty, DutyOrigin, DutyState
from jujiao.kernel.record.access import Viewer
from jujiao.people.rosters.building import build
from jujiao.people.rosters.models import Roster, RosterRun
from jujiao.people.rosters.operations.frame import UnableToRoster, edited, need_draft, planned
from jujiao.people.rosters.queries import duties_of
from jujiao.people.rosters.standing import STAYS
from jujiao.rules.people.duty import rest_until


class UnableToTakeOver(UnableToRoster):
    """There is nothing to take over, or what the search read has changed since."""


@transaction.atomic
def take_over(*, run_id: int, version: int | None, actor: Viewer, now: datetime) -> int:
    """Puts what a search has found in the place of all draft duties of its roster that are not fixed; how many duties
    are new.

    Refused as a whole where the roster, leave, bars, posts, needs or other duties have changed since the search began.
    Stale where the roster changed since `version`."""
    run = RosterRun.objects.get(pk=run_id)
    roster = planned(run.roster_id, actor, version)
    need_draft(roster)
    run = RosterRun.objects.select_for_update().get(pk=run_id)
    if run.going:
        raise UnableToTakeOver(_("The search goes on. Wait for its end, or stop it."))
    if run.proposal is None:
        raise UnableToTakeOver(_("This search has found no roster."))
    _check_fresh(run, roster, now)
    drafts = duties_of(roster).filter(state=DutyState.DRAFT)
    drafts.exclude(STAYS).delete()
    staying = {
        (duty.employee_id, duty.duty_post_id, duty.starts_at, duty.ends_at) for duty in duties_of(roster).filter(STAYS)
    }
    new = [duty for duty in _proposed(run) if _time(duty) not in staying]
    try:
        with transaction.atomic():
            Duty.objects.bulk_create(new)
    except IntegrityError as error:
        raise UnableToTakeOver(_changed_since()) from error
    run.taken_at = now
    run.save(update_fields=["taken_at"])
    edited(roster, [], verb="take_over_roster", actor=actor, now=now, run=run.pk, duties=len(new))
    return len(new)


def _check_fresh(run: RosterRun, roster: Roster, now: datetime) -> None:
    if run.roster_version != roster.version or run.problem_digest != build(roster, now).digest:
        raise UnableToTakeOver(_changed_since())


def _changed_since() -> str:
    return _(
        "Since this search began, the roster or what it has to satisfy has changed: duties by hand, leave, posts or"
        " needs. Search anew."
    )


def _proposed(run: RosterRun) -> list[Duty]:
    return [
        Duty(
            employee_id=employee_id,
            duty_post_id=post_id,
            starts_at=datetime.fromisoformat(start),
            ends_at=(ends_at := datetime.fromisoformat(end)),
            rest_until=rest_until(ends_at),
            state=DutyState.DRAFT,
            origin=DutyOrigin.ROSTER,
        )
        for employee_id, post_id, start, end in run.proposal or ()
    ]


def _time(duty: Duty) -> tuple[int, int, datetime, datetime]:
    return duty.employee_id, duty.duty_post_id, duty.starts_at, duty.ends_at
