"""Each step as somebody takes it in any order, legal or not, and what the test remembers of it."""

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from jujiao.kernel.record.access import SYSTEM
from jujiao.notices.models import Notice
from jujiao.notices.operations.reaching import reach
from jujiao.promises.models import Promise
from jujiao.rules.service.complaint_steps import AT_WORK
from jujiao.service.complaints.handlers import barred
from jujiao.service.complaints.models import Complaint
from jujiao.service.complaints.operations.handing_back import hand_back
from jujiao.service.complaints.queries_case import last_score
from jujiao.service.complaints.schemas import ENTERED
from jujiao.service.complaints.tests.any_order import Bench, Model
from jujiao.testing.cast import SHANGHAI, Member

NATURES = ("complaint", "enquiry", "suggestion", "praise")


class Ways(Bench):
    """One method a step: it says itself whether the regulation lets it be taken."""

    def dispatch(self, complaint: Complaint, data: st.DataObject) -> None:
        to = getattr(self.cast, data.draw(st.sampled_from(["engineering", "engineering", "cleaning"])))
        fits = complaint.department_id != to.pk or complaint.state == "registered"
        if self.step("dispatch", complaint, self.cast.clerk, fits=fits, department=to):
            self.for_group(complaint, lambda model: setattr(model, "planned", False))

    def accept(self, complaint: Complaint, data: st.DataObject) -> None:
        member: Member = getattr(self.cast, data.draw(st.sampled_from(["engineer", "engineer2"])))
        if complaint.department_id != self.cast.engineering.pk:
            self.step("accept", complaint, self.cast.manager, handler=None)
        else:
            self.step("accept", complaint, member)

    def send_back(self, complaint: Complaint, data: st.DataObject) -> None:
        reason = data.draw(st.sampled_from(["", "不属于本部门"]))
        if self.step("send_back", complaint, self.cast.manager, fits=bool(reason), reason=reason):
            self.for_group(complaint, lambda model: setattr(model, "planned", False))

    def reply(self, complaint: Complaint, _data: st.DataObject) -> None:
        if self.step("reply", complaint, self.cast.manager, text="已安排", channel=self.way(complaint)):
            self.for_group(complaint, lambda model: setattr(model, "replied", True))

    def plan(self, complaint: Complaint, _data: st.DataObject) -> None:
        if self.step("plan", complaint, self.cast.manager, text="更换密封圈"):
            self.for_group(complaint, lambda model: setattr(model, "planned", True))

    def answer(self, complaint: Complaint, _data: st.DataObject) -> None:
        fits = self.models[complaint.pk].nature in ("enquiry", "suggestion")
        way = self.way(complaint)
        self.step("answer", complaint, self.cast.manager, fits=fits, text="周三下午开放", channel=way)

    def pass_on(self, complaint: Complaint, _data: st.DataObject) -> None:
        fits = self.models[complaint.pk].nature == "praise"
        self.step("pass_on", complaint, self.cast.clerk, fits=fits, department=self.cast.engineering)

    def convert_to_complex(self, complaint: Complaint, data: st.DataObject) -> None:
        days, hours = data.draw(st.integers(-1, 20)), data.draw(st.sampled_from([24, 48, 72]))
        model, due_at = self.models[complaint.pk], self.now + timedelta(days=days)
        fits = model.contactable and due_at > self.now
        if self.step(
            "convert_to_complex", complaint, self.cast.manager, fits=fits, grouped=False, agreed_by="林晓梅",
            agreed_at=self.now, channel="phone", due_at=due_at, report_every_hours=hours, reason="等配件",
        ):  # fmt: skip
            model.agreed, model.interval = due_at, timedelta(hours=hours)
            model.report(self.now)

    def report_progress(self, complaint: Complaint, _data: st.DataObject) -> None:
        model = self.models[complaint.pk]
        given: dict[str, Any] = {
            "text": "配件已到",
            "channel": "phone",
            "fits": complaint.kind == "complex",
            "grouped": False,
        }
        if self.step("report_progress", complaint, self.cast.manager, **given):
            model.report(self.now)

    def resolve(self, complaint: Complaint, _data: st.DataObject) -> None:
        if self.step("resolve", complaint, self.cast.manager, text="已修好", channel=self.way(complaint)):
            self.for_group(complaint, lambda model: setattr(model, "told", True))

    def write(self, complaint: Complaint, data: st.DataObject) -> None:
        """The owner is told by a text message, which a way accepts at once, some time later, or never."""
        verb = data.draw(st.sampled_from(["reply", "report_progress", "resolve", "answer"]))
        group: list[Model] = []
        self.for_group(complaint, group.append)
        model = self.models[complaint.pk]
        fits = {
            "report_progress": model.contactable and complaint.kind == "complex",
            "answer": model.nature in ("enquiry", "suggestion"),
        }.get(verb, True) and any(one.contactable for one in group)
        grouped = verb != "report_progress"
        if not self.step(verb, complaint, self.cast.manager, fits=fits, grouped=grouped, text="已换好", channel="sms"):
            return
        for one in group:
            one.replied = one.replied or (verb == "reply" and not one.contactable)
            one.told = one.told and (verb != "resolve" or not one.contactable)
        if data.draw(st.booleans()):
            self.come_through()

    def come_through(self) -> None:
        """Every message that is still under way is accepted, wherever its case has gone meanwhile."""
        written = Notice.objects.filter(must_reach=True, accepted_at=None, taken_back=False, subject_id__in=self.models)
        for notice in written.exclude(settles=[]).order_by("pk"):
            model = self.models[notice.subject_id or 0]
            running = Promise.objects.filter(pk__in=notice.settles, state="running")
            kinds = {kind.partition(".")[2] for kind in running.values_list("kind", flat=True)}
            reach([notice], channel="sms", at=self.now, actor=SYSTEM)
            model.replied = model.replied or bool(kinds)
            model.told = model.told or "resolve" in kinds
            if "progress" in kinds:
                model.report(self.now)

    def appoint(self, complaint: Complaint, data: st.DataObject) -> None:
        """Reached, but not now: another time, perhaps after the follow-up is due."""
        call_at = self.now + timedelta(hours=data.draw(st.sampled_from([-1, 2, 20, 100, 200])))
        by_handler = self.cast.clerk2.user.pk in barred([complaint])[complaint.pk]
        fits = not by_handler and self.now < call_at <= self.now + timedelta(days=7)
        if self.step(
            "appoint", complaint, self.cast.clerk2, fits=fits, grouped=False, channel="phone", reached=True,
            call_at=call_at, operation="record_follow_up",
        ):  # fmt: skip
            self.models[complaint.pk].appointed = self.models[complaint.pk].told = True

    def reassign(self, complaint: Complaint, data: st.DataObject) -> None:
        member: Member = getattr(self.cast, data.draw(st.sampled_from(["engineer", "engineer2"])))
        fits = complaint.department_id == self.cast.engineering.pk and complaint.handler_id != member.employee.pk
        self.step("reassign", complaint, self.cast.manager, fits=fits, handler=member.employee)

    def leave(self, _complaint: Complaint, data: st.DataObject) -> None:
        """Somebody leaves: all that they have in hand is with the department again, and nothing else changes."""
        member: Member = getattr(self.cast, data.draw(st.sampled_from(["engineer", "engineer2"])))
        hand_back(employee_id=member.employee.pk, now=self.now)
        assert not Complaint.objects.filter(handler=member.employee, state="accepted").exists()

    def instruct(self, complaint: Complaint, data: st.DataObject) -> None:
        due_at = self.now + timedelta(hours=data.draw(st.sampled_from([-1, 4, 30])))
        given: dict[str, Any] = {"text": "今天内查清", "due_at": due_at, "fits": due_at > self.now, "grouped": False}
        if self.step("instruct", complaint, self.cast.director, **given):
            self.models[complaint.pk].instructed = True

    def report_back(self, complaint: Complaint, _data: st.DataObject) -> None:
        model = self.models[complaint.pk]
        given: dict[str, Any] = {"text": "已查清", "fits": model.instructed, "grouped": False}
        if self.step("report_back", complaint, self.cast.manager, **given):
            model.instructed = False

    def unmerge(self, complaint: Complaint, _data: st.DataObject) -> None:
        is_double = complaint.merged_into_id is not None and complaint.state in AT_WORK
        self.step("unmerge", complaint, self.cast.clerk, fits=is_double, grouped=False, reason="不是同一件事")

    def come_back(self, complaint: Complaint, _data: st.DataObject) -> None:
        last = complaint.closed_at and complaint.closed_at.astimezone(SHANGHAI).date() + timedelta(days=7)
        fits = complaint.outcome in ("satisfied", "unreachable", "no_contact")
        fits = fits and last is not None and self.now.astimezone(SHANGHAI).date() <= last
        if self.step("come_back", complaint, self.cast.clerk, fits=fits, grouped=False, text="又漏了"):
            self.models[complaint.pk].begin_round()

    def correct_score(self, complaint: Complaint, data: st.DataObject) -> None:
        """By the manager, of a score that a clerk took down; once it is the last word, it may change everything."""
        score, wrong = data.draw(st.integers(1, 5)), last_score(complaint)
        fits = wrong is not None and wrong.score != score and wrong.channel != "online"
        fits = fits and wrong is not None and wrong.employee_id != self.cast.manager.employee.pk
        fits = fits and self.cast.manager.user.pk not in barred([complaint])[complaint.pk]
        if complaint.state == "closed":
            fits = fits and complaint.outcome == "satisfied" and wrong is not None and wrong.round == complaint.round
        else:
            fits = fits and wrong is not None and wrong.round == complaint.round - 1
            fits = fits and complaint.merged_into_id is None and complaint.satisfaction is not None
        if self.step(
            "rescore", complaint, self.cast.manager, fits=fits, grouped=False, score=score, reason="听错了",
            operation="correct_score",
        ) and score < 3 <= (wrong.score or 0 if wrong else 0):  # fmt: skip
            self.models[complaint.pk].begin_round()

    def follow_up(self, complaint: Complaint, data: st.DataObject) -> None:
        reached, score = data.draw(st.booleans()), data.draw(st.integers(1, 5))
        by_handler = self.cast.clerk2.user.pk in barred([complaint])[complaint.pk]
        if self.step(
            "follow_up_attempt", complaint, self.cast.clerk2, fits=not by_handler, grouped=False, channel="phone",
            reached=reached, score=score if reached else None, operation="record_follow_up",
        ):  # fmt: skip
            self.models[complaint.pk].appointed = False
            self.heard(complaint, score if reached else None)

    def rate(self, complaint: Complaint, data: st.DataObject) -> None:
        score = data.draw(st.integers(1, 5))
        if self.models[complaint.pk].contactable and self.step(
            "follow_up_attempt", complaint, self.cast.resident, grouped=False, score=score, operation="rate"
        ):
            self.heard(complaint, score)

    def close_unreachable(self, complaint: Complaint, _data: st.DataObject) -> None:
        attempts = complaint.follow_up_attempts.filter(round=complaint.round, call_at=None)
        tried = list(attempts.values_list("at", flat=True))
        days = {at.astimezone(SHANGHAI).date() for at in tried}
        fits = len(tried) >= 3 and len(days) >= 2
        self.step("close_unreachable", complaint, self.cast.director, fits=fits, grouped=False, reason="联系不上")

    def withdraw(self, complaint: Complaint, _data: st.DataObject) -> None:
        self.step("withdraw", complaint, self.cast.clerk, grouped=False, reason="业主来电撤诉")

    def merge(self, complaint: Complaint, data: st.DataObject) -> None:
        main = self.pick(data)
        fits = complaint != main and main.state in AT_WORK and main.merged_into_id is None
        fits = fits and complaint.nature == main.nature and not (complaint.answer_sent or main.answer_sent)
        if self.step("merge", complaint, self.cast.clerk, fits=fits, into_id=main.pk):
            # What is planned there is planned for all of it.
            planned = self.models[main.pk].planned
            self.for_group(main, lambda model: setattr(model, "planned", planned))

    def correct(self, complaint: Complaint, data: st.DataObject) -> None:
        """Another owner, no owner, other words, or another nature."""
        model, cast = self.models[complaint.pk], self.cast
        what = data.draw(st.sampled_from(["person", "nobody", "text", "nature"]))
        entered: dict[str, Any] = {name: getattr(complaint, name) for name in ENTERED}
        fits, nature = True, model.nature
        if what == "person":
            other = cast.spouse if complaint.person == cast.resident.person else cast.resident.person
            entered |= {"person": other, "anonymous": False}
            fits = complaint.registered_by_id != cast.resident.user.pk
        elif what == "nobody":
            entered |= {"person": None, "anonymous": True}
            fits = complaint.state != "resolved" and complaint.registered_by_id != cast.resident.user.pk
            fits = fits and not complaint.anonymous
        elif what == "text":
            entered["text"] = f"更正 {complaint.version}"
        else:
            nature = data.draw(st.sampled_from([one for one in NATURES if one != model.nature]))
            entered["nature"] = nature
            grouped = Complaint.objects.filter(merged_into=complaint, state__in=AT_WORK).exists() or complaint.follows
            fits = complaint.state in AT_WORK and complaint.kind == "ordinary" and not grouped
        before = complaint.person_id
        if self.step("correct", complaint, cast.clerk, fits=fits, grouped=False, reason="登记有误", **entered):
            complaint.refresh_from_db()
            model.nature, model.contactable = nature, complaint.contactable
            model.replied = model.replied and (complaint.person_id == before or complaint.state not in AT_WORK)

    def speak(self, complaint: Complaint, data: st.DataObject) -> None:
        verb = data.draw(st.sampled_from(["urge", "add", "note"]))
        model = self.models[complaint.pk]
        again = model.urged is None or self.now >= model.urged + timedelta(minutes=10)
        fits = verb != "urge" or again
        if self.step(verb, complaint, self.cast.clerk, fits=fits, grouped=False, text="请尽快") and verb == "urge":
            model.urged = self.now
