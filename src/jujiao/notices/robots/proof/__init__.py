"""What proves the robots."""

from collections.abc import Iterable, Iterator

from django.urls import reverse

from jujiao.company.estates.models import Company
from jujiao.kernel.record.access import SYSTEM
from jujiao.notices.robots.models import Robot
from jujiao.notices.robots.operations import RobotFacts, add_robot
from jujiao.testing.canaries import Canary, entered, everybody_but
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.drilled import Acting, Drilled, Once
from jujiao.testing.proofs import Proof

OWN, OTHER = "canary-robot-own", "canary-robot-other"
HOOK = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key="
KEEPERS = ("hr", "hr", "sysadmin", "sysadmin")


def a_robot(company: Company, *, name: str = "", address: str = "", **facts: object) -> Robot:
    """A robot of the whole company that says what is work, and what is late."""
    number = Robot.objects.count() + 1
    given = {"name": name or f"工作群 {number}", "address": address or f"{HOOK}{number}", "secret": ""}
    said = RobotFacts(**{"estate": None, "groups": ("work", "alarms"), **given, **facts})  # type: ignore[arg-type]
    return add_robot(company_id=company.pk, facts=said, actor=SYSTEM, now=NOW)


def canaries(cast: Cast) -> Iterator[Canary]:
    """A marked robot of the own company, kept by administration, and one of the other, where nobody keeps any."""
    own = a_robot(cast.company, name=OWN, address=f"{HOOK}{OWN}")
    yield Canary(
        mark=OWN,
        kept_from=everybody_but("hr", "sysadmin", "auditor", "director"),
        at={"robot_id": own.pk},
        subjects=(entered("robot", own.pk, OWN),),
        read=("hr", "robots:list"),
    )
    robot = a_robot(cast.other_company, name=OTHER, address=f"{HOOK}{OTHER}")
    yield Canary(
        mark=OTHER,
        kept_from=everybody_but(),
        at={"robot_id": robot.pk},
        subjects=(entered("robot", robot.pk, OTHER),),
    )


def once(scene: Acting) -> Iterable[Once]:
    """Two forms on a robot, each by the version that was shown."""
    company = scene.estate.company
    for verb, fields in {"change": {"name": "改了名", "groups": "work"}, "switch": {"on": ""}}.items():
        yield Once(
            subject="robot",
            verb=verb,
            row=lambda: a_robot(company),
            path=lambda row, verb=verb: reverse(f"robots:{verb}", args=[row.pk]),  # type: ignore[misc]
            fields=lambda row, fields=fields: {**fields, "name": f"{row.name} 改"},  # type: ignore[misc]
            who=KEEPERS,
        )


PROOF = Proof(
    samples={
        name: lambda scene: {"robot_id": a_robot(scene.cast.company).pk}
        for name in ("robots:change", "robots:switch", "robots:try")
    },
    canaries=canaries,
    drilled=Drilled(once=once),
)
