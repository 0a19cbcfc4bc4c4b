"""The inbox of the demonstration: owners write on their pages, most are answered in time, of one a complaint is made,
and two wait at the end."""

from datetime import datetime, timedelta
from functools import partial
from random import Random
from typing import Any, Final

from django.utils import timezone

from jujiao.cases.models import Case
from jujiao.company.estates.models import Residency
from jujiao.company.staff.asking import viewer_of
from jujiao.demo.scene import Scene
from jujiao.kernel.record import subjects
from jujiao.kernel.record.access import Role, Viewer
from jujiao.kernel.record.declared import Became
from jujiao.service.conversations.models import Conversation
from jujiao.service.conversations.operations.answering import answer, note_down
from jujiao.service.conversations.operations.converting import become
from jujiao.service.conversations.operations.ending import end
from jujiao.service.conversations.operations.reading import read
from jujiao.service.conversations.operations.writing import write

SECOND, MINUTE, HOUR, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
BEGINS: Final = 2 * DAY + 20 * HOUR
"""So long before the end of the scene the first one writes."""
TALKS: Final = (
    ("请问物业费可以在手机上交吗？", "可以的，在“我的家”里点“缴费”，也可以到前台刷卡。", "好的，谢谢"),
    ("装修押金什么时候退？", "验收满三个月后带押金单到前台办理，一般当天退。", ""),
    ("三号楼门禁刷卡没反应", "收到，已经通知工程师傅去看，十分钟内到。", "现在好了"),
    ("周末可以借用会议室吗", "可以，请提前一天在前台登记，每次两小时。", ""),
    ("楼下快递柜满了，能放前台吗", "可以代放，我们登记后给您发取件提醒。", "太好了"),
    ("请问小区充电桩怎么收费？", "白天每度一元二，夜间每度八角，扫码充电即可。", ""),
    ("地下车库灯很暗", "谢谢提醒，今晚安排更换灯管，明早给您反馈。", "辛苦了"),
    ("泳池几点开放", "工作日 14:00–21:00，周末 9:00–21:00。", ""),
)
WAITING: Final = ("电梯里有异味，麻烦看一下", "孩子的门禁卡丢了，怎么补办？")
NOTE: Final = "这户上周也问过，已登记在册。"


def tell(scene: Scene) -> str:
    """Plans it; chance of its own, so that other stories stay as they are."""
    chance = Random(313)  # noqa: S311 - the demonstration must be the same every time
    last = scene.clockwork.end
    at, homes = max(scene.start, last - BEGINS), _homes(scene)
    written = 0
    while homes and at < last - HOUR:
        scene.clockwork.plan(at, partial(_talk, scene, homes[written % len(homes)], written, chance.random()))
        written += 1
        by_night = not 7 <= timezone.localtime(at).hour < 23
        at += timedelta(minutes=chance.randint(60, 160) * (3 if by_night else 1))
    for number, text in enumerate(WAITING):
        home = homes[(written + number) % len(homes)] if homes else None
        if home is not None:
            scene.clockwork.plan(last - (7 - 4 * number) * MINUTE, partial(_wait, scene, home, text))
    scene.clockwork.plan(last - 30 * MINUTE, partial(_a_case_that_was_written, scene))
    return f"{written + len(WAITING)} messages"


def _homes(scene: Scene) -> list[Residency]:
    """Who has a number to sign in with, some of them."""
    known = [each for each in scene.residents if each.person.phone]
    return known[5:200:13]


def _talk(scene: Scene, home: Residency, number: int, chance: float, now: datetime) -> None:
    """They ask, are answered some minutes later, one in ten too late, and some say thank you."""
    asked, said, thanks = TALKS[number % len(TALKS)]
    conversation = _write(scene, home, asked, now)
    wait = timedelta(minutes=14 if chance < 0.1 else 1 + 6 * chance)
    scene.clockwork.plan(now + wait, partial(_answer, scene, conversation.pk, said))
    if thanks:
        scene.clockwork.plan(now + wait + 3 * MINUTE, partial(_thank, scene, home, thanks))
        scene.clockwork.plan(
            now + wait + 5 * MINUTE, partial(_answer, scene, conversation.pk, "不客气，祝您生活愉快。")
        )
    if number % 5 == 0:
        scene.clockwork.plan(now + MINUTE / 2, partial(_note, scene, conversation.pk))
    scene.clockwork.plan(now + wait + 20 * MINUTE, partial(_end, scene, conversation.pk))


def _wait(scene: Scene, home: Residency, text: str, now: datetime) -> None:
    _write(scene, home, text, now)


def _write(scene: Scene, home: Residency, text: str, now: datetime) -> Conversation:
    owner = scene.owner(home.person, now)
    return write(estate=scene.estate, text=text, actor=owner, now=now).conversation


def _thank(scene: Scene, home: Residency, text: str, now: datetime) -> None:
    """They read the answer first."""
    owner = scene.owner(home.person, now)
    conversation = Conversation.objects.get(estate=scene.estate, person=home.person)
    read(conversation=conversation, actor=owner, now=now - SECOND)
    write(estate=scene.estate, text=text, actor=owner, now=now)


def _answer(scene: Scene, conversation_id: int, text: str, now: datetime) -> None:
    row = Conversation.objects.get(pk=conversation_id)
    answer(conversation=row, text=text, version=row.version, actor=_who(scene, row, now), now=now)


def _note(scene: Scene, conversation_id: int, now: datetime) -> None:
    row = Conversation.objects.get(pk=conversation_id)
    note_down(conversation=row, text=NOTE, actor=_who(scene, row, now), now=now)


def _end(scene: Scene, conversation_id: int, now: datetime) -> None:
    row = Conversation.objects.get(pk=conversation_id)
    if row.waiting_since is None and row.ended_at is None:
        end(conversation=row, version=row.version, actor=_who(scene, row, now), now=now)


def _a_case_that_was_written(scene: Scene, now: datetime) -> None:
    """The owner who brought a case last on their page had asked the desk of it before."""
    for kind in subjects.declared():
        if not issubclass(kind.model, Case) or not hasattr(kind.model, "person"):
            continue
        rows: Any = kind.model._default_manager
        found = rows.filter(estate=scene.estate, person__user__isnull=False).order_by("-recorded_at")
        case = found.filter(person__residencies__moved_out=None).select_related("person__user").first()
        if case is not None:
            owner = viewer_of(case.person.user, now)
            row = write(estate=scene.estate, text="我反映的事情有编号吗？", actor=owner, now=now).conversation
            become(row.pk, Became(kind.key, case.pk, _clerk(scene), now + MINUTE))
            return


def _who(scene: Scene, conversation: Conversation, now: datetime) -> Viewer:
    """Whoever has it in hand, else somebody of the desk."""
    if conversation.taken_by is not None:
        return viewer_of(conversation.taken_by.user, now)
    return _clerk(scene)


def _clerk(scene: Scene) -> Viewer:
    return scene.viewers[scene.staff(Role.CLERK)[0].username]
