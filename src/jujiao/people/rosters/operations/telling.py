"""Who hears of a swap, or of a leave that is asked for."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.urls import reverse

from jujiao.company.duty.holding import ON_DUTY
from jujiao.company.duty.models import DutyPost
from jujiao.company.duty.staffing import Debtor, Staffing
from jujiao.company.staff.models import Assignment, Employee
from jujiao.company.staff.queries import current, today
from jujiao.kernel.pages.words import day_words, moment_words
from jujiao.kernel.record.subjects import Subject
from jujiao.notices.operations import Telling, tell
from jujiao.people.rosters.models import AskedLeave, Swap
from jujiao.people.rosters.operations.swap_frame import SWAP

ASKED_LEAVE = "asked_leave"


def tell_of_swap(swap: Swap, what: str, people: Iterable[Employee], now: datetime) -> None:
    """Tells people of a step on a swap, each once."""
    params = {
        "asker": swap.asker.name,
        "other": swap.other.name,
        "post": swap.duty.duty_post.name,
        "at": moment_words(swap.duty.starts_at, now),
    }
    _tell(people, f"swap.{what}", Subject(SWAP, swap.pk), params, now)


def planners_of(swap: Swap, now: datetime) -> Sequence[Employee]:
    """Who approves a swap: whoever is there of the heads of its posts, else the place above; neither of the two."""
    posts = [duty.duty_post for duty in (swap.duty, swap.in_return) if duty is not None]
    return _heads(posts, {swap.asker_id, swap.other_id}, now)


def _heads(posts: Iterable[DutyPost], but: set[int], now: datetime) -> Sequence[Employee]:
    staffing = Staffing(now)
    found = {
        one.pk: one
        for post in posts
        for one in staffing.answerers("head", Debtor(post.department_id), place=post.estate.place, kept_from=but)
    }
    return list(found.values())


def granters_of(asked: AskedLeave, now: datetime) -> Sequence[Employee]:
    """Who grants a leave: whoever is there of the heads of the departments where the person works, else the place
    above."""
    staffing, found = Staffing(now), {}
    held = Assignment.objects.filter(current(today(now)), employee=asked.employee_id, role__in=ON_DUTY)
    for post in held.select_related("estate__company", "department"):
        if post.estate is not None:
            debtor, place = Debtor(post.department_id), post.estate.place
            for one in staffing.answerers("head", debtor, place=place, kept_from={asked.employee_id}):
                found[one.pk] = one
    return list(found.values())


def tell_of_leave(asked: AskedLeave, what: str, people: Iterable[Employee], now: datetime) -> None:
    """Tells people of a leave that is asked for, each once."""
    params = {
        "name": asked.employee.name,
        "from": day_words(today(asked.starts_at), now),
        "until": moment_words(asked.ends_at, now),
    }
    _tell(people, f"asked_leave.{what}", Subject(ASKED_LEAVE, asked.pk), params, now)


def _tell(people: Iterable[Employee], kind: str, subject: Subject, params: dict[str, str], now: datetime) -> None:
    users = [one.user for one in people if one.user is not None and one.user.is_active]
    telling = Telling(
        users=users,
        kind=kind,
        key=f"{subject.kind}:{subject.id}:{kind}",
        params=params,
        url=reverse("rosters:swaps"),
        subject=subject,
    )
    tell(telling, now=now)
