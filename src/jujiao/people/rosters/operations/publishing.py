"""3.1.1: a roster is published, told, and acknowledged."""

from datetime import datetime

from django.db import transaction
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from jujiao.company.duty.models import DutyState
from jujiao.company.staff.models import Employee
from jujiao.company.staff.operations.keeping import locked
from jujiao.company.staff.queries import today
from jujiao.kernel.errors import Stale
from jujiao.kernel.pages.words import day_words
from jujiao.kernel.record.access import Viewer
from jujiao.people.rosters.building import unable_in
from jujiao.people.rosters.comparing import shares_of
from jujiao.people.rosters.models import Roster, RosterReceipt, RosterState
from jujiao.people.rosters.operations.frame import UnableToRoster, hold_roster, need_draft, planned, said_of, tell_of
from jujiao.people.rosters.operations.searching import stop_all
from jujiao.people.rosters.queries import duties_of, posts_of
from jujiao.people.rosters.sentences import kept, said


class UnableToPublish(UnableToRoster):
    """There is nothing to publish, its days are over, a post is out of use, or somebody may not do what is drafted."""


class UnableToAcknowledge(UnableToRoster):
    """The roster is not published, or the person has no duties in it."""


@transaction.atomic
def publish(*, roster_id: int, version: int | None, actor: Viewer, now: datetime) -> Roster:
    """Puts a roster in force: its drafts become planned, and everybody who has duties in it is told, once. Drafts that
    are over by now are dropped: nobody was told to come.

    Stale where it changed since `version`: nobody publishes what they have not seen."""
    roster = planned(roster_id, actor, version)
    need_draft(roster)
    if roster.last < today(now):
        raise UnableToPublish(_("All days of this roster are over."))
    if unused := [post.name for post in posts_of(roster) if not post.in_use]:
        raise UnableToPublish(_("“%(post)s” is not covered any more.") % {"post": unused[0]})
    duties = duties_of(roster)
    duties.filter(state=DutyState.DRAFT, ends_at__lte=now).delete()
    people = set(duties.values_list("employee_id", flat=True))
    if not people:
        raise UnableToPublish(_("Nobody is planned in this roster yet."))
    for pk in sorted(people):  # nobody is planned elsewhere, goes on leave or is barred while this is looked at
        locked(Employee(pk=pk))
    _check_able(roster)
    _check_law(roster, now)
    stop_all(roster, now)
    count = duties.filter(state=DutyState.DRAFT).update(state=DutyState.PLANNED)
    roster.state = RosterState.PUBLISHED
    roster.published_at = now
    roster.version += 1
    roster.save(update_fields=["state", "published_at", "version"])
    said_of(roster, "publish_roster", actor, now, duties=count)
    tell_of(roster, "roster.published", people, now)
    return roster


def _check_able(roster: Roster) -> None:
    """2.1.3: what was drafted for somebody who has left since, or may not do it any more, is not put in force."""
    drafts = duties_of(roster).filter(state=DutyState.DRAFT).select_related("employee", "duty_post")
    for duty in unable_in(roster, drafts.order_by("starts_at", "pk")):
        said = {"name": duty.employee.name, "post": duty.duty_post.name, "day": day_words(today(duty.starts_at))}
        raise UnableToPublish(_("%(name)s may not do the work of “%(post)s” on %(day)s any more.") % said)


def _check_law(roster: Roster, now: datetime) -> None:
    """What breaks the law is not put in force; a gap may be, and is shown."""
    for share in shares_of(roster, now):
        for breach in share.breaches:
            why = strip_tags(said(kept(breach.message, breach.params), now))
            raise UnableToPublish(
                _("The roster of %(name)s breaks a rule (%(law)s): %(why)s")
                % {"name": share.employee.name, "law": breach.law, "why": why}
            )


@transaction.atomic
def acknowledge(*, roster_id: int, told_at: datetime | None, actor: Viewer, now: datetime) -> None:
    """Somebody has seen their duties in a published roster, as they were told of them at `told_at` (None: whenever);
    done again, it changes nothing.

    Stale where they were told of other duties since: nobody acknowledges what they have not seen."""
    roster = hold_roster(roster_id)
    receipt = RosterReceipt.objects.filter(roster=roster, employee=actor.employee_id or 0).first()
    if not roster.published or receipt is None:
        raise UnableToAcknowledge(_("You have no duties in this roster."))
    if told_at is not None and receipt.told_at != told_at:
        raise Stale(_("Your duties have changed since. Look at them again."), given=0, current=roster.version)
    if receipt.acknowledged_at is not None:
        return
    receipt.acknowledged_at = max(now, receipt.told_at)  # who waited here for a change read the clock before it
    receipt.save(update_fields=["acknowledged_at"])
    said_of(roster, "acknowledge_roster", actor, now, employee=receipt.employee_id)
