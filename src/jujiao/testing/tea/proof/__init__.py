"""What proves tea."""

from collections.abc import Iterator
from typing import Any

from jujiao.company.estates.models import Person, Room
from jujiao.company.rulebook.operations import ship_first_version
from jujiao.kernel.record.access import SYSTEM
from jujiao.kernel.record.subjects import Subject
from jujiao.promises.models import Promise
from jujiao.testing.canaries import Canary, everybody_but
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.drilled import Drilled
from jujiao.testing.proofs import Call, List, Proof, Scene
from jujiao.testing.tea.models import Cup
from jujiao.testing.tea.operations import SUBJECT, serve

SAME, OTHER = "canary-tea-same", "canary-tea-other"


def a_cup(cast: Cast, blend: str = "oolong") -> Cup:
    """One that the resident is served."""
    return serve(guest=cast.resident.person, room=cast.room, blend=blend, actor=cast.clerk.viewer, now=NOW)


def _cup(scene: Scene) -> dict[str, Any]:
    return {"cup_id": a_cup(scene.cast).pk}


def canaries(cast: Cast) -> Iterator[Canary]:
    """A marked cup of the estate, and one of the other company."""
    yield _canary(SAME, cast.resident.person, cast.room, ("clerk", "manager", "director", "auditor", "sysadmin"))
    ship_first_version(company=cast.other_company, now=NOW)
    stranger = Person.objects.create(company=cast.other_company, name="何新")
    yield _canary(OTHER, stranger, cast.other_room, ("outsider",))


def _canary(mark: str, guest: Person, room: Room, readers: tuple[str, ...]) -> Canary:
    cup = serve(guest=guest, room=room, blend=mark, actor=SYSTEM, now=NOW)
    promise = Promise.objects.get(subject_kind=SUBJECT, subject_id=cup.pk)
    return Canary(
        mark=mark,
        kept_from=everybody_but(*readers),
        at={"cup_id": cup.pk, "promise_id": promise.pk},
        subjects=(Subject(SUBJECT, cup.pk),),
        row=cup,
        read=(readers[0], "tea:cup"),
    )


PROOF = Proof(
    samples={"tea:cup": _cup, "tea:pour": _cup},
    lists={"tea:cups": List("clerk", a_cup)},
    canaries=canaries,
    calls={"tea_pour": Call()},
    case=a_cup,
    drilled=Drilled(row=a_cup),
)
