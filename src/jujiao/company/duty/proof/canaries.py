"""Marked posts to be covered, with duties and absences: of the second estate, and of the other company."""

from collections.abc import Iterator

from jujiao.company.duty.proof.rows import Maker
from jujiao.company.staff.models import Department
from jujiao.testing.canaries import Canary, entered, everybody_but
from jujiao.testing.cast import NOW, Cast

SECOND, OTHER = "canary-duty-second", "canary-duty-other"


def plant(cast: Cast) -> Iterator[Canary]:
    """One for each place: post and people bear the mark."""
    readers = ("clerk_elsewhere", "hr", "director", "auditor", "sysadmin")
    told_at = frozenset({"rulebook:version"})  # who of the whole company has read it
    yield _canary(cast.second_customer_service, SECOND, readers, "clerk_elsewhere", told_at)
    department = Department.objects.create(estate=cast.other_estate, name="值班部", kind="cleaning")
    yield _canary(department, OTHER, ("outsider",), "outsider")


def _canary(
    department: Department,
    mark: str,
    readers: tuple[str, ...],
    reader: str,
    told_at: frozenset[str] = frozenset(),
) -> Canary:
    duty = Maker(department, NOW, mark).duty()
    there = Maker(department, NOW, f"{mark}-there").attendance()
    away, barred = Maker(department, NOW, f"{mark}-away").leave(), Maker(department, NOW, f"{mark}-barred").bar()
    return Canary(
        mark=mark,
        kept_from=everybody_but(*readers),
        at={
            "duty_post_id": duty.duty_post_id,
            "duty_id": duty.pk,
            "attendance_id": there.pk,
            "leave_id": away.pk,
            "bar_id": barred.pk,
            "employee_id": away.employee_id,
        },
        subjects=(
            entered("duty_post", duty.duty_post_id, mark),
            entered("leave", away.pk, mark),
            entered("duty_bar", barred.pk, mark),
        ),
        row=duty.duty_post,
        told_at=told_at,
        read=(reader, "duty:posts"),
    )
