"""Which robots there are, and what each of them says."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlsplit

from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jujiao.company.estates.models import Estate
from jujiao.kernel.database import freshness
from jujiao.kernel.errors import NotAllowed, UnableTo
from jujiao.kernel.machine.messaging.robots import ROBOTS
from jujiao.kernel.record.access import SYSTEM, Viewer
from jujiao.kernel.record.texts import Text
from jujiao.kernel.record.timeline import record
from jujiao.notices.robots import pacing
from jujiao.notices.robots.models import Robot
from jujiao.notices.robots.queries import KEEPERS, SECRETS, groups, keeps_all

SUBJECT: Final = "robot"
NAME = Text(40, gettext_lazy("Give the robot a name by which the group is known."), line=True)
ADDRESS = Text(400, line=True)
SECRET = Text(100, line=True)
CHANGED: Final = gettext_lazy("Somebody has changed this robot since.")


class UnableToKeepRobot(UnableTo):
    """The address is no webhook, or is there already; the name is taken; or the robot would say nothing."""


@dataclass(frozen=True)
class RobotFacts:
    """What a robot is. Without an `address` one that is there keeps its own, and what it is signed with."""

    name: str
    estate: Estate | None
    groups: Collection[str]
    address: str = ""
    secret: str = ""


@transaction.atomic
def add_robot(*, company_id: int, facts: RobotFacts, actor: Viewer, now: datetime) -> Robot:
    """A robot that speaks from now on."""
    _permit(actor, company_id, facts.estate)
    columns = _columns(facts, company_id)
    if "address" not in columns:
        raise UnableToKeepRobot(_("Paste the address that the group shows for its robot."))
    with _once(facts.name):
        robot = Robot.objects.create(company_id=company_id, **columns)
    pacing.full(robot, now=now)
    _note(robot, "add_robot", columns, actor, now)
    return robot


@transaction.atomic
def change_robot(*, robot: Robot, facts: RobotFacts, version: int | None, actor: Viewer, now: datetime) -> None:
    """Other facts of a robot. What waits to be said is said by them. Stale where somebody has changed it."""
    robot = held(robot, version, actor)
    _permit(actor, robot.company_id, facts.estate)
    columns = _columns(facts, robot.company_id)
    changed = {name: value for name, value in columns.items() if getattr(robot, name) != value}
    if "address" in changed:
        # What was wrong before was wrong with another address.
        robot.pace.rest_until, robot.pace.failures, robot.pace.code, robot.pace.sentence = None, 0, "", ""
        robot.pace.save(update_fields=["rest_until", "failures", "code", "sentence"])
    _save(robot, changed, "change_robot", actor, now)


@transaction.atomic
def switch_robot(*, robot: Robot, in_use: bool, version: int | None, actor: Viewer, now: datetime) -> None:
    """Lets a robot be silent, or speak again. What it was still to say when it was switched off is not said later."""
    robot = held(robot, version, actor)
    if robot.in_use == in_use:
        return
    if not in_use:
        robot.sayings.filter(state="waiting").update(state="failed", ended_at=now)
    _save(robot, {"in_use": in_use}, "use_robot" if in_use else "silence_robot", actor, now)


def held(robot: Robot, version: int | None, actor: Viewer) -> Robot:
    """The robot, held for whoever keeps it; Stale where somebody changed it since `version`."""
    robot = Robot.objects.select_for_update(of=("self",)).select_related("estate", "pace").get(pk=robot.pk)
    _permit(actor, robot.company_id, robot.estate)
    freshness.check(given=version, current=robot.version, sentence=CHANGED)
    return robot


def _permit(actor: Viewer, company_id: int, estate: Estate | None) -> None:
    """Robots of an estate are kept by who administers it, those of all estates by who administers all."""
    if actor == SYSTEM:
        return
    ours = actor.company_id == company_id and (estate is None or estate.company_id == company_id)
    if not ours or not (keeps_all(actor) if estate is None else actor.has(*KEEPERS, estate_id=estate.pk)):
        raise NotAllowed(_("Robots are kept by administration."))


def _columns(facts: RobotFacts, company_id: int) -> dict[str, Any]:
    if facts.estate is not None and facts.estate.company_id != company_id:
        raise UnableToKeepRobot(_("The estate belongs to another company."))
    said = [group.key for group in groups() if group.key in facts.groups]
    if not said:
        raise UnableToKeepRobot(_("Choose at least one group of notices for it to say."))
    columns = {"name": NAME.of(facts.name, UnableToKeepRobot), "estate": facts.estate, "groups": said}
    address, secret = ADDRESS.of(facts.address, UnableToKeepRobot), SECRET.of(facts.secret, UnableToKeepRobot)
    if not address:
        return columns
    return {
        **columns,
        "vendor": vendor_of(address),
        "address": SECRETS.close(address),
        "secret": SECRETS.close(secret) if secret else "",
        "mark": salted_hmac("jujiao.robots", address, algorithm="sha256").hexdigest(),
    }


def vendor_of(address: str) -> str:
    """Whose webhook it is. UnableToKeepRobot for any other address: the house calls nobody else by it."""
    try:
        parts = urlsplit(address)
        plain = parts.scheme == "https" and parts.port is None and not parts.username and not parts.fragment
    except ValueError:
        plain = False
    if plain and address.isascii():
        for vendor, robot in ROBOTS.items():
            if parts.hostname in robot.hosts and parts.path.startswith(robot.path):
                return vendor
    raise UnableToKeepRobot(_("This is no webhook of a robot in WeCom, DingTalk or Feishu."))


def _save(robot: Robot, changed: dict[str, Any], verb: str, actor: Viewer, now: datetime) -> None:
    if not changed:
        return
    for column, value in changed.items():
        setattr(robot, column, value)
    robot.version += 1
    with _once(robot.name):
        robot.save(update_fields=[*changed, "version"])
    _note(robot, verb, changed, actor, now)


@contextmanager
def _once(name: str) -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if "robot_speaks_once" in str(error):
            raise UnableToKeepRobot(_("A robot with this address is there and in use.")) from error
        raise UnableToKeepRobot(_("There is a robot “%(name)s” already.") % {"name": name}) from error


def _note(robot: Robot, verb: str, changed: dict[str, Any], actor: Viewer, now: datetime) -> None:
    """On the robot's timeline, which tells that another address was given, but not which."""
    told = {name: value for name, value in changed.items() if name not in {"address", "secret", "mark", "estate"}}
    estate = {"estate_id": robot.estate_id} if "estate" in changed else {}
    record(
        subject_kind=SUBJECT,
        subject_id=robot.pk,
        estate_id=robot.estate_id,
        verb=verb,
        actor=actor,
        now=now,
        changes={**told, **estate, "version": robot.version},
        details={"address": "new"} if "address" in changed else {},
    )
