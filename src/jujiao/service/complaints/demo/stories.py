"""One complaint's story, told step by step: who does what when, with the delays and mishaps of real work."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from jujiao.demo.clockwork import at_work
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.record.access import Role, Viewer
from jujiao.service.complaints import operations
from jujiao.service.complaints.demo import words
from jujiao.service.complaints.handlers import barred
from jujiao.service.complaints.models import Complaint, Nature, State
from jujiao.service.complaints.queries import open_ones, told_with
from jujiao.service.complaints.queries_case import promises_of
from jujiao.service.complaints.ways import ways_to_all

if TYPE_CHECKING:
    from jujiao.demo.scene import Scene

HOUR = 60.0
DAY = 24 * HOUR
SCORES = [1, 2, 3, 4, 5]


class Story:
    """A complaint and what is still to come of it. Steps that no longer fit are simply not taken."""

    def __init__(self, scene: Scene, complaint: Complaint) -> None:
        self.scene = scene
        self.random = scene.random
        self.complaint = complaint

    def soon(self, now: datetime, low: float, high: float, step: Callable[[datetime], None]) -> None:
        """Plans a step in `low` to `high` minutes, mostly near the lower end."""
        minutes = low + (high - low) * self.random.betavariate(1.3, 3.5)
        self.plan(now + timedelta(minutes=minutes), step)

    def plan(self, at: datetime, step: Callable[[datetime], None]) -> None:
        def taken(now: datetime) -> None:
            self.complaint.refresh_from_db()
            try:
                step(now)
            except UnableTo:
                # The case has moved on meanwhile: withdrawn, merged, done by somebody else.
                return

        self.scene.clockwork.plan(at, taken)

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def take(self, operation: Callable[..., Complaint], actor: Viewer, now: datetime, **given: object) -> None:
        self.complaint = operation(
            actor=actor, now=now, complaint_id=self.complaint.pk, version=self.complaint.version, **given
        )

    @property
    def worker(self) -> Viewer:
        """Whoever has the case in hand, else somebody of the department."""
        if self.complaint.handler is not None:
            return self.scene.viewers[self.complaint.handler.user.username or ""]
        return self.scene.anybody_of(self.complaint.department)

    def begin(self, now: datetime) -> None:
        if self.complaint.nature != Nature.COMPLAINT:
            self.soon(now, 5, 8 * HOUR, self.answer)
            return
        if self.chance(0.07):
            self.soon(now, 22, 70, self.dispatch)
        else:
            self.soon(now, 1, 18, self.dispatch)
        if self.chance(0.07):
            self.soon(now, 3 * HOUR, 2 * DAY, self.urge)
        if self.chance(0.02):
            self.soon(now, 2 * HOUR, DAY, self.withdraw)

    def answer(self, now: datetime) -> None:
        """What is no complaint: answered, or passed on to the department that it is about."""
        clerk = self.scene.one(Role.CLERK)
        if self.complaint.nature == Nature.PRAISE:
            department = self.scene.departments[self.complaint.category.department_kind]
            self.take(operations.pass_on, clerk, now, department=department)
            return
        text = self.random.choice(words.ANSWERS)
        self.take(operations.answer, clerk, now, text=text, channel=self.way("phone"))

    def instruct(self, now: datetime) -> None:
        """The manager wants to know why it came back."""
        until = now + timedelta(hours=6)
        self.take(operations.instruct, self.scene.one(Role.MANAGER), now, text=words.INSTRUCTION, due_at=until)
        self.soon(now, HOUR, 5 * HOUR, self.report_back)

    def report_back(self, now: datetime) -> None:
        self.take(operations.report_back, self.worker, now, text=words.REPORTED_BACK)

    def dispatch(self, now: datetime) -> None:
        double_of = self.similar()
        if double_of is not None and self.chance(0.6):
            self.take(operations.merge, self.scene.one(Role.CLERK), now, into_id=double_of.pk)
            return
        department = self.scene.departments[self.complaint.category.department_kind]
        self.take(operations.dispatch, self.scene.one(Role.CLERK), now, department=department)
        if self.chance(0.03):
            self.soon(now, 5, 2 * HOUR, self.send_back)
        else:
            self.plan(at_work(now + timedelta(minutes=self.random.uniform(3, 80))), self.accept)

    def similar(self) -> Complaint | None:
        """A case of the same building and topic that is still open."""
        building = self.complaint.building or (self.complaint.room.unit.building if self.complaint.room else None)
        others = open_ones(Complaint.objects.filter(category=self.complaint.category, merged_into=None))
        near = others.filter(room__unit__building=building, state__in=[State.DISPATCHED, State.ACCEPTED])
        return near.exclude(pk=self.complaint.pk).order_by("-id").first()

    def send_back(self, now: datetime) -> None:
        self.take(operations.send_back, self.worker, now, reason=self.random.choice(words.SENT_BACK))
        self.soon(now, 2, 40, self.dispatch_again)

    def dispatch_again(self, now: datetime) -> None:
        department = self.random.choice(list(self.scene.departments.values())[:4])
        self.take(operations.dispatch, self.scene.one(Role.CLERK), now, department=department)
        self.plan(at_work(now + timedelta(minutes=self.random.uniform(3, 40))), self.accept)

    def accept(self, now: datetime) -> None:
        self.take(operations.accept, self.scene.anybody_of(self.complaint.department), now)
        if self.chance(0.06):
            self.plan(at_work(now + timedelta(hours=self.random.uniform(25, 34))), self.reply)
        else:
            self.soon(now, 10, 9 * HOUR, self.reply)
        if self.chance(0.8):
            self.soon(now, 20, 9 * HOUR, self.make_plan)

    def reply(self, now: datetime) -> None:
        channel = self.way(self.random.choice(("phone", "phone", "wechat", "walk_in")))
        self.take(operations.reply, self.worker, now, text=self.random.choice(words.REPLIES), channel=channel)
        if self.complaint.contactable and self.chance(0.08):
            self.soon(now, HOUR, 20 * HOUR, self.convert)
        elif self.chance(0.09):
            self.plan(at_work(now + timedelta(hours=self.random.uniform(44, 75))), self.resolve)
        else:
            self.plan(at_work(now + timedelta(hours=36 * self.random.betavariate(1.4, 2.8) + 1)), self.resolve)

    def make_plan(self, now: datetime) -> None:
        self.take(operations.plan, self.worker, now, text=self.random.choice(words.PLANS))

    def convert(self, now: datetime) -> None:
        days = self.random.randint(4, 12)
        self.take(
            operations.convert_to_complex,
            self.worker,
            now,
            agreed_by=self.complaint.person.name if self.complaint.person else "业主",
            agreed_at=now - timedelta(minutes=5),
            channel="phone",
            due_at=(now + timedelta(days=days)).replace(minute=0, second=0, microsecond=0),
            report_every_hours=48,
            reason=self.random.choice(words.REASONS_FOR_LONGER),
        )
        self.soon(now, 40 * HOUR, 50 * HOUR, self.report)
        self.plan(at_work(now + timedelta(days=days - self.random.uniform(-0.4, 1.5))), self.resolve)

    def report(self, now: datetime) -> None:
        text = self.random.choice(words.PROGRESS)
        self.take(operations.report_progress, self.worker, now, text=text, channel="phone")
        self.soon(now, 40 * HOUR, 50 * HOUR, self.report)

    def way(self, liked: str) -> str:
        """The way that was meant, where it reaches everybody who is told."""
        ways = ways_to_all([self.complaint, *told_with(self.complaint)])
        return liked if liked in ways else ways[0]

    def urge(self, now: datetime) -> None:
        text = self.random.choice(words.URGES)
        self.take(operations.urge, self.scene.one(Role.CLERK), now, text=text)

    def withdraw(self, now: datetime) -> None:
        if self.complaint.state != State.CLOSED:
            self.take(operations.withdraw, self.scene.one(Role.CLERK), now, reason=words.WITHDRAWN)

    def resolve(self, now: datetime) -> None:
        doubles = list(open_ones(Complaint.objects.filter(merged_into=self.complaint)))
        text = self.random.choice(words.RESOLUTIONS)
        self.take(operations.resolve, self.worker, now, text=text, channel=self.way("phone"))
        for one in (self.complaint, *doubles):
            told = Story(self.scene, one)
            told.plan(at_work(now + timedelta(hours=self.random.uniform(3, 70))), told.follow_up)

    def follow_up(self, now: datetime) -> None:
        if self.complaint.state != State.RESOLVED:
            return
        clerks = [self.scene.viewers[post.username] for post in self.scene.staff(Role.CLERK)]
        handled = barred([self.complaint])[self.complaint.pk]
        clerk = self.random.choice([one for one in clerks if one.user_id not in handled])
        attempts = self.complaint.follow_up_attempts.filter(round=self.complaint.round).count()
        if self.chance(0.22 if attempts < 3 else 0.9):
            self.take(operations.record_follow_up, clerk, now, channel="phone", reached=False, reasons="无人接听")
            next_step = self.give_up if attempts >= 2 else self.follow_up
            self.plan(at_work(now + timedelta(hours=self.random.uniform(5, 30))), next_step)
            return
        if self.chance(0.06):
            call_at = at_work(now + timedelta(hours=20))
            given = {"channel": "phone", "reached": True, "call_at": call_at, "reasons": words.APPOINTMENT}
            self.take(operations.record_follow_up, clerk, now, **given)
            self.plan(call_at + timedelta(minutes=5), self.follow_up)
            return
        score = self.score()
        reasons = self.random.choice(words.DISSATISFIED if score < 3 else words.SATISFIED)
        if self.complaint.person is not None and self.complaint.channel == "online":
            owner = self.scene.owner(self.complaint.person, now)
            self.take(operations.rate, owner, now, score=score, reasons=reasons)
        else:
            self.take(
                operations.record_follow_up, clerk, now, channel="phone", reached=True, score=score, reasons=reasons
            )
        if self.complaint.state == State.DISPATCHED:
            self.plan(at_work(now + timedelta(minutes=self.random.uniform(10, 120))), self.accept)
            if self.chance(0.4):
                self.soon(now, 5, 2 * HOUR, self.instruct)

    def score(self) -> int:
        """Who waited too long is seldom content."""
        of_round = [each for each in promises_of(self.complaint) if each.round == self.complaint.round]
        late = any(each.done_at > each.due_at for each in of_round if each.done_at)
        weights = [10, 18, 22, 30, 20] if late else [2, 5, 13, 35, 45]
        return self.random.choices(SCORES, weights)[0]

    def give_up(self, now: datetime) -> None:
        reason = "多次多日无法联系业主"
        self.take(operations.close_unreachable, self.scene.one(Role.MANAGER), now, reason=reason)
