"""What proves the frame of all pages, My work and the audit."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from jujiao.company.estates.models import Person
from jujiao.kernel.models import Attachment
from jujiao.kernel.record import timeline
from jujiao.kernel.record.access import SYSTEM
from jujiao.testing.canaries import Canary, everybody_but
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.complaints import a_complaint, attached_to
from jujiao.testing.drilled import Drilled
from jujiao.testing.proofs import List, Proof, Scene
from jujiao.testing.rows import PAPER, a_promise, an_attachment


def a_resident(cast: Cast) -> Person:
    """One more person of the company, written by the database into the record of changes."""
    return Person.objects.create(company=cast.company, name="何新", phone="13800000999")


def an_entry(cast: Cast) -> object:
    """One more line on the timeline of the clerk's account."""
    return timeline.record(
        subject_kind="account", subject_id=cast.clerk.user.pk, estate_id=None, verb="sample", actor=SYSTEM, now=NOW
    )


def _account(scene: Scene) -> dict[str, Any]:
    return {"kind": "account", "subject_id": scene.cast.clerk.user.pk}


CANARY = "canary-sent-along"


def canaries(cast: Cast) -> Iterator[Canary]:
    """A file with a marked name that was sent along at the other company."""
    file = an_attachment(cast, replace(PAPER, name=f"{CANARY}.pdf"), estate=cast.other_estate)
    yield Canary(
        mark=CANARY,
        kept_from=everybody_but("outsider"),
        at={"attachment_id": file.pk},
        row=file,
        read=("outsider", "attachments:file"),
    )


def a_photo_of_the_resident(cast: Cast) -> Attachment:
    """One that they sent along with a complaint."""
    return attached_to(a_complaint(cast))[0]


PROOF = Proof(
    canaries=canaries,
    case=a_photo_of_the_resident,
    drilled=Drilled(row=a_photo_of_the_resident),
    samples={
        "attachments:file": lambda scene: {"attachment_id": an_attachment(scene.cast).pk},
        "portal:audit_changes": {"table": "estates-person"},
        "portal:timeline": _account,
        "portal:timeline_check": _account,
    },
    lists={
        "portal:audit_changes": List("auditor", a_resident),
        "portal:home": List("engineer", a_promise),
        "portal:timeline": List("auditor", an_entry),
    },
)
