"""Every operation on a complaint as somebody asks for it, by the API and by the page, and the states to take it in."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from jujiao.company.accounts.models import User
from jujiao.company.estates.models import Estate, Person, Room
from jujiao.company.staff.asking import viewer_of
from jujiao.company.staff.models import Department, DepartmentKind, Employee
from jujiao.drills.race.sending import Call
from jujiao.kernel.record.access import Viewer
from jujiao.rules.service.complaint_steps import COMPLAINTS_ONLY, OF_THE_GROUP
from jujiao.service.complaints import operations
from jujiao.service.complaints.models import Category, Complaint, Nature
from jujiao.service.complaints.steps import COMPLAINT_STEPS

DAY = timedelta(days=1)
OWNERS = {"rate"}
TOLD_OWNERS = {
    "reply", "answer", "report_progress", "resolve", "convert_to_complex", "follow_up", "rate", "add", "urge",
    "withdraw", "come_back",
}  # fmt: skip
UNVERSIONED = {"reveal_phone"}

VERBS = (*COMPLAINT_STEPS, "reveal_phone")
"""Every step that is declared, and a look at the phone, which changes nothing."""
VARIANTS = {"name": "correct"}
"""Ways to take a step that hold more than others do: a correction that names whom the complaint is about holds the main
complaint of a double, and all of its group."""
RACED = (*VERBS, *VARIANTS)
STATES = {
    "accepted": "accepted",
    "with a double": "accepted",
    "dispatched": "dispatched",
    "registered": "registered",
    "complex": "accepted",
    "resolved": "resolved",
    "tried": "resolved",
    "double": "registered",
    "closed": "closed",
    "instructed": "accepted",
    "enquiry": "registered",
    "praise": "registered",
}
"""The stages that a complaint is brought into, and the state that it has there."""

NATURES = {"enquiry": Nature.ENQUIRY, "praise": Nature.PRAISE}
"""The stages of what is no complaint."""
ONLY_IN: Mapping[str, Collection[str]] = {
    "report_progress": {"complex"},
    "close_unreachable": {"tried"},
    "report_back": {"instructed"},
    "unmerge": {"double"},
    "come_back": {"closed"},
    "correct_score": {"closed"},
    "answer": {"enquiry"},
    "pass_on": {"praise"},
}
"""Steps that more than the state of the case decides about, and the stages in which they can be taken."""
NOT_BY_API: Mapping[str, Collection[str]] = {
    "dispatch": ["department"],
    "pass_on": ["department"],
    "reassign": ["handler"],
    "name": ["about_employee"],
    "reveal_phone": ["version"],
}
"""The page's names for what the API names by an id, and what a look at a number does not ask for."""
NOT_IN: Mapping[str, Collection[str]] = {
    "double": {*OF_THE_GROUP, "merge"},
    **{stage: {*COMPLAINTS_ONLY, "merge", "name"} for stage in NATURES},
}
"""Steps that cannot be taken in a stage although the state lets them."""

TAKEN_BY = {"accept": ("engineer", "engineer2"), "rate": ("resident", "resident")}
ANYBODY = ("manager", "manager2")


def legal(verb: str, stage: str) -> bool:
    """Whether the regulation lets the step be taken there."""
    if stage not in ONLY_IN.get(verb, STATES) or verb in NOT_IN.get(stage, ()):
        return False
    return verb == "reveal_phone" or COMPLAINT_STEPS.fits(STATES[stage], VARIANTS.get(verb, verb))


