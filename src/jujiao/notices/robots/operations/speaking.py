"""A robot speaks: all that waits in one message, as often as its bucket and its vendor let it."""

from datetime import datetime, timedelta
from typing import Final

import httpx
from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from jujiao.kernel.machine.messaging.port import Answer, Message, Refused, sender_of
from jujiao.kernel.machine.messaging.robots import ROBOTS
from jujiao.kernel.machine.sealing import SealBroken
from jujiao.notices.robots.gathering import gathered
from jujiao.notices.robots.models import Pace, Robot, Saying, SayingState
from jujiao.notices.robots.pacing import next_token, take_token
from jujiao.notices.robots.queries import address_of

TEMPLATE: Final = "robot"
STALE: Final = timedelta(days=1)
"""What could not be said for so long is not said any more; the inbox has it."""
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=10), timedelta(minutes=10)


def speak(robot_id: int, *, now: datetime) -> datetime | None:
    """Lets a robot say what waits, in one message, if it may speak by now. When it is to be asked again; None where
    nothing waits any more.

    The token is used up in a transaction of its own: a worker that dies in between has spoken, as far as anybody knows.
    What was said is written down when the vendor has answered; until then others wait for the robot's pace."""
    if not Saying.objects.filter(robot=robot_id, state=SayingState.WAITING).exists():
        return None
    if not take_token(robot_id, now=now):
        return next_token(Pace.objects.get(robot=robot_id), now=now)
    with transaction.atomic():
        pace = Pace.objects.select_for_update().get(robot=robot_id)
        robot = Robot.objects.select_related("estate").get(pk=robot_id)
        too_late = Q(created_at__lt=now - STALE) if robot.in_use else Q()  # told while it was being switched off
        robot.sayings.filter(too_late, state=SayingState.WAITING).update(state=SayingState.FAILED, ended_at=now)
        waiting = list(robot.sayings.filter(state=SayingState.WAITING).order_by("created_at", "key"))
        if not waiting:
            return None
        answer = send(robot, waiting)
        return _note(pace, waiting, answer, robot.vendor, now)


def send(robot: Robot, waiting: list[Saying]) -> Answer:
    """One message with all of it, in the language of the house. Where the network fails, another try may say it
    twice."""
    first, longest = waiting[0], ROBOTS[robot.vendor].longest
    with translation.override(settings.LANGUAGE_CODE):
        link = first.link if len(waiting) == 1 else f"{settings.SITE_URL}{reverse('notices:inbox')}"
        text = gathered([saying.text for saying in waiting], longest=longest - len(link.encode()) - 1)
        message = Message(template=TEMPLATE, params={}, text=text, link=link)
        try:
            return sender_of(robot.vendor).send(message, address=address_of(robot), attempt_id=first.pk)
        except (httpx.HTTPError, OSError) as error:
            return Refused(type(error).__name__, _("The robot did not answer."), again=True)
        except SealBroken:
            return Refused("unreadable", _("The address can no longer be read: enter it anew."), again=False)


def _note(pace: Pace, waiting: list[Saying], answer: Answer, vendor: str, now: datetime) -> datetime | None:
    """Writes down how it went; when to ask again, where it may be said later."""
    if isinstance(answer, Refused):
        pace.failures += 1
        pace.code, pace.sentence = answer.code[:80], answer.sentence[:300]
        rest = timedelta(seconds=ROBOTS[vendor].rest_after(answer.code))
        wait = rest or min(FIRST_WAIT * 2 ** min(pace.failures - 1, 10), LONGEST_WAIT)
        pace.rest_until = now + wait if answer.again else None
        pace.save(update_fields=["failures", "code", "sentence", "rest_until"])
        if answer.again:
            return pace.rest_until
        _end(waiting, SayingState.FAILED, now)
        return None
    pace.failures, pace.code, pace.sentence, pace.rest_until, pace.spoke_at = 0, "", "", None, now
    pace.save(update_fields=["failures", "code", "sentence", "rest_until", "spoke_at"])
    _end(waiting, SayingState.SAID, now)
    return None


def _end(sayings: list[Saying], state: SayingState, now: datetime) -> None:
    Saying.objects.filter(pk__in=[saying.pk for saying in sayings]).update(state=state, ended_at=now)
