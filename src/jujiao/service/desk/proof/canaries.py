"""Marked visits and handovers: of the second estate, and of the other company."""

from collections.abc import Iterator

from jujiao.company.staff.models import Department
from jujiao.service.desk.proof.rows import Maker
from jujiao.testing.canaries import Canary, entered, everybody_but
from jujiao.testing.cast import NOW, Cast

SECOND, OTHER = "canary-desk-second", "canary-desk-other"


def plant(cast: Cast) -> Iterator[Canary]:
    """One for each place: post, people, visitor and words bear the mark."""
    readers = ("clerk_elsewhere", "hr", "director", "auditor", "sysadmin")
    yield _canary(cast.second_customer_service, SECOND, readers, "clerk_elsewhere", frozenset({"rulebook:version"}))
    department = Department.objects.create(estate=cast.other_estate, name="前台部", kind="customer_service")
    yield _canary(department, OTHER, ("outsider",), "outsider")


def _canary(
    department: Department,
    mark: str,
    readers: tuple[str, ...],
    reader: str,
    told_at: frozenset[str] = frozenset(),
) -> Canary:
    def make(name: str) -> Maker:
        return Maker(department, NOW, f"{mark}-{name}" if name else mark)

    visit, handover, gap, month = make("").visit(), make("").handover(), make("gap").gap(), make("month").month()
    duty, post = make("duty").duties.duty(), handover.attendance.duty_post
    return Canary(
        mark=mark,
        kept_from=everybody_but(*readers),
        at={
            "visit_id": visit.pk,
            "handover_id": handover.pk,
            "attendance_id": handover.attendance_id,
            "employee_id": handover.attendance.employee_id,
            "duty_id": duty.pk,
            "duty_post_id": post.pk,
            "thing_id": make("").thing(post).pk,
            "month_id": month.pk,
            "gap_id": gap.pk,
        },
        subjects=(
            entered("desk_visit", visit.pk, mark),
            entered("planned_duty", duty.pk, mark),
            entered("gap", gap.pk, mark),
            entered("cover", month.pk, mark),
        ),
        row=visit,
        told_at=told_at,
        read=(reader, "reception:visits"),
    )
