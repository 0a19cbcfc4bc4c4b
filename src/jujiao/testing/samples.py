"""What stands in the addresses that name a row: something that the person may open, where their role lets them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from allauth.mfa.models import Authenticator

from jujiao.company.accounts.models import ApiToken
from jujiao.company.accounts.operations import issue_token
from jujiao.company.calendar.models import CalendarYear
from jujiao.company.rulebook.models import RulebookVersion
from jujiao.company.rulebook.operations import draft_version
from jujiao.company.rulebook.queries import draft_of
from jujiao.kernel.access import SYSTEM
from jujiao.testing import samples_people_and_places as more
from jujiao.testing.cast import NOW, Cast, Member
from jujiao.testing.complaints import a_complaint
from jujiao.testing.rows import a_delivery, a_notice, a_promise


def a_factor(member: Member, kind: str) -> Authenticator:
    """A second factor of the member, made where there is none of that kind."""
    factors = Authenticator.objects.filter(user=member.user, type=kind)
    return factors.first() or factors.create(user=member.user, type=kind, data={"name": "a key", "secret": ""})


def a_token(member: Member) -> ApiToken:
    """A token of the API in force that is the member's own."""
    issue_token(user=member.user, label="erp", actor=SYSTEM, now=NOW)
    return ApiToken.objects.filter(user=member.user).latest("id")


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


def _row(scene: Scene, argument: str) -> dict[str, Any]:
    return more.the_row(scene.cast, argument)


def _account(scene: Scene) -> dict[str, Any]:
    return {"kind": "account", "subject_id": scene.cast.clerk.user.pk}


def _edition(scene: Scene) -> dict[str, Any]:
    return {"edition_id": CalendarYear.objects.filter(year=2026).values_list("pk", flat=True)[0]}


def _version(scene: Scene) -> dict[str, Any]:
    return {"version_id": scene.cast.version.pk}


def _draft(scene: Scene) -> dict[str, Any]:
    return {"version_id": a_draft(scene.cast).pk}


def _complaint(scene: Scene) -> dict[str, Any]:
    return {"complaint_id": a_complaint(scene.cast).pk}


def _photo(scene: Scene) -> dict[str, Any]:
    complaint = a_complaint(scene.cast)
    return {"complaint_id": complaint.pk, "photo_id": complaint.photos.get().pk}


def _figure(scene: Scene) -> dict[str, Any]:
    return {**_draft(scene), "key": "complaint.resolve"}


SAMPLES: dict[str, Sample] = {
    "accounts:choose_password": {"person": "MQ", "token": "used-up"},
    "accounts:revoke_token": lambda scene: {"token_id": a_token(scene.member).pk},
    "calendar:draft": _edition,
    "calendar:publish": _edition,
    "calendar:year_of": {"year": 2026},
    "complaints:case": _complaint,
    "complaints:photo": _photo,
    "complaints:registered": _complaint,
    "complaints:reveal": _complaint,
    "complaints:sheet": _complaint,
    "complaints:step": lambda scene: {**_complaint(scene), "verb": "note"},
    "complaints:thumbnail": _photo,
    "mfa_deactivate_totp": lambda scene: _nothing(a_factor(scene.member, "totp")),
    "mfa_remove_webauthn": lambda scene: {"pk": a_factor(scene.member, "webauthn").pk},
    "mfa_view_recovery_codes": lambda scene: _nothing(a_factor(scene.member, "recovery_codes")),
    "notices:open": lambda scene: {"notice_id": a_notice(scene.member).pk},
    "notices:retry": lambda scene: {"delivery_id": a_delivery(scene.cast).pk},
    "complaints_owner:add": _complaint,
    "complaints_owner:case": _complaint,
    "complaints_owner:photo": _photo,
    "complaints_owner:promised": _complaint,
    "complaints_owner:rate": _complaint,
    "complaints_owner:urge": _complaint,
    "complaints_owner:withdraw": _complaint,
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

SAMPLES |= {name: partial(_row, argument=argument) for name, argument in more.ROWS.items()}
SAMPLES |= {
    "estates:confirm_number": lambda scene: {"person_id": more.a_change_of_number(scene.cast).person_id},
    "estates:phone_changed": lambda _scene: {"change_id": 1, "key": "used-up"},
    "staff:decide_export": lambda scene: more.an_export(scene.cast, scene.member),
    "staff:end_deputy": lambda scene: more.a_deputy(scene.cast),
    "staff:take_export": lambda scene: more.an_export(scene.cast, scene.member),
    "staff:take_over": lambda scene: more.an_upload(scene.cast, scene.member),
    "staff:upload": lambda scene: more.an_upload(scene.cast, scene.member),
}

OWN = {name for name in SAMPLES if name.startswith(("accounts:", "mfa_"))} | {
    "estates:phone_changed",
    "notices:open",
    "calendar:year_of",
    "rulebook:clause",
}
"""Addresses whose sample is the person's own, or nobody's: somebody from elsewhere has one as well."""


def arguments(name: str, cast: Cast, member: Member) -> dict[str, Any]:
    """What stands in the address called `name` when `member` opens it."""
    sample = SAMPLES.get(name, {})
    return sample(Scene(cast, member)) if callable(sample) else sample