@dataclass
class Scene:
    """The estate of the cast, and who acts in it now."""

    now: datetime
    users: Mapping[str, int]

    def __post_init__(self) -> None:
        self.estate = Estate.objects.get(code="YX")
        self.room = Room.objects.get(estate=self.estate, code="1-1-101")
        self.departments = {each.kind: each for each in Department.objects.filter(estate=self.estate)}
        self.engineering = self.departments[DepartmentKind.ENGINEERING]
        self.colleague = Employee.objects.get(user=self.users["engineer2"]).pk
        self.accused = Employee.objects.get(user=self.users["engineer"]).pk
        self.complainant = Person.objects.get(user=self.users["resident"])
        self.viewers: dict[str, Viewer] = {}
        self._main: Complaint | None = None
        self._leaver: Employee | None = None

    def viewer(self, name: str) -> Viewer:
        if name not in self.viewers:
            self.viewers[name] = viewer_of(User.objects.get(pk=self.users[name]), self.now)
        return self.viewers[name]

    def registered(self, at: datetime, nature: Nature = Nature.COMPLAINT) -> Complaint:
        return operations.register(
            actor=self.viewer("clerk"),
            now=at,
            estate=self.estate,
            category=Category.objects.get(code="leak"),
            text="渗水",
            nature=nature,
            channel="phone",
            room=self.room,
            person=self.complainant,
        )

    def main(self, *, anew: bool) -> Complaint:
        """Another complaint, into which one may be merged; the same one again where nobody does."""
        if anew or self._main is None:
            self._main = self.bring("registered")
        return self._main

    def bring(self, stage: str) -> Complaint:
        """A new complaint in this stage."""
        at = self.now - 6 * DAY
        double = self.registered(at) if stage == "with a double" else None
        complaint = self.registered(at, NATURES.get(stage, Nature.COMPLAINT))
        step: dict[str, Any] = {"complaint_id": complaint.pk, "version": None, "now": at}
        if STATES[stage] != "registered":
            operations.dispatch(actor=self.viewer("clerk"), department=self.engineering, **step)
        if STATES[stage] not in {"registered", "dispatched"}:
            operations.accept(actor=self.viewer("engineer"), **step)
        if stage == "double":
            self.merge(complaint, self.registered(at))
        if double is not None:
            # The double has the lower number: whoever takes rows as they come would wait in a circle.
            self.merge(double, complaint)
        if stage == "complex":
            operations.convert_to_complex(
                actor=self.viewer("clerk"), agreed_by="林晓梅", agreed_at=at, channel="phone",
                due_at=self.now + 9 * DAY, report_every_hours=48, reason="等配件", **step,
            )  # fmt: skip
        if STATES[stage] in {"resolved", "closed"}:
            operations.resolve(actor=self.viewer("engineer"), text="已修好", channel="phone", **step)
        if stage == "instructed":
            told = {**step, "due_at": self.now + DAY}
            operations.instruct(actor=self.viewer("manager"), text="查清", **told)
        self._ask(stage, step)
        complaint.refresh_from_db()
        return complaint

    def _ask(self, stage: str, step: dict[str, Any]) -> None:
        """What the owner said, or how often nobody was reached, by then."""
        asked: dict[str, Any] = {"actor": self.viewer("clerk2"), "channel": "phone"}
        for days in (1, 2, 3) if stage == "tried" else ():
            operations.record_follow_up(**asked, reached=False, **{**step, "now": step["now"] + days * DAY})
        if stage == "closed":
            operations.record_follow_up(**asked, reached=True, score=4, **{**step, "now": step["now"] + DAY})

    def merge(self, double: Complaint, main: Complaint) -> None:
        operations.merge(
            actor=self.viewer("clerk"), now=self.now - 6 * DAY, complaint_id=double.pk, version=None, into_id=main.pk
        )

    def call(self, verb: str, complaint: Complaint, words: str, *, second: bool, page: bool, main: Complaint) -> Call:
        """The step as the first or the second person asks for it; `words` is what they say."""
        who = TAKEN_BY.get(verb, ANYBODY)[second]
        if verb == "withdraw" and second:
            who = "clerk"
        fields = {**self._fields(words, second, main)[verb], "version": complaint.version}
        if page and (path := self._page(verb, complaint)):
            return Call(who, path, {**fields, **self._on_page(verb, words, main, complaint)})
        for name in NOT_BY_API.get(verb, ()):
            fields.pop(name, None)
        step = VARIANTS.get(verb, verb).replace("_", "-")
        return Call(who, f"/api/v1/complaints/{complaint.pk}/{step}", fields, api=True)

    @property
    def leaver(self) -> Employee:
        """An engineer whose cases go back to the department: one for each scene, so that no other meets them."""
        if self._leaver is None:
            self._leaver = _hired(self.estate, f"L{uuid4().hex[:8]}", self.now, self.engineering)
        return self._leaver

    def give_to_leaver(self, complaint: Complaint) -> None:
        """Puts what somebody has in hand, with its doubles, into the hand of whoever leaves."""
        operations.reassign(
            actor=self.viewer("manager"), now=self.now - DAY / 24, complaint_id=complaint.pk, version=None,
            handler=self.leaver, text="请接手",
        )  # fmt: skip

    def _fields(self, words: str, second: bool, main: Complaint) -> dict[str, dict[str, Any]]:
        department = self.departments[DepartmentKind.CLEANING if second else DepartmentKind.SECURITY].pk
        said, told = {"text": words}, {"text": words, "channel": "phone"}
        convert = {"agreed_by": "林晓梅", "channel": "phone", "report_every_hours": 24, "reason": words}
        times = {"agreed_at": (self.now - DAY / 24).isoformat(), "due_at": (self.now + 8 * DAY).isoformat()}
        return {
            "dispatch": {"department_id": department, "department": department, "text": words},
            "accept": {},
            "send_back": {"reason": words},
            "reply": told,
            "answer": told,
            "pass_on": {"department_id": department, "department": department, "text": words},
            "report_progress": told,
            "resolve": told,
            "convert_to_complex": {**convert, **times},
            "follow_up": {"channel": "phone", "reached": True, "score": 5, "reasons": words},
            "rate": {"score": 5, "reasons": words},
            "close_unreachable": {"reason": words},
            "withdraw": {"reason": words},
            "merge": {"into_id": main.pk},
            "plan": said,
            "add": said,
            "urge": said,
            "note": said,
            "reassign": {"handler_id": self.colleague, "handler": self.colleague, "text": words},
            "instruct": {"text": words, "due_at": (self.now + DAY).isoformat()},
            "report_back": said,
            "unmerge": {"reason": words},
            "come_back": said,
            "correct_score": {"score": 2 if second else 3, "reason": words},
            "correct": {"reason": words, "text": f"渗水，{words}"},
            "name": {"reason": words, "about_employee_id": self.accused, "about_employee": self.accused},
            "reveal_phone": {"reason": words},
        }

    def _page(self, verb: str, complaint: Complaint) -> str:
        if verb == "rate":
            return f"/my/{complaint.pk}/rate/"
        if verb == "reveal_phone":
            return f"/complaints/{complaint.pk}/phone/"
        return f"/complaints/{complaint.pk}/do/{VARIANTS.get(verb, verb)}/"

    def _on_page(self, verb: str, words: str, main: Complaint, complaint: Complaint) -> dict[str, Any]:
        """What the page's form asks for otherwise than the API."""
        local: Callable[[datetime], str] = lambda moment: f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}"  # noqa: E731
        entered = {
            "room": self.room.code,
            "resident": self.complainant.name,
            "nature": complaint.nature,
            "category": Category.objects.get(code="leak").pk,
        }
        fields: dict[str, dict[str, Any]] = {
            "convert_to_complex": {"agreed_at": local(self.now - DAY / 24), "due_at": local(self.now + 8 * DAY)},
            "instruct": {"due_at": local(self.now + DAY)},
            "follow_up": {"reached": "yes"},
            "correct": entered,
            "name": {**entered, "text": complaint.text},
            "merge": {"number": main.number},
            "reveal_phone": {"why": "other", "words": words},
            "rate": {"text": words},
        }
        return fields.get(verb, {})


def _hired(estate: Estate, number: str, now: datetime, department: Department) -> Employee:
    from jujiao.company.staff.operations import NewPost, hire
    from jujiao.kernel.record.access import SYSTEM, Role

    first = timezone.localtime(now).date() - DAY
    posts = [NewPost(Role.MEMBER, "工程师", first, estate, department)]
    return hire(
        company=estate.company, number=number, name="秦川", username=number.lower(), joined_on=first, posts=posts,
        actor=SYSTEM, now=now,
    )  # fmt: skip


def a_second_manager(now: datetime) -> User:
    """Somebody beside the manager who may take the same steps: two people at one complaint."""
    from jujiao.company.staff.operations import NewPost, hire
    from jujiao.kernel.record.access import SYSTEM, Role

    estate = Estate.objects.select_related("company").get(code="YX")
    first = timezone.localtime(now).date() - DAY
    posts = [NewPost(Role.MANAGER, "项目经理", first, estate), NewPost(Role.ADMINISTRATION, "行政", first, estate)]
    hired = hire(
        company=estate.company, number="M2", name="邓涛", username="manager2", joined_on=first, posts=posts,
        actor=SYSTEM, now=now,
    )  # fmt: skip
    return hired.user
