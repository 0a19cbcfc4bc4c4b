"""Who set up which account, or helped it to sign in, as the timelines tell."""

from collections.abc import Collection, Iterator
from datetime import datetime

from django.db.models import Q

from jujiao.company.accounts.operations.keeping import SUBJECT as ACCOUNT
from jujiao.company.staff.models import Deputy, Employee
from jujiao.kernel.models import TimelineEntry
from jujiao.rules.privacy import SETTLED, Help

ACCESS = ("open_account", "reopen_account", "give_password_link", "reset_second_factor", "change_phone")
POSTS = ("hire", "assign_post")


def helps(accounts: Collection[int], *, now: datetime) -> Iterator[Help]:
    """What was done within the last week by people, not by the system, to these accounts of members of staff.

    A post that somebody holds as a deputy was given by whoever appointed them."""
    lately = TimelineEntry.objects.filter(at__gt=now - SETTLED, actor__isnull=False)
    for entry in lately.filter(subject_kind=ACCOUNT, subject_id__in=accounts, verb__in=ACCESS):
        yield Help(to=entry.subject_id, by=entry.actor_id or 0, at=entry.at)
    employees = dict(Employee.objects.filter(user_id__in=accounts).values_list("pk", "user_id"))
    absences = Deputy.objects.filter(deputy__in=employees, ends_at__gt=now).values("absent_id")
    theirs = Q(subject_id__in=list(employees), verb__in=POSTS) | Q(subject_id__in=absences, verb="appoint_deputy")
    for entry in lately.filter(theirs, subject_kind="employee"):
        to = employees.get(entry.details.get("deputy", entry.subject_id))
        if to is not None:
            yield Help(to=to, by=entry.actor_id or 0, at=entry.at, post=True)
