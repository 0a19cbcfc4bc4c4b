"""What somebody owes, due first, is the same however it is read: by the parts, by one condition, and by plain rules
over every row."""

from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from django.db import connection

from jujiao.company.staff.asking import viewer_of
from jujiao.company.staff.models import Deputy, Employee
from jujiao.kernel.record import subjects
from jujiao.kernel.record.access import Role, Viewer
from jujiao.promises import first
from jujiao.promises.first import FirstOwed, Owed
from jujiao.promises.models import Promise, PromiseState, Unit
from jujiao.promises.queries import most_urgent, owed_by
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.plans import read_by, without_triggers
from jujiao.testing.rows import CHAT, CONTACT, KIND, SUBJECT

PEOPLE = (
    "clerk", "engineer", "engineer2", "guard", "head_of_engineering", "head_of_service", "hr", "manager", "director",
    "auditor", "sysadmin", "clerk_elsewhere", "outsider", "resident",
)  # fmt: skip
MIDNIGHT = NOW.replace(hour=0) + timedelta(days=1)
DUE = [NOW + timedelta(hours=hours) for hours in (-30, -3, -3, 0, 2, 2, 14, 15, 60)] + [MIDNIGHT]
ROWS, CASES = 160, 45


@dataclass
class World:
    """All that decides who owes, as plain values."""

    gone: set[int]
    absent_of: dict[int, set[int]]
    headless: dict[int, int]
    """The departments that nobody heads, with their estates."""


@pytest.fixture
def world(cast: Cast) -> World:
    """The cleaner has left, the engineer stands in for a colleague who went away."""
    Employee.objects.filter(pk=cast.cleaner.employee.pk).update(left_on=NOW.date() - timedelta(days=1))
    hours = timedelta(hours=1)
    engineer, other = cast.engineer.employee, cast.engineer2.employee
    Deputy.objects.create(absent=other, deputy=engineer, starts_at=NOW - hours, ends_at=NOW + hours)
    unheaded = (cast.security, cast.cleaning, cast.administration)
    return World({cast.cleaner.employee.pk}, {engineer.pk: {other.pk}}, {each.pk: each.estate_id for each in unheaded})


def scatter(cast: Cast, chance: Random) -> list[Promise]:
    """Promises of all sorts: named, untaken, of posts, of the company alone, ended ones, several about one case."""
    staff = [None, None, None, *(member.employee for member in cast.staff.values() if member is not cast.outsider)]
    departments = [
        None, cast.customer_service, cast.engineering, cast.security, cast.cleaning, cast.administration,
    ]  # fmt: skip
    roles = ["", "", "", *(role for role in Role if role != Role.OWNER)]
    rows = []
    for number in range(ROWS):
        place = chance.choice(["here"] * 6 + ["there", "company"])
        estate = {"here": cast.estate, "there": cast.second_estate, "company": None}[place]
        department = chance.choice(departments) if place == "here" else None
        employee, role = chance.choice(staff), chance.choice(roles)
        if estate is None and employee is None and not role:
            role = Role.ADMINISTRATION
        due_at = chance.choice(DUE)
        ended = chance.random() < 0.1
        rows.append(
            Promise(
                subject_kind=SUBJECT, subject_id=chance.randrange(CASES), subject_label=str(number), clause="3.2.2",
                kind=chance.choice((KIND, CHAT, CONTACT)), round=number + 1, rulebook_version=cast.version,
                unit=Unit.ELAPSED, started_at=NOW - timedelta(days=2), due_at=due_at, company=cast.company,
                estate=estate, department=department, employee=employee, role=role,
                state=PromiseState.MET if ended else PromiseState.RUNNING, done_at=NOW if ended else None,
            )
        )  # fmt: skip
    return Promise.objects.bulk_create(rows)


def owes(viewer: Viewer, promise: Promise, world: World) -> bool:
    """Whether it is the viewer's own, by the rules as they are told to people."""
    me, estate, department = viewer.employee_id, promise.estate_id, promise.department_id
    if me is None:
        return False
    if promise.employee_id in {me, *world.absent_of.get(me, ())} or department in viewer.department_ids(Role.HEAD):
        return True
    if promise.employee_id is not None and promise.employee_id not in world.gone:
        return False
    if not promise.role:
        desk = department is None and estate is not None and holds(viewer, Role.CLERK, estate)
        return desk or department in viewer.department_ids(Role.MEMBER, Role.CLERK)
    role = Role(promise.role)
    if role in (Role.MEMBER, Role.HEAD):
        unheaded = role == Role.HEAD and department in world.headless
        managed = unheaded and holds(viewer, Role.MANAGER, world.headless[department or 0])
        anywhere = department is None and holds(viewer, role, estate)
        return managed or anywhere or (department is not None and department in viewer.department_ids(role))
    return holds(viewer, role, estate)


