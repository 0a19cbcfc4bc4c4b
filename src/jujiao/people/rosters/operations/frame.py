"""What every step on a roster shares: the lock, who may take it, and what is said of it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from jujiao.company.staff.models import Employee
from jujiao.kernel.database import freshness
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.pages.words import day_words
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.live import changed
from jujiao.kernel.record.subjects import Subject
from jujiao.kernel.record.timeline import note
from jujiao.notices.operations import Telling, tell
from jujiao.people.rosters.models import Roster, RosterReceipt
from jujiao.people.rosters.permissions import permit_plan_all
from jujiao.people.rosters.queries import posts_of

SUBJECT: Final = "duty_roster"


class UnableToRoster(UnableTo):
    """The roster is in another state than the step needs, or what is asked makes no sense."""


def hold_roster(roster_id: int) -> Roster:
    """The roster as it is now, locked until the transaction ends."""
    rosters = Roster.objects.select_for_update(of=("self",)).select_related("estate")
    return rosters.get(pk=roster_id)


def planned(roster_id: int, actor: Viewer, version: int | None) -> Roster:
    """The roster held, for somebody who may plan all its posts. Stale where it changed since `version`."""
    roster = hold_roster(roster_id)
    permit_plan_all(actor, posts_of(roster))
    sentence = _("Somebody has changed this roster since.")
    freshness.check(given=version, current=roster.version, sentence=sentence)
    return roster


def need_draft(roster: Roster) -> None:
    if not roster.draft:
        raise UnableToRoster(_("This roster is no draft any more."))


def said_of(roster: Roster, verb: str, actor: Viewer, now: datetime, **details: Any) -> None:
    """One entry on its timeline, and a word to open pages."""
    note(roster, verb, actor, now, changes={"state": roster.state, "version": roster.version}, **details)
    changed((roster.estate.place.topic, None))


def edited(
    roster: Roster, concerned: Iterable[int], *, verb: str, actor: Viewer, now: datetime, **details: Any
) -> None:
    """Counts a change of a held roster's duties, writes it down, and, where it is published, tells those `concerned`,
    by their ids, who are to acknowledge it anew. Called in the transaction of the change, whoever makes it."""
    roster.version += 1
    roster.save(update_fields=["version"])
    said_of(roster, verb, actor, now, **details)
    if roster.published:
        tell_of(roster, "roster.changed", set(concerned), now)


def tell_of(roster: Roster, kind: str, employees: Iterable[int], now: datetime) -> None:
    """Tells each of them once for each version of the roster, and keeps that they were told."""
    people = list(Employee.objects.filter(pk__in=employees).select_related("user").order_by("pk"))
    receipts = [RosterReceipt(roster=roster, employee=each, told_at=now, acknowledged_at=None) for each in people]
    RosterReceipt.objects.bulk_create(
        receipts,
        update_conflicts=True,
        unique_fields=["roster", "employee"],
        update_fields=["told_at", "acknowledged_at"],
    )
    tell(
        Telling(
            users=[each.user for each in people if each.user is not None and each.user.is_active],
            kind=kind,
            key=f"roster:{roster.pk}:{kind}:{roster.version}",
            params={"first": day_words(roster.first, now), "last": day_words(roster.last, now)},
            url=reverse("rosters:roster", args=[roster.pk]),
            estate_id=roster.estate_id,
            subject=Subject(SUBJECT, roster.pk),
        ),
        now=now,
    )
