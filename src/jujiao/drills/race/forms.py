"""The forms and endpoints that change a row, as the race sends them. `changes.toml` says what every address does."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from django.urls import reverse

from jujiao.company.rulebook.models import RulebookVersion
from jujiao.company.staff.models import WorkbookImport
from jujiao.company.staff.operations import try_workbook
from jujiao.drills.race.edits import Edit
from jujiao.drills.race.rows import FIGURE, Rows
from jujiao.drills.race.sending import Call
from jujiao.drills.race.steps import DAY, Scene
from jujiao.kernel.machine import clock
from jujiao.kernel.record import timeline
from jujiao.service.complaints.models import SUBJECT, Complaint
from jujiao.testing.drilled import Once
from jujiao.testing.proofs import proofs

PEOPLE = ("clerk", "clerk2", "manager", "hr")
DRAFTERS = ("manager", "manager2", "hr", "director")
STEPPERS = ("clerk", "clerk2", "manager", "manager2")
APPROVERS = ("manager2", "manager2", "hr", "hr")


def form(
    name: str, key: str, fields: Callable[[int], dict[str, Any]], /, **more: str
) -> Callable[[Any, str, int], Call]:
    """A page's form on a row, whose id stands in its address as `key`; the version that was shown goes with it."""

    def call(row: Any, who: str, number: int) -> Call:
        path = reverse(name, kwargs={key: row.pk, **more})
        return Call(who, path, {"version": getattr(row, "version", ""), **fields(number)})

    return call


def endpoint(verb: str) -> Callable[[Any, str, int], Call]:
    """An endpoint of the API that takes words."""

    def call(row: Any, who: str, number: int) -> Call:
        fields = {"version": row.version, "text": words(number)}
        return Call(who, f"/api/v1/complaints/{row.pk}/{verb}", fields, api=True)

    return call


def words(number: int) -> str:
    return f"第{number}次改动"


def last_day(number: int) -> str:
    """A day within the next months: what lies further off is taken for a slip."""
    return (clock.now().date() + timedelta(days=30 + number % 300)).isoformat()


def desk_phone(number: int) -> str:
    """A landline in its normal form."""
    return f"0571-8{number % 10_000_000:07}"


def every_edit(scene: Scene) -> list[Edit]:
    """All of them; those with a value first."""
    rows = Rows(scene)
    return [*_valued(rows), *_once(rows), *(_step(one) for one in declared_once(scene))]


def declared_once(scene: Scene) -> Iterator[Once]:
    """The steps of all apps that can be taken once."""
    for proof in proofs().values():
        yield from proof.drilled.once(scene)


def _step(one: Once) -> Edit:
    def call(row: Any, who: str, _number: int) -> Call:
        return Call(who, one.path(row), {"version": row.version, **one.fields(row)}, api=one.api)

    return Edit(f"{one.subject} {one.verb}", one.row, call, who=one.who)


def _valued(rows: Rows) -> list[Edit]:
    building, unit, room = rows.places
    employee, departed, figures = rows.employee(), rows.departed(), rows.draft
    joined = employee.joined_on.isoformat()
    complainant = rows.scene.complainant

    def set_figure(row: Any, who: str, number: int) -> Call:
        path = reverse("rulebook:figure", kwargs={"version_id": row.pk, "key": FIGURE})
        fields = {"version": row.version, "value": number % 9000 + 1, "source": "决定", "estate": "", "enabled": "on"}
        return Call(who, path, fields)

    def post_named(number: int) -> dict[str, Any]:
        return {"code": "RP", "name": f"岗位{number}", "family": "cleaning", "level": 1}

    def figure_now(row: RulebookVersion) -> str:
        return f"{row.parameters.get(key=FIGURE, estate=None).value.normalize():f}"

    return [
        Edit(
            "estates:rename_building", rows.again(building),
            form("estates:rename_building", "building_id", lambda n: {"name": f"B{n}"}),
            lambda n: f"B{n}", lambda row: row.name,
        ),
        Edit(
            "estates:rename_unit", rows.again(unit),
            form("estates:rename_unit", "unit_id", lambda n: {"name": f"U{n}"}),
            lambda n: f"U{n}", lambda row: row.name,
        ),
        Edit(
            "estates:rename_room", rows.again(room),
            form("estates:rename_room", "room_id", lambda n: {"name": f"R{n}"}),
            lambda n: f"R{n}", lambda row: row.number,
        ),
        Edit(
            "estates:set_desk_phone", rows.again(rows.scene.estate),
            form("estates:set_desk_phone", "estate_id", lambda n: {"phone": desk_phone(n)}),
            desk_phone, lambda row: row.desk_phone,
        ),
        Edit(
            "estates:correct_person", rows.again(complainant),
            form("estates:correct_person", "person_id", lambda n: {"name": f"林{n}"}),
            lambda n: f"林{n}", lambda row: row.name, PEOPLE,
        ),
        Edit(
            "staff:edit", rows.again(employee),
            form("staff:edit", "employee_id", lambda n: {"name": f"何{n}", "number": "RX", "joined_on": joined}),
            lambda n: f"何{n}", lambda row: row.name,
        ),
        Edit(
            "staff:correct_leaving", rows.again(departed),
            form("staff:correct_leaving", "employee_id", lambda n: {"left_on": last_day(n)}),
            last_day, lambda row: row.left_on.isoformat(),
        ),
        Edit(
            "staff:end_post", rows.again(rows.post),
            form("staff:end_post", "post_id", lambda n: {"ends_on": last_day(n)}),
            last_day, lambda row: row.ends_on.isoformat(),
        ),
        Edit(
            "staff:change_post", rows.again(rows.company_post),
            form("staff:change_post", "company_post_id", post_named),
            lambda n: f"岗位{n}", lambda row: row.name, ("hr", "hr", "director", "director"),
        ),
        Edit(
            "rulebook:figure", figures, set_figure, lambda n: str(n % 9000 + 1), figure_now, DRAFTERS,
        ),
        *(
            Edit(
                f"complaints:step {verb}", rows.open_case,
                form("complaints:step", "complaint_id", lambda n: {"text": words(n), "channel": "phone"}, verb=verb),
                words, last_words, STEPPERS, shown=False,
            )
            for verb in ("note", "add", "reply")
        ),
        *(
            Edit(f"api:{verb}", rows.open_case, endpoint(verb), words, last_words, STEPPERS, shown=False)
            for verb in ("note", "add")  # urged once, a case is not urged again for ten minutes
        ),
    ]  # fmt: skip


