"""What proves the frame of all pages, My work and the audit."""

from typing import Any

from jujiao.company.estates.models import Person
from jujiao.kernel.record import timeline
from jujiao.kernel.record.access import SYSTEM
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.proofs import List, Proof, Scene
from jujiao.testing.rows import a_promise, an_attachment


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


PROOF = Proof(
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
