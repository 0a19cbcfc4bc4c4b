"""What proves the accounts: the member's own tokens and second factors."""

from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

from jujiao.company.accounts.models import ApiToken
from jujiao.company.accounts.operations import issue_token
from jujiao.kernel.record.access import SYSTEM
from jujiao.testing.canaries import Canary, entered, everybody_but
from jujiao.testing.cast import NOW, Cast, Member
from jujiao.testing.drilled import Drilled
from jujiao.testing.proofs import Call, Proof, Sample, Scene


def a_factor(member: Member, kind: str) -> Authenticator:
    """A second factor of the member, made where there is none of that kind."""
    if kind == Authenticator.Type.RECOVERY_CODES:
        return RecoveryCodes.activate(member.user).instance
    factors = Authenticator.objects.filter(user=member.user, type=kind)
    return factors.first() or factors.create(user=member.user, type=kind, data={"name": "a key", "secret": ""})


def a_token(member: Member) -> ApiToken:
    """A token of the API in force that is the member's own."""
    issue_token(user=member.user, label="erp", actor=SYSTEM, now=NOW)
    return ApiToken.objects.filter(user=member.user).latest("id")


def _of_the_resident(cast: Cast) -> ApiToken:
    return a_token(cast.resident)


def _with_factor(kind: str) -> Sample:
    """Nothing stands in the address, whose page needs a factor to be there all the same."""

    def made(scene: Scene) -> dict[str, int]:
        a_factor(scene.member, kind)
        return {}

    return made


SAMPLES: dict[str, Sample] = {
    "accounts:arrange_views": {"list_name": "accounts:security"},
    "accounts:choose_password": {"person": "MQ", "token": "used-up"},
    "accounts:revoke_token": lambda scene: {"token_id": a_token(scene.member).pk},
    "accounts:save_view": {"list_name": "accounts:security"},
    "mfa_deactivate_totp": _with_factor("totp"),
    "mfa_remove_webauthn": lambda scene: {"pk": a_factor(scene.member, "webauthn").pk},
    "mfa_view_recovery_codes": _with_factor("recovery_codes"),
}

CANARY, KEY = "canary-account", "canary-key"


def canaries(cast: Cast) -> Iterator[Canary]:
    """A marked key of a colleague; a marked token of the outsider, and a mark on the timeline of that account."""
    user = cast.outsider.user
    issue_token(user=user, label=CANARY, actor=SYSTEM, now=NOW)
    token = ApiToken.objects.get(label=CANARY)
    key = Authenticator.objects.create(user=cast.clerk2.user, type="webauthn", data={"name": KEY})
    yield Canary(mark=KEY, kept_from=everybody_but(), at={"pk": key.pk})
    yield Canary(
        mark=CANARY,
        kept_from=everybody_but("outsider"),
        at={"token_id": token.pk},
        subjects=(entered("account", user.pk, CANARY),),
        row=token,
        read=("outsider", "accounts:security"),
    )


PROOF = Proof(
    samples=SAMPLES,
    own=frozenset(SAMPLES),
    canaries=canaries,
    calls={
        "account_ask_for_code": Call(body={"phone": "13899990000"}, seen=False),
        "account_sign_in": Call(body={"ticket": "of-nobody", "code": "000000", "label": "手机"}, seen=False),
        "account_revoke_token": Call(seen=False),
    },
    case=_of_the_resident,
    drilled=Drilled(row=_of_the_resident),
)
