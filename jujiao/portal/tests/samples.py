"""What stands in the addresses that name a row: something that the person may open, where their role lets them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator

from jujiao.company.calendar.models import CalendarYear
from jujiao.company.rulebook.models import RulebookVersion
from jujiao.company.rulebook.operations import draft_version
from jujiao.company.rulebook.queries import draft_of
from jujiao.notices.models import Channel, Delivery, Notice
from jujiao.promises import subjects
from jujiao.promises.models import Promise, PromiseKind, Unit
from jujiao.promises.subjects import SubjectKind
from jujiao.testing.cast import NOW, Cast, Member

SUBJECT = "sample"
subjects.register(
    SUBJECT,
    SubjectKind(
        url=lambda subject_id: f"/sample/{subject_id}/", actions={"first_reply": "reply"}, due_moved=lambda _: {}
    ),
)


def a_promise(cast: Cast, **facts: Any) -> Promise:
    """A running promise of the estate, owed to the resident: first reply within 24 hours, from now on."""
    number = Promise.objects.count() + 1
    given: dict[str, Any] = {
        "subject_kind": SUBJECT,
        "subject_id": number,
        "subject_label": f"YX-2026-{number:06}",
        "kind": PromiseKind.FIRST_REPLY,
        "clause": "3.2.2",
        "rulebook_version": cast.version,
        "unit": Unit.ELAPSED,
        "started_at": NOW,
        "due_at": NOW + timedelta(hours=24),
        "estate": cast.estate,
        "department": cast.engineering,
        "owed_to": cast.resident.person,
    }
    return Promise.objects.create(**{**given, **facts})


def a_notice(member: Member, **facts: Any) -> Notice:
    """An unread notice for the member."""
    number = Notice.objects.count() + 1
    given: dict[str, Any] = {
        "recipient": member.user,
        "kind": "complaint.arrived",
        "params": {"number": f"YX-2026-{number:06}"},
        "key": f"sample:{number}",
        "created_at": NOW,
    }
    return Notice.objects.create(**{**given, **facts})


def a_delivery(cast: Cast, **facts: Any) -> Delivery:
    """A mail to the clerk that has not gone yet."""
    notice = a_notice(cast.clerk, estate_id=cast.estate.pk)
    return Delivery.objects.create(**{"notice": notice, "channel": Channel.EMAIL, "created_at": NOW, **facts})


def a_factor(member: Member, kind: str) -> Authenticator:
    """A second factor of the member."""
    return Authenticator.objects.create(user=member.user, type=kind, data={"name": "a key", "secret": ""})


def a_draft(cast: Cast) -> RulebookVersion:
    """The draft of the company's rulebook, made where there is none."""
    found = draft_of(cast.company.pk)
    return found or draft_version(company=cast.company, note="", actor=cast.hr.viewer, now=NOW)


@dataclass(frozen=True)
class Scene:
    """The cast, and the one of them who opens the address."""

    cast: Cast
    member: Member


type Sample = dict[str, Any] | Callable[[Scene], dict[str, Any]]


def _nothing(_made: object) -> dict[str, Any]:
    """For an address without a row in it, whose page needs something to be there all the same."""
    return {}


def _account(scene: Scene) -> dict[str, Any]:
    return {"kind": "account", "subject_id": scene.cast.clerk.user.pk}


def _edition(scene: Scene) -> dict[str, Any]:
    return {"edition_id": CalendarYear.objects.filter(year=2026).values_list("pk", flat=True)[0]}


def _version(scene: Scene) -> dict[str, Any]:
    return {"version_id": scene.cast.version.pk}


def _draft(scene: Scene) -> dict[str, Any]:
    return {"version_id": a_draft(scene.cast).pk}


def _figure(scene: Scene) -> dict[str, Any]:
    return {**_draft(scene), "key": "complaint.resolve"}


SAMPLES: dict[str, Sample] = {
    "accounts:choose_password": {"person": "MQ", "token": "used-up"},
    "calendar:draft": _edition,
    "calendar:publish": _edition,
    "calendar:year_of": {"year": 2026},
    "mfa_deactivate_totp": lambda scene: _nothing(a_factor(scene.member, "totp")),
    "mfa_remove_webauthn": lambda scene: {"pk": a_factor(scene.member, "webauthn").pk},
    "mfa_view_recovery_codes": lambda scene: _nothing(a_factor(scene.member, "recovery_codes")),
    "notices:open": lambda scene: {"notice_id": a_notice(scene.member).pk},
    "notices:retry": lambda scene: {"delivery_id": a_delivery(scene.cast).pk},
    "portal:audit_changes": {"table": "estates-person"},
    "portal:timeline": _account,
    "portal:timeline_check": _account,
    "promises:why": lambda scene: {"promise_id": a_promise(scene.cast).pk},
    "rulebook:acknowledge": _version,
    "rulebook:clause": {"number": "3.2.2"},
    "rulebook:discard": _draft,
    "rulebook:figure": _figure,
    "rulebook:promises_of": _version,
    "rulebook:publish": _draft,
    "rulebook:remove": _figure,
    "rulebook:version": _version,
}

OWN = {name for name in SAMPLES if name.startswith(("accounts:", "mfa_"))} | {
    "notices:open",
    "calendar:year_of",
    "rulebook:clause",
}
"""Addresses whose sample is the person's own, or nobody's: somebody from elsewhere has one as well."""


def arguments(name: str, cast: Cast, member: Member) -> dict[str, Any]:
    """What stands in the address called `name` when `member` opens it."""
    sample = SAMPLES.get(name, {})
    return sample(Scene(cast, member)) if callable(sample) else sample
