"""Two weeks of calls of every verdict and grade at the desk of the cast's estate, by chance, for the tests of rates."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from jujiao.service.calls.models import Call, Source, Telephone
from jujiao.service.calls.proof.rows import Maker
from jujiao.testing.cast import NOW, Cast

VERDICTS = ("going_on", "kept", "late", "missed", "given_up", "not_rung", "unknown", "no_matter")
GRADES = ("by_leg", "by_receipt", "upper_bound", "by_hand")
ANSWERED = ("kept", "late")
QUEUES = ("", "6400", "夜间 & 周末")
DAYS = 14


@dataclass(frozen=True)
class Rated:
    """The exchange, its two telephones at two posts, and the calls."""

    source: Source
    telephones: tuple[Telephone, Telephone]
    calls: list[Call]


def two_weeks(cast: Cast, number: int = 400) -> Rated:
    """They end an hour before NOW; the last of them lies on its day."""
    make, chance = Maker(cast.customer_service, NOW), Random(20260311)
    source = make.source()
    gate = Maker(cast.security, NOW).post()
    telephones = (make.telephone(source, "801"), make.telephone(source, "802", duty_post=gate))
    people = (cast.clerk.employee, cast.clerk2.employee)
    calls = []
    for place in range(number):
        verdict, grade = chance.choice(VERDICTS), chance.choices(GRADES, (6, 2, 2, 1))[0]
        at = NOW - timedelta(hours=1) - chance.random() * timedelta(days=DAYS)
        telephone = chance.choice((*telephones, None)) if verdict != "not_rung" else None
        answered = verdict in ANSWERED and telephone is not None
        calls.append(
            Call(
                source=None if grade == "by_hand" else source, estate=cast.estate,
                linked_id="" if grade == "by_hand" else f"{place}", direction="incoming", number="", came_at=at,
                began_at=at, heard_at=NOW, verdict=verdict, grade=grade, queue=chance.choice(QUEUES),
                telephone=telephone, duty_post=telephone.duty_post if telephone else None,
                answered_by=chance.choice((*people, None)) if answered else None,
                ring_seconds=_seconds(verdict, chance),
            )
        )  # fmt: skip
    return Rated(source, telephones, Call.objects.bulk_create(calls))


def _seconds(verdict: str, chance: Random) -> int | None:
    least, most = {"kept": (0, 14), "late": (15, 60), "unknown": (15, 60)}.get(verdict, (0, 0))
    return chance.randint(least, most) if most else None


def local(at: datetime) -> datetime:
    return at.astimezone(NOW.tzinfo)