def _once(rows: Rows) -> list[Edit]:
    def words_of(field: str) -> Callable[[int], dict[str, Any]]:
        return lambda number: {field: words(number)}

    def nothing(_number: int) -> dict[str, Any]:
        return {}

    yesterday = (rows.scene.now.date() - DAY).isoformat()

    def left(field: str) -> Callable[[int], dict[str, Any]]:
        return lambda _number: {field: yesterday}

    def shown(row: WorkbookImport, who: str, _number: int) -> Call:
        """Takes over what was shown before anybody took it."""
        viewer = rows.scene.viewer("hr")
        plan = plans.get(row.pk) or try_workbook(upload=row, actor=viewer, now=clock.now()).outcome.digest
        plans[row.pk] = plan
        return Call(who, reverse("staff:take_over", args=[row.pk]), {"plan": plan})

    plans: dict[int, str] = {}
    estate = rows.scene.estate.pk
    remove = form("rulebook:remove", "version_id", lambda _n: {"estate": estate}, key=FIGURE)
    back = {
        "role": "member", "estate": estate, "department": rows.scene.engineering.pk,
        "starts_on": rows.scene.now.date().isoformat(),
    }  # fmt: skip
    owner = ("resident",) * 4
    resolved, working = (lambda: rows.scene.bring("resolved")), (lambda: rows.scene.bring("accepted"))
    proof = form("rulebook:publish", "version_id", lambda n: {"proof": words(n), "start": "now"})
    rate, withdraw = "complaints_owner:rate", "complaints_owner:withdraw"
    return [
        Edit(rate, resolved, form(rate, "complaint_id", lambda _n: {"score": 5}), who=owner),
        Edit(
            "complaints_owner:come_back", (lambda: rows.scene.bring("closed")),
            form("complaints_owner:come_back", "complaint_id", words_of("text")), who=owner,
        ),
        Edit(
            "complaints:in_hand", working,
            lambda row, who, _number: Call(
                who, reverse("complaints:in_hand"),
                {"cases": f"{row.pk}:{row.version}", "handler": rows.scene.colleague},
            ),
            who=("manager", "manager2", "manager", "manager2"),
        ),
        Edit(
            "complaints:several", working,
            lambda row, who, _number: Call(
                who, reverse("complaints:several", args=["assign"]),
                {"cases": f"{row.pk}:{row.version}", "handler": rows.scene.colleague},
            ),
            who=("manager", "manager2", "manager", "manager2"),
        ),
        Edit(withdraw, working, form(withdraw, "complaint_id", words_of("reason")), who=owner),
        Edit(
            "notices:end_call", rows.call, form("notices:end_call", "call_id", nothing, outcome="reached"),
            who=STEPPERS,
        ),
        Edit("staff:leave", rows.employee, form("staff:leave", "employee_id", left("left_on"))),
        Edit("staff:come_back", rows.departed, form("staff:come_back", "employee_id", lambda _n: back)),
        Edit("staff:end_deputy", rows.deputy, form("staff:end_deputy", "deputy_id", nothing)),
        Edit(
            "staff:decide_export", rows.export("waiting"),
            form("staff:decide_export", "export_id", lambda n: {"decision": ("approve", "refuse")[n % 2]}),
            who=APPROVERS,
        ),
        Edit(
            "staff:take_export", rows.export("approved"), form("staff:take_export", "export_id", nothing),
            who=("manager",) * 4,
        ),
        Edit("estates:move_out", rows.residency, form("estates:move_out", "residency_id", left("moved_out"))),
        Edit("estates:end_household", rows.household, form("estates:end_household", "household_id", left("moved_out"))),
        Edit("rulebook:remove", rows.own_figure, remove, who=DRAFTERS),
        Edit("staff:take_over", rows.upload, shown, who=("manager", "manager", "hr", "hr")),
        Edit("rulebook:discard", rows.draft, form("rulebook:discard", "version_id", nothing), who=DRAFTERS),
        Edit("rulebook:publish", rows.draft, proof, who=("director",) * 4),
        Edit("calendar:publish", rows.edition, form("calendar:publish", "edition_id", nothing), who=("hr",) * 4),
    ]  # fmt: skip


def last_words(row: Complaint) -> str:
    """What a person said last; a worker may have fired an alarm since."""
    said = timeline.entries_of(SUBJECT, row.pk).exclude(verb="alarm").order_by("-seq")
    return said.values_list("text", flat=True)[0]
