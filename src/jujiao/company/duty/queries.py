"""Reads of duties, by who works at the estate: posts to be covered, and who is on duty for one now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, QuerySet
from django.shortcuts import get_object_or_404

from jujiao.company.duty.holding import absences, deputies, on_leave, planned, signed_on
from jujiao.company.duty.models import Attendance, Duty, DutyBar, DutyPost, Leave
from jujiao.company.duty.permissions import KEEP, covered_by, covers
from jujiao.company.estates.queries import estates_of
from jujiao.company.staff.directory import visible_to
from jujiao.company.staff.models import Department, Employee
from jujiao.company.staff.queries import in_service, today
from jujiao.kernel.record.access import Viewer
from jujiao.rules.people.duty import FORGOTTEN, Standing, clause_3_1_1_there


@dataclass(frozen=True)
class OnDuty:
    """Somebody who is there for a post: signed on `since` then, or planned and not signed on."""

    employee: Employee
    since: datetime | None


def on_duty(duty_posts: Iterable[DutyPost], now: datetime) -> Mapping[int, list[OnDuty]]:
    """Who is on duty for each of some posts now, by the post's id: whoever has signed on for it; where nobody has,
    whoever is planned for it, or stands in for who is. Empty where a post is uncovered.

    A rung asks the same of a whole department (`Staffing`), where it goes on to those who merely work there."""
    ids = [each.pk for each in duty_posts]
    there = signed_on(now, now - FORGOTTEN).filter(duty_post__in=ids)
    meant = planned(now).filter(duty_post__in=ids).annotate(leave=Exists(on_leave(now, "employee")))
    since = {(one.duty_post_id, one.employee_id): one.signed_on_at for one in there}
    standing: dict[int, dict[int, Standing]] = {each: {} for each in ids}
    for duty in meant:
        standing[duty.duty_post_id][duty.employee_id] = Standing(duty.employee_id, planned=True, on_leave=duty.leave)
    for post_id, employee_id in since:
        standing[post_id][employee_id] = Standing(employee_id, signed_on=True)
    stands_in = deputies(absences(now=now))
    found = {post_id: clause_3_1_1_there(each.values(), stands_in) for post_id, each in standing.items()}
    everybody = {each for there in found.values() for each in there}
    called = Employee.objects.in_bulk(everybody)
    return {
        post_id: [OnDuty(called[each], since.get((post_id, each))) for each in there]
        for post_id, there in found.items()
    }


def is_on_duty(user_id: int, now: datetime) -> bool:
    """Whether the employee with that account has signed on, wherever."""
    return signed_on(now, now - FORGOTTEN).filter(employee__user=user_id).exists()


def posts_of(viewer: Viewer) -> QuerySet[DutyPost]:
    """The posts to be covered at the estates where the viewer works, those no longer in use as well."""
    return DutyPost.objects.filter(estate__in=estates_of(viewer).order_by()).select_related("estate", "department")


def get_post(viewer: Viewer, duty_post_id: int) -> DutyPost:
    return get_object_or_404(posts_of(viewer), id=duty_post_id)


def get_duty(viewer: Viewer, duty_id: int) -> Duty:
    duties = Duty.objects.filter(duty_post__in=posts_of(viewer))
    return get_object_or_404(duties.select_related("employee", "duty_post__estate"), id=duty_id)


def get_attendance(viewer: Viewer, attendance_id: int) -> Attendance:
    attendances = Attendance.objects.filter(duty_post__in=posts_of(viewer))
    return get_object_or_404(attendances.select_related("employee", "duty_post__estate"), id=attendance_id)


def get_leave(viewer: Viewer, leave_id: int) -> Leave:
    leaves = Leave.objects.filter(employee__in=visible_to(viewer)).select_related("employee")
    return get_object_or_404(leaves, id=leave_id)


def get_bar(viewer: Viewer, bar_id: int) -> DutyBar:
    bars = DutyBar.objects.filter(employee__in=visible_to(viewer)).select_related("employee")
    return get_object_or_404(bars, id=bar_id)


def own_posts(viewer: Viewer, now: datetime) -> list[DutyPost]:
    """The posts in use that the viewer may cover today, by estate and name."""
    if viewer.employee_id is None:
        return []
    found = posts_of(viewer).filter(covered_by(viewer.employee_id, today(now)), in_use=True)
    return list(found.order_by("estate_id", "name"))


def own_attendance(viewer: Viewer) -> Attendance | None:
    """Where the viewer is signed on, as long as they have not signed off."""
    attendances = Attendance.objects.filter(employee=viewer.employee_id or 0, signed_off_at__isnull=True)
    return attendances.select_related("duty_post__estate", "duty", "employee").first()


def who_may_cover(duty_post: DutyPost, now: datetime) -> QuerySet[Employee]:
    """Who may be planned for a post, as of today."""
    day = today(now)
    return in_service(day).filter(covers(duty_post, day)).order_by("pinyin", "id")


def departments_keeping(viewer: Viewer) -> QuerySet[Department]:
    """The departments for which the viewer says what is to be covered."""
    estates = estates_of(viewer, *KEEP).order_by()
    return Department.objects.filter(estate__in=estates).select_related("estate").order_by("estate_id", "kind", "name")