def holds(viewer: Viewer, role: Role, estate: int | None) -> bool:
    held = viewer.estate_ids(role)
    return held is None or estate in held


def expected(viewer: Viewer, rows: list[Promise], world: World, hidden: set[int]) -> list[tuple[int, bool]]:
    """The most urgent promise of each case, and whether anything of the case is the viewer's own."""
    found: dict[int, tuple[Promise, bool]] = {}
    if viewer.company_id != rows[0].company_id:
        return []
    for one in sorted(rows, key=lambda row: (row.due_at, row.pk)):
        own = owes(viewer, one, world)
        late = one.due_at < NOW and any(holds(viewer, role, one.estate_id) for role in (Role.MANAGER, Role.COMPANY))
        if one.state == PromiseState.RUNNING and (own or late) and one.subject_id not in hidden:
            most_urgent, before = found.get(one.subject_id, (one, False))
            found[one.subject_id] = most_urgent, before or own
    return [(one.pk, own) for one, own in found.values()]


def figures(rows: list[Promise], listed: list[int], most: int) -> Owed:
    due = {row.pk: row.due_at for row in rows}
    first_ones = [due[pk] for pk in listed][: most + 1]
    late = sum(at < NOW for at in first_ones)
    until_midnight = sum(NOW <= at <= MIDNIGHT for at in first_ones)
    return Owed(len(first_ones), late, until_midnight if late <= most else None)


@pytest.fixture(params=[False, True], ids=["all", "some hidden"])
def hides(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Where it is so, nobody may know of a case of which anything was promised in their name."""
    if request.param:
        sample = replace(subjects.of(SUBJECT), kept_from=("employee",))
        monkeypatch.setitem(vars(subjects)["_kinds"], SUBJECT, sample)
    return bool(request.param)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(("each", "most"), [(1, 4), (3, 200)], ids=["windows grow", "one window"])
def test_all_ways_agree(
    *, seed: int, each: int, most: int, cast: Cast, world: World, hides: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"COUNTED": most, "COUNTED_EACH": each, "WIDER": 2}.items():
        monkeypatch.setattr(first, name, value)
    rows = scatter(cast, Random(seed))
    lengths = set()
    for name in PEOPLE:
        viewer = viewer_of(getattr(cast, name).user, NOW)
        named = {row.subject_id for row in rows if row.employee_id == viewer.employee_id is not None}
        right = expected(viewer, rows, world, named if hides else set())
        ids = [pk for pk, _own in right]
        listed = most_urgent(owed_by(viewer, NOW)).order_by("due_at", "id")
        assert list(listed.values_list("pk", "own")) == right, name
        owed = FirstOwed(viewer, NOW, 7)
        assert owed.cases == ids[:7], name
        assert [(row.pk, row.own) for row in owed.rows("pk", "own")] == right[:7], name
        assert owed.counted == figures(rows, ids, most), name
        lengths.add(len(right))
    assert {0} < lengths, "somebody owes something, and somebody nothing"


FILL = """
INSERT INTO promises_promise (subject_kind, subject_id, subject_label, kind, round, seq, clause, unit, started_at,
    due_at, agreed, provisional, state, department_id, employee_id, company_id, estate_id, owed_to_kind,
    rulebook_version_id, role)
SELECT 'sample', 1000 + n / 2, n, 'sample.answer', n, 1, '3.2.2', 'elapsed', %(now)s - interval '9 days',
    %(now)s + (n %% 1000 - 500) * interval '1 minute', false, false, 'running',
    CASE WHEN n %% 4 > 0 THEN %(department)s::bigint END, CASE WHEN n %% 4 > 1 THEN %(employee)s::bigint END,
    %(company)s, %(estate)s, '', %(version)s, CASE WHEN n %% 8 = 0 THEN 'clerk' ELSE '' END
FROM generate_series(1, 30000) n
"""


@pytest.mark.parametrize("person", ["clerk", "engineer", "engineer2", "head_of_engineering", "manager", "director"])
def test_no_more_is_read_than_is_shown_and_counted(person: str, cast: Cast) -> None:
    given: dict[str, Any] = {
        "now": NOW, "company": cast.company.pk, "estate": cast.estate.pk, "version": cast.version.pk,
        "department": cast.engineering.pk, "employee": cast.engineer.employee.pk,
    }  # fmt: skip
    with without_triggers("promises_promise"), connection.cursor() as cursor:
        cursor.execute(FILL, given)
    owed = FirstOwed(getattr(cast, person).viewer, NOW, 51)
    with read_by() as read:
        assert (len(owed.rows("pk", "own")), owed.counted.words["all"]) == (51, "200+")
    assert max(one.rows for one in read) < 4_500, max(read)
