"""Marked rosters, shifts and needs: of the second estate, and of the other company."""

from collections.abc import Iterator

from jujiao.company.rulebook.operations import ship_first_version
from jujiao.company.staff.models import Department
from jujiao.people.rosters.operations.frame import SUBJECT
from jujiao.people.rosters.proof.asked_rows import AskedMaker
from jujiao.people.rosters.proof.rows import Maker
from jujiao.people.rosters.queries import duties_of
from jujiao.testing.canaries import Canary, entered, everybody_but
from jujiao.testing.cast import NOW, Cast

SECOND, OTHER = "canary-roster-second", "canary-roster-other"
SEE_ALL = ("hr", "director", "auditor", "sysadmin")


def plant(cast: Cast) -> Iterator[Canary]:
    """One for each place: post and people bear the mark."""
    told_at = frozenset({"rulebook:version"})  # who of the whole company has read it
    readers = (*SEE_ALL, "clerk_elsewhere")
    yield _canary(cast.second_customer_service, SECOND, readers, ("hr", "rosters:roster"), told_at)
    if not cast.other_company.rulebook_versions.exists():
        ship_first_version(company=cast.other_company, now=NOW)
    department = Department.objects.create(estate=cast.other_estate, name="排班部", kind="cleaning")
    yield _canary(department, OTHER, ("outsider",), ("outsider", "duty:posts"))


def _canary(
    department: Department,
    mark: str,
    readers: tuple[str, ...],
    read: tuple[str, str],
    told_at: frozenset[str] = frozenset(),
) -> Canary:
    make = Maker(department, NOW, mark)
    roster = make.published()
    run = Maker(department, NOW, f"{mark}-run").run()
    need = Maker(department, NOW, f"{mark}-need").need()
    asked = AskedMaker(Maker(department, NOW, f"{mark}-asked"))
    swap, leave = asked.accepted(), AskedMaker(Maker(department, NOW, f"{mark}-leave")).leave()
    wish = AskedMaker(Maker(department, NOW, f"{mark}-wish")).wish()
    return Canary(
        mark=mark,
        kept_from=everybody_but(*readers),
        at={
            "roster_id": roster.pk,
            "run_id": run.pk,
            "employee_id": duties_of(roster).values_list("employee", flat=True)[0],
            "day": 1,
            "duty_id": swap.duty_id,
            "swap_id": swap.pk,
            "asked_id": leave.pk,
            "wish_id": wish.pk,
            "need_id": need.pk,
            "duty_post_id": need.duty_post_id,
            "shift_kind_id": need.shift_kind_id,
        },
        subjects=(
            entered(SUBJECT, roster.pk, mark),
            entered("shift_kind", need.shift_kind_id, mark),
            entered("duty_swap", swap.pk, mark),
            entered("asked_leave", leave.pk, mark),
        ),
        row=roster,
        told_at=told_at,
        read=read,
    )
