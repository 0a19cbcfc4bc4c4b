"""A complaint at a stage, for tests that ask what may be done to it there."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from jujiao.service.complaints import operations
from jujiao.service.complaints.models import Category, Complaint
from jujiao.testing.cast import NOW, Cast

DAY = timedelta(days=1)
TOLD: dict[str, Any] = {"text": "已修好", "channel": "phone"}
CONSENT: dict[str, Any] = {
    "agreed_by": "林晓梅", "agreed_at": NOW, "channel": "phone", "due_at": NOW + 9 * DAY, "report_every_hours": 48,
    "reason": "等配件",
}  # fmt: skip
HEARD = {"reached": True, "score": 4}
OTHERS = {"enquiry", "praise"}
type Given = dict[str, Any]


class Scene:
    """A complaint at a stage, and what the table names by a word."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    def register(self, **given: Any) -> Complaint:
        fine = {
            "estate": self.cast.estate, "category": Category.objects.get(code="leak"), "text": "漏水",
            "channel": "phone", "room": self.cast.room, "person": self.cast.resident.person,
        }  # fmt: skip
        return operations.register(actor=self.cast.clerk.viewer, now=NOW, **{**fine, **given})

    def case(self, stage: str) -> Complaint:
        cast, case = self.cast, self.register(nature=stage if stage in OTHERS else "complaint")
        if stage in OTHERS:
            return case
        if stage == "double":
            into = self.register().pk
            operations.merge(actor=cast.clerk.viewer, now=NOW, complaint_id=case.pk, version=None, into_id=into)
            case.refresh_from_db()
            return case
        for name, verb, given in self._way(stage):
            if verb:
                step = {"now": NOW, "complaint_id": case.pk, "version": None, **given}
                getattr(operations, verb)(**step)
            if name == stage:
                break
        case.refresh_from_db()
        return case

    def _way(self, stage: str) -> list[tuple[str, str, Given]]:
        """The steps that lead to a stage, and beyond, each with the stage that it reaches."""
        cast = self.cast
        steps: list[tuple[str, str, Given]] = [("registered", "", {})]
        steps.append(("dispatched", "dispatch", {"actor": cast.clerk.viewer, "department": cast.engineering}))
        steps.append(("accepted", "accept", {"actor": cast.engineer.viewer}))
        if stage == "instructed":
            told = {"actor": cast.manager.viewer, "text": "查清", "due_at": NOW + DAY}
            steps.append(("instructed", "instruct", told))
        if stage == "complex":
            steps.append(("complex", "convert_to_complex", {"actor": cast.engineer.viewer, **CONSENT}))
        steps.append(("resolved", "resolve", {"actor": cast.engineer.viewer, **TOLD}))
        for day in range(3 if stage != "closed" else 0):
            tried = {"actor": cast.clerk.viewer, "channel": "phone", "reached": False, "now": NOW + day * DAY}
            steps.append(("not reached" if day == 2 else "tried", "record_follow_up", tried))
        steps.append(("closed", "record_follow_up", {"actor": cast.clerk.viewer, "channel": "phone", **HEARD}))
        return steps

    def meant(self, given: Given, case: Complaint | None) -> Given:
        cast = self.cast
        words: dict[tuple[str, Any], Callable[[], Any]] = {
            ("category", "out of use"): self._out_of_use,
            ("category", "leak"): lambda: Category.objects.get(code="leak"),
            ("room", "home"): lambda: cast.room,
            ("person", "resident"): lambda: cast.resident.person,
            ("person", "stranger"): self._stranger,
            ("about_employee", "outsider"): lambda: cast.outsider.employee,
            ("handler", "left"): self._left,
            ("into_id", "another"): lambda: self.register().pk,
            ("into_id", "itself"): lambda: case.pk if case else 0,
        }
        found = {}
        for name, value in given.items():
            if isinstance(value, str) and (name, value) in words:
                found[name] = words[name, value]()
            elif name in {"handler", "employee"} or (name, value) == ("about_employee", "engineer"):
                found[name] = getattr(cast, value).employee
            elif name == "department":
                found[name] = getattr(cast, value)
            else:
                found[name] = value
        return found

    def _out_of_use(self) -> Category:
        category = Category.objects.get(code="leak")
        category.active = False
        return category

    def _stranger(self) -> Any:
        person = self.cast.spouse
        person.residencies.all().delete()
        return person

    def _left(self) -> Any:
        employee = self.cast.engineer2.employee
        employee.user.is_active = False
        employee.user.save(update_fields=["is_active"])
        return employee
