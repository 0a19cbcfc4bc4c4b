"""3.1.1: opening a roster, and withdrawing one that was never published."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from jujiao.company.duty.models import DutyPost, DutyState
from jujiao.company.staff.operations.keeping import sensible
from jujiao.company.staff.queries import today
from jujiao.kernel.pages.words import day_words
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.texts import Text
from jujiao.people.rosters.models import Roster, RosterPost, RosterState, Scheme
from jujiao.people.rosters.operations.frame import UnableToRoster, need_draft, planned, said_of
from jujiao.people.rosters.operations.searching import stop_all
from jujiao.people.rosters.permissions import permit_plan_all
from jujiao.people.rosters.queries import duties_of, roster_at

MOST_DAYS: Final = 62
"""The longest roster: two calendar months."""
APPROVAL = Text(60, line=True)


@dataclass(frozen=True)
class Averaged:
    """The approved scheme of averaged hours (综合计算工时): the number of its approval, and its own period."""

    approval_number: str
    period_first: date
    period_last: date


@transaction.atomic
def open_roster(
    *,
    posts: Sequence[DutyPost],
    first: date,
    last: date,
    averaged: Averaged | None = None,
    actor: Viewer,
    now: datetime,
) -> Roster:
    """A new draft of a roster for posts of one estate, for the local days from `first` to `last`, both included.

    Raises NotAllowed, UnableToRoster: no posts or of two estates, days that are over or too many, a post that has a
    roster on one of them, an approval that does not hold for them all."""
    posts = list(DutyPost.objects.filter(pk__in=[post.pk for post in posts]).select_related("estate", "department"))
    if not posts or len({post.estate_id for post in posts}) > 1:
        raise UnableToRoster(_("Choose one post or several of one estate."))
    permit_plan_all(actor, posts)
    if unused := [post.name for post in posts if not post.in_use]:
        raise UnableToRoster(_("“%(post)s” is not covered any more.") % {"post": unused[0]})
    _check_days(first, last, now)
    scheme = _scheme(averaged, first, last)
    try:
        with transaction.atomic():
            roster = Roster.objects.create(
                estate=posts[0].estate, first=first, last=last, opened_by_id=actor.user_id, **scheme
            )
            RosterPost.objects.bulk_create(
                RosterPost(roster=roster, duty_post=post, first=first, last=last) for post in posts
            )
    except IntegrityError as error:
        raise UnableToRoster(_taken(posts, first, last)) from error
    said_of(roster, "open_roster", actor, now, posts=[post.pk for post in posts], first=first, last=last)
    return roster


@transaction.atomic
def withdraw(*, roster_id: int, version: int | None, actor: Viewer, now: datetime) -> None:
    """Withdraws a draft: its draft duties go, its posts and days are free for another. What was planned before it
    stays. Stale where it changed since `version`."""
    roster = planned(roster_id, actor, version)
    need_draft(roster)
    stop_all(roster, now)
    gone, _of = duties_of(roster).filter(state=DutyState.DRAFT).delete()
    RosterPost.objects.filter(roster=roster).update(in_force=False)
    roster.state = RosterState.WITHDRAWN
    roster.version += 1
    roster.save(update_fields=["state", "version"])
    said_of(roster, "withdraw_roster", actor, now, drafts=gone)


def _check_days(first: date, last: date, now: datetime) -> None:
    sensible(first, now)
    sensible(last, now)
    if last < first:
        raise UnableToRoster(_("The last day must not lie before the first."))
    if first <= today(now):
        raise UnableToRoster(_("A roster begins tomorrow or later; what is to change today is planned by hand."))
    if (last - first).days >= MOST_DAYS:
        raise UnableToRoster(_("A roster is of %(most)s days at most.") % {"most": MOST_DAYS})


def _scheme(averaged: Averaged | None, first: date, last: date) -> dict[str, object]:
    if averaged is None:
        return {"scheme": Scheme.STANDARD.value}
    number = APPROVAL.of(averaged.approval_number, UnableToRoster)
    if not number:
        raise UnableToRoster(_("Averaged hours need the number of their approval."))
    if not averaged.period_first <= first <= last <= averaged.period_last:
        raise UnableToRoster(_("All days of the roster must lie in the period of the approval."))
    return {**asdict(averaged), "scheme": Scheme.AVERAGED.value, "approval_number": number}


def _taken(posts: Sequence[DutyPost], first: date, last: date) -> str:
    """Which post has a roster on one of the days; said of the first one found."""
    for post in posts:
        for day in (first, last):
            if other := roster_at(post.pk, day):
                said = {"post": post.name, "first": day_words(other.first), "last": day_words(other.last)}
                return _("“%(post)s” has a roster from %(first)s to %(last)s already.") % said
    return _("One of these posts has a roster on one of these days already.")
