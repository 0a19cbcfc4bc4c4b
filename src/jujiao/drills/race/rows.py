"""The rows that the race edits: found in the scene, or made for it."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from jujiao.company.calendar import shipped
from jujiao.company.calendar.operations import load_year
from jujiao.company.estates.models import Building, Household, Relation, Residency, Room, Unit
from jujiao.company.estates.operations import NewResident, settle
from jujiao.company.rulebook.models import RulebookVersion
from jujiao.company.rulebook.operations import draft_version, set_figure
from jujiao.company.rulebook.queries import draft_of
from jujiao.company.staff.models import Assignment, Deputy, Employee, Post, WorkbookExport, WorkbookImport
from jujiao.company.staff.operations import NewPost, hire, leave
from jujiao.company.staff.workbook.form import ROOMS, SHEETS, said
from jujiao.drills.race.steps import DAY, Scene
from jujiao.kernel.machine.spreadsheets import Column, write
from jujiao.kernel.record.access import SYSTEM, Role
from jujiao.notices.models import CallTask
from jujiao.service.complaints.models import SUBJECT, Complaint

FIGURE = "complaint.dispatch"
ONCE_MORE = 40
"""Edits of one complaint before the next one: its timeline is read whole."""


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

    def departed(self) -> Employee:
        """Somebody who left yesterday."""
        employee = self.employee()
        last_day = self.scene.now.date() - DAY
        return leave(employee=employee, left_on=last_day, version=employee.version, actor=SYSTEM, now=self.scene.now)

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

    def call(self) -> CallTask:
        """A call about a case that waits to be made."""
        case = self.scene.bring("accepted")
        return CallTask.objects.create(
            subject_kind=SUBJECT, subject_id=case.pk, estate_id=self.scene.estate.pk, phone="0571-88886616",
            created_at=self.scene.now, place_at=self.scene.now,
        )  # fmt: skip

    def deputy(self) -> Deputy:
        absent, deputy, now = self.employee(), self.employee(), self.scene.now
        return Deputy.objects.create(absent=absent, deputy=deputy, starts_at=now - DAY, ends_at=now + DAY)

    def export(self, state: str) -> Callable[[], WorkbookExport]:
        asked_by_id, at = self.scene.users["manager"], self.scene.now
        return lambda: WorkbookExport.objects.create(
            estate=self.scene.estate, contacts=False, rows=0, state=state, asked_by_id=asked_by_id, asked_at=at
        )
