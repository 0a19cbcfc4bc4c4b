"""The forms and endpoints that change a row, as the race sends them. `changes.toml` says what every address does."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.urls import reverse

from jujiao.company.calendar import shipped
from jujiao.company.calendar.operations import load_year
from jujiao.company.estates.models import Building, Household, Relation, Residency, Room, Unit
from jujiao.company.estates.operations import NewResident, settle
from jujiao.company.rulebook.models import RulebookVersion
from jujiao.company.rulebook.operations import draft_version, set_figure
from jujiao.company.rulebook.queries import draft_of
from jujiao.company.staff.models import Assignment, Deputy, Employee, Post, WorkbookExport, WorkbookImport
from jujiao.company.staff.operations import NewPost, hire, try_workbook
from jujiao.company.staff.workbook.form import ROOMS, SHEETS, said
from jujiao.drills.race.edits import Edit
from jujiao.drills.race.sending import Call
from jujiao.drills.race.steps import DAY, Scene
from jujiao.kernel import clock, timeline
from jujiao.kernel.access import SYSTEM, Role
from jujiao.kernel.spreadsheets import Column, write
from jujiao.service.complaints.models import SUBJECT, Complaint
from jujiao.testing.drilled import Once
from jujiao.testing.proofs import proofs

FIGURE = "complaint.dispatch"
PEOPLE = ("clerk", "clerk2", "manager", "hr")
DRAFTERS = ("manager", "manager2", "hr", "director")
STEPPERS = ("clerk", "clerk2", "manager", "manager2")
APPROVERS = ("manager2", "manager2", "hr", "hr")
ONCE_MORE = 40
"""Edits of one complaint before the next one: its timeline is read whole."""


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


class Rows:
    """The rows that are changed: made once, or anew where a step ends them."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.made, self.uses = scene, 0, 0
        self.complaint: Complaint | None = None
        estate = scene.estate
        building = Building.objects.create(estate=estate, name="RB")
        unit = Unit.objects.create(building=building, name="RU")
        self.places = building, unit, Room.objects.create(estate=estate, unit=unit, number="RR", code="RB-RU-RR")
        self.post = Assignment.objects.get(pk=self.employee().assignments.get().pk)
        self.company_post = Post.objects.create(
            company=estate.company, code="RP", name="RP", family="cleaning", level=1
        )

    def again(self, row: Any) -> Callable[[], Any]:
        """The same row, as it is now."""
        return lambda: type(row).objects.get(pk=row.pk)

    def open_case(self) -> Complaint:
        if self.complaint is None or self.uses >= ONCE_MORE:
            self.complaint, self.uses = self.scene.bring("accepted"), 0
        self.uses += 1
        return Complaint.objects.get(pk=self.complaint.pk)

    def employee(self) -> Employee:
        self.made += 1
        today = self.scene.now.date()
        post = NewPost(Role.MEMBER, "水电工", today - DAY, self.scene.estate, self.scene.engineering)
        company = self.scene.estate.company
        return hire(
            company=company, number=f"R{self.made}", name=f"何{self.made}", joined_on=today - DAY, posts=[post],
            actor=SYSTEM, now=self.scene.now,
        )  # fmt: skip

    def household(self) -> Household:
        self.made += 1
        unit = self.places[1]
        room = Room.objects.create(estate=self.scene.estate, unit=unit, number=f"S{self.made}", code=f"S{self.made}")
        people = [NewResident(f"住户{self.made}", "", Relation.OWNER)]
        day = self.scene.now.date() - 9 * DAY
        return settle(room=room, people=people, moved_in=day, actor=SYSTEM, now=self.scene.now)

    def residency(self) -> Residency:
        return self.household().residencies.get()

    def draft(self) -> RulebookVersion:
        company = self.scene.estate.company
        found = draft_of(company.pk)
        return found or draft_version(company=company, note="", actor=self.scene.viewer("hr"), now=self.scene.now)

    def edition(self) -> Any:
        data = next(each for each in shipped.notices() if each["year"] == 2026)
        return load_year(data=data, actor=SYSTEM, now=self.scene.now)

    def own_figure(self) -> RulebookVersion:
        """A draft in which the estate has a figure of its own."""
        version, hr = self.draft(), self.scene.viewer("hr")
        if not version.parameters.filter(key=FIGURE, estate=self.scene.estate).exists():
            set_figure(
                version=version, row_version=version.version, key=FIGURE, value=Decimal(15), source="决定",
                estate=self.scene.estate, actor=hr, now=self.scene.now,
            )  # fmt: skip
        return RulebookVersion.objects.get(pk=version.pk)

    def upload(self) -> WorkbookImport:
        """A workbook that brings one more room."""
        self.made += 1
        new = {ROOMS.key: [("RB", "RU", f"W{self.made}")]}
        sheets = [
            (said(form.words), [Column(said(each.words)) for each in form.columns], new.get(form.key, []))
            for form in SHEETS
        ]
        return WorkbookImport.objects.create(
            estate=self.scene.estate, name="rooms.xlsx", content=write(sheets), sent_at=self.scene.now,
            sent_by_id=self.scene.users["hr"],
        )  # fmt: skip

    def deputy(self) -> Deputy:
        absent, deputy, now = self.employee(), self.employee(), self.scene.now
        return Deputy.objects.create(absent=absent, deputy=deputy, starts_at=now - DAY, ends_at=now + DAY)

    def export(self, state: str) -> Callable[[], WorkbookExport]:
        asked_by_id, at = self.scene.users["manager"], self.scene.now
        return lambda: WorkbookExport.objects.create(
            estate=self.scene.estate, contacts=False, rows=0, state=state, asked_by_id=asked_by_id, asked_at=at
        )


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
    employee, figures = rows.employee(), rows.draft
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
            for verb in ("note", "add", "urge")
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
    owner = ("resident",) * 4
    resolved, working = (lambda: rows.scene.bring("resolved")), (lambda: rows.scene.bring("accepted"))
    proof = form("rulebook:publish", "version_id", lambda n: {"proof": words(n), "start": "now"})
    rate, withdraw = "complaints_owner:rate", "complaints_owner:withdraw"
    return [
        Edit(rate, resolved, form(rate, "complaint_id", lambda _n: {"score": 5}), who=owner),
        Edit(withdraw, working, form(withdraw, "complaint_id", words_of("reason")), who=owner),
        Edit("staff:leave", rows.employee, form("staff:leave", "employee_id", left("left_on"))),
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
