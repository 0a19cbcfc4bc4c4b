"""Every operation on a complaint as somebody asks for it, by the API and by the page, and the states to take it in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from jujiao.company.accounts.models import User
from jujiao.company.estates.models import Estate, Person, Room
from jujiao.company.staff.models import Department, DepartmentKind
from jujiao.company.staff.queries import viewer_of
from jujiao.drills.race.sending import Call
from jujiao.kernel.record.access import Viewer
from jujiao.service.complaints import operations
from jujiao.service.complaints.models import Category, Complaint
from jujiao.service.complaints.steps import COMPLAINT_STEPS

DAY = timedelta(days=1)
OWNERS = {"rate"}
TOLD_OWNERS = {
    "reply", "report_progress", "resolve", "convert_to_complex", "follow_up", "rate", "add", "urge", "withdraw",
}  # fmt: skip
UNVERSIONED = {"reveal_phone"}

VERBS = (*COMPLAINT_STEPS, "reveal_phone")
"""Every step that is declared, and a look at the phone, which changes nothing."""
STATES = {
    "accepted": "accepted",
    "with a double": "accepted",
    "dispatched": "dispatched",
    "registered": "registered",
    "complex": "accepted",
    "resolved": "resolved",
    "tried": "resolved",
}
"""The stages that a complaint is brought into, and the state that it has there."""

TAKEN_BY = {"accept": ("engineer", "engineer2"), "rate": ("resident", "resident")}
ANYBODY = ("manager", "manager2")


def legal(verb: str, stage: str) -> bool:
    """Whether the regulation lets the step be taken there."""
    if verb == "report_progress" and stage != "complex":
        return False
    if verb == "close_unreachable" and stage != "tried":
        return False
    return verb == "reveal_phone" or COMPLAINT_STEPS.fits(STATES[stage], verb)


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
        self.complainant = Person.objects.get(user=self.users["resident"])
        self.viewers: dict[str, Viewer] = {}
        self._main: Complaint | None = None

    def viewer(self, name: str) -> Viewer:
        if name not in self.viewers:
            self.viewers[name] = viewer_of(User.objects.get(pk=self.users[name]), self.now)
        return self.viewers[name]

    def registered(self, at: datetime) -> Complaint:
        return operations.register(
            actor=self.viewer("clerk"),
            now=at,
            estate=self.estate,
            category=Category.objects.get(code="leak"),
            text="渗水",
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
        complaint = self.registered(at)
        step: dict[str, Any] = {"complaint_id": complaint.pk, "version": None, "now": at}
        if stage != "registered":
            operations.dispatch(actor=self.viewer("clerk"), department=self.engineering, **step)
        if stage not in {"registered", "dispatched"}:
            operations.accept(actor=self.viewer("engineer"), **step)
        if double is not None:
            # The double has the lower number: whoever takes rows as they come would wait in a circle.
            self.merge(double, complaint)
        if stage == "complex":
            operations.convert_to_complex(
                actor=self.viewer("clerk"), agreed_by="林晓梅", agreed_at=at, channel="phone",
                due_at=self.now + 9 * DAY, report_every_hours=48, reason="等配件", **step,
            )  # fmt: skip
        if stage in {"resolved", "tried"}:
            operations.resolve(actor=self.viewer("engineer"), text="已修好", channel="phone", **step)
        for days in (1, 2, 3) if stage == "tried" else ():
            tried = {**step, "now": at + days * DAY}
            operations.record_follow_up(actor=self.viewer("clerk2"), channel="phone", reached=False, **tried)
        complaint.refresh_from_db()
        return complaint

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
            return Call(who, path, {**fields, **self._on_page(verb, words, main)})
        for name in ["department", *(["version"] if verb == "reveal_phone" else [])]:
            fields.pop(name, None)  # the page's name for it, and what a look at a number does not ask for
        return Call(who, f"/api/v1/complaints/{complaint.pk}/{verb.replace('_', '-')}", fields, api=True)

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
            "reveal_phone": {"reason": words},
        }

    def _page(self, verb: str, complaint: Complaint) -> str:
        if verb == "rate":
            return f"/my/{complaint.pk}/rate/"
        if verb == "reveal_phone":
            return f"/complaints/{complaint.pk}/phone/"
        return f"/complaints/{complaint.pk}/do/{verb}/"

    def _on_page(self, verb: str, words: str, main: Complaint) -> dict[str, Any]:
        """What the page's form asks for otherwise than the API."""
        local: Callable[[datetime], str] = lambda moment: f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}"  # noqa: E731
        return {
            "convert_to_complex": {"agreed_at": local(self.now - DAY / 24), "due_at": local(self.now + 8 * DAY)},
            "follow_up": {"reached": "yes"},
            "merge": {"number": main.number},
            "reveal_phone": {"why": "other", "words": words},
            "rate": {"text": words},
        }.get(verb, {})


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
