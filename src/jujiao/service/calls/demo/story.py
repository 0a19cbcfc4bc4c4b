"""The telephone of the demonstration: an exchange, the calls of some days, most of them answered in time, numbers that
were called back, and one that waits."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256
from random import Random
from typing import Any, Final

from django.utils import timezone

from jujiao.cases.models import Case
from jujiao.company.duty.models import Attendance, DutyPost, DutyPostKind
from jujiao.company.estates.models import Person, Room
from jujiao.company.staff.asking import viewer_of
from jujiao.demo.scene import Scene
from jujiao.kernel.record import subjects
from jujiao.kernel.record.access import Role, Viewer
from jujiao.kernel.record.declared import Became
from jujiao.rules.service.calls.piece import WHOLE, Direction, Ending, Piece
from jujiao.service.calls.models import Call, Seat, Source, Telephone, Vendor
from jujiao.service.calls.operations.folding import fold
from jujiao.service.calls.operations.noting import answer_enquiry, attach, become
from jujiao.service.calls.operations.settling import settle_calls
from jujiao.service.calls.operations.trying import try_in_vain

SECOND, MINUTE, HOUR, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
BEGINS: Final = 3 * DAY - 30 * MINUTE
"""So long before the end of the scene the exchange is connected."""
DESK: Final = ("801", "802")
BUSY: Final = {7: 1, 8: 3, 9: 4, 10: 3, 11: 2, 14: 2, 15: 2, 16: 2, 17: 3, 18: 4, 19: 3, 20: 2, 21: 1, 23: 1}
"""Calls by the hour of the day."""
ASKED: Final = ("问物业费缴费方式", "问停车月卡怎么办理", "问快递柜密码", "问装修要办哪些手续", "问泳池开放时间")
MENU: Final = 9


@dataclass(frozen=True)
class Told:
    """One call that is to be told: when the desk rings, for how many seconds, and whether somebody answers then."""

    name: str
    at: datetime
    seconds: int
    answered: bool
    number: str
    direction: Direction = Direction.INCOMING

    @property
    def ends_at(self) -> datetime:
        return self.at + self.seconds * SECOND + (2 * MINUTE if self.answered else timedelta())

    def pieces(self) -> list[Piece]:
        """As an exchange tells of it: the call as a whole, and the telephone that rang."""
        answered_at = self.at + self.seconds * SECOND if self.answered else None
        whole = Piece(
            call=self.name, leg=WHOLE, direction=self.direction, outside=self.number, line="0571-88886600",
            began_at=self.at - MENU * SECOND, ended_at=self.ends_at,
        )  # fmt: skip
        ending = Ending.ANSWERED if self.answered else Ending.UNANSWERED
        leg = Piece(
            call=self.name, leg="1", extension=DESK[0], rang_at=self.at, answered_at=answered_at,
            ended_at=self.ends_at, ending=ending,
        )  # fmt: skip
        return [whole, leg]


def tell(scene: Scene) -> str:
    """Plans it once there is a desk; chance of its own, so that other stories stay as they are."""
    chance = Random(312)  # noqa: S311 - the demonstration must be the same every time
    end = scene.clockwork.end
    since = max(scene.start, end - BEGINS)
    scene.clockwork.plan(since, partial(_connect, scene))
    told = list(_calls(scene, chance, since + HOUR, end - 20 * MINUTE))
    for each in told:
        scene.clockwork.plan(each.ends_at, partial(_tell, scene, each))
        if not each.answered and each.seconds >= 15:
            _call_back(scene, chance, each)
    waiting = Told("waits", end - 6 * MINUTE, 40, answered=False, number=_number(scene, chance))
    scene.clockwork.plan(waiting.ends_at, partial(_tell, scene, waiting))
    scene.clockwork.plan(end - 2 * MINUTE, partial(_nobody_there, scene))
    scene.clockwork.plan(end - MINUTE, partial(_a_case_that_came_by_telephone, scene))
    return f"{len(told) + 1} calls"


def _calls(scene: Scene, chance: Random, since: datetime, end: datetime) -> list[Told]:
    found: list[Told] = []
    hour = timezone.localtime(since).replace(minute=0, second=0, microsecond=0)
    while hour < end:
        for _each in range(BUSY.get(timezone.localtime(hour).hour, 0)):
            at = hour + timedelta(seconds=chance.randrange(3600))
            kind = chance.choices(["kept", "late", "missed", "given_up"], [84, 8, 5, 3])[0]
            seconds = {"kept": (2, 13), "late": (16, 28), "missed": (30, 55), "given_up": (4, 13)}[kind]
            if since <= at < end:
                answered = kind in ("kept", "late")
                found.append(
                    Told(f"{len(found)}", at, chance.randint(*seconds), answered, number=_number(scene, chance))
                )
        hour += HOUR
    return found


def _number(scene: Scene, chance: Random) -> str:
    """Mostly of somebody who lives here."""
    known = [each.person.phone for each in scene.residents[:60] if each.person.phone]
    return chance.choice(known) if known and chance.random() < 0.8 else f"139{chance.randrange(10**8):08}"


def _call_back(scene: Scene, chance: Random, missed: Told) -> None:
    at = missed.ends_at + chance.randint(3, 12) * MINUTE
    if at < scene.clockwork.end - 15 * MINUTE:
        back = Told(f"back-{missed.name}", at, 6, answered=True, number=missed.number, direction=Direction.OUTGOING)
        scene.clockwork.plan(back.ends_at, partial(_tell, scene, back))


def _connect(scene: Scene, now: datetime) -> None:
    post = DutyPost.objects.get(estate=scene.estate, kind=DutyPostKind.DESK)
    source = Source.objects.create(
        estate=scene.estate, name="前台总机", vendor=Vendor.GRANDSTREAM, digest=sha256(b"demonstration").hexdigest(),
        made_at=now,
    )  # fmt: skip
    for extension in DESK:
        Telephone.objects.create(source=source, extension=extension, duty_post=post)


def _tell(scene: Scene, told: Told, now: datetime) -> None:
    source = Source.objects.select_related("estate").get(estate=scene.estate)
    clerk = _seated(source, told.at)
    (call,) = fold(source, told.pieces(), now=now)
    Source.objects.filter(pk=source.pk).update(heard_at=now)
    settle_calls(scene.estate.company, now=now)
    if clerk is not None and told.answered and told.direction is Direction.INCOMING:
        _write_down(scene, call, clerk, now)


def _seated(source: Source, at: datetime) -> Viewer | None:
    """Whoever is at the desk sits at its first telephone; None where nobody is there."""
    telephone = Telephone.objects.get(source=source, extension=DESK[0])
    there = Attendance.objects.filter(duty_post=telephone.duty_post_id, signed_on_at__lte=at, signed_off_at=None)
    attendance = there.select_related("employee__user").order_by("-signed_on_at").first()
    if attendance is None:
        return None
    former = Seat.objects.filter(until_at=None).exclude(attendance=attendance)
    former.filter(telephone=telephone).update(until_at=attendance.signed_on_at)
    if not Seat.objects.filter(employee=attendance.employee_id, until_at=None).exists():
        Seat.objects.create(
            telephone=telephone, attendance=attendance, employee=attendance.employee, from_at=attendance.signed_on_at
        )
    return viewer_of(attendance.employee.user, at)


def _write_down(scene: Scene, call: Call, clerk: Viewer, now: datetime) -> None:
    """Every third call is somebody's who asked something."""
    if int(call.linked_id) % 3:
        return
    home = next((each for each in scene.residents if each.person.phone == call.number), None)
    if home is not None:
        whose: tuple[Room, Person] = home.household.room, home.person
        attach(call=call, room=whose[0], person=whose[1], version=None, actor=clerk, now=now)
    text = ASKED[int(call.linked_id) % len(ASKED)]
    answer_enquiry(call=call, text=text, version=None, actor=clerk, now=now)


def _nobody_there(scene: Scene, now: datetime) -> None:
    waiting = scene.estate.call_backs.filter(ended_at=None).order_by("missed_at").first()
    if waiting is not None:
        try_in_vain(call_back=waiting, version=None, actor=_clerk(scene), now=now)


def _a_case_that_came_by_telephone(scene: Scene, now: datetime) -> None:
    """The latest answered call of a resident who brought a case lately is the one by which it came."""
    calls = Call.objects.filter(estate=scene.estate, person=None, answered_at__isnull=False, direction="incoming")
    call = calls.exclude(number="").order_by("-began_at").first()
    for kind in subjects.declared():
        if call is None or not issubclass(kind.model, Case) or not hasattr(kind.model, "person"):
            continue
        rows: Any = kind.model._default_manager
        case = rows.filter(estate=scene.estate, channel="phone", person__isnull=False).order_by("-recorded_at").first()
        if case is not None:
            attach(call=call, room=case.room, person=case.person, version=None, actor=_clerk(scene), now=now)
            become(call.pk, Became(kind.key, case.pk, _clerk(scene), now))


def _clerk(scene: Scene) -> Viewer:
    return scene.viewers[scene.staff(Role.CLERK)[0].username]
