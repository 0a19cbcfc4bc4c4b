"""A robot is tried: whoever keeps it wants to see at once whether the group reads it."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from jujiao.kernel.errors import UnableTo
from jujiao.kernel.machine.messaging.port import Refused
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.timeline import record
from jujiao.notices.robots.models import Robot, Saying
from jujiao.notices.robots.operations.keeping import SUBJECT, held
from jujiao.notices.robots.operations.speaking import send
from jujiao.notices.robots.pacing import take_token


class UnableToTry(UnableTo):
    """The robot may not speak just now, or was refused."""


def try_robot(*, robot: Robot, actor: Viewer, now: datetime) -> None:
    """Says a sentence in the robot's group, in the caller's name. UnableToTry where it was not taken, in the words for
    the vendor's code."""
    with transaction.atomic():
        robot = held(robot, None, actor)
        if not take_token(robot.pk, now=now):
            raise UnableToTry(_("The robot has to be silent for a moment. Try again in a minute."))
        record(
            subject_kind=SUBJECT, subject_id=robot.pk, estate_id=robot.estate_id, verb="try_robot", actor=actor, now=now
        )
    text = _("Jujiao: %(name)s tries whether this robot speaks.") % {"name": actor.name}
    answer = send(robot, [Saying(id=uuid4(), robot=robot, text=text)])
    if isinstance(answer, Refused):
        raise UnableToTry(f"{answer.sentence} ({answer.code})")
