"""Signing in from an app of one's own: a code to one's number, a token for the code, and the tokens that one has."""

from datetime import UTC, datetime
from typing import Annotated, Any, cast

from django.http import Http404, HttpRequest
from ninja import Router, Schema, Status
from pydantic import AfterValidator, Field

from jujiao.company.accounts import operations
from jujiao.company.accounts.api_fields import Mobile
from jujiao.company.accounts.bearing import secret_in
from jujiao.company.accounts.models import ApiToken, User
from jujiao.company.accounts.operations.guessing import Source
from jujiao.company.accounts.operations.tokens import LABEL
from jujiao.company.accounts.queries import in_force, tokens_of
from jujiao.company.accounts.sources import LONGEST
from jujiao.company.accounts.tickets import LONGEST as LONGEST_TICKET
from jujiao.kernel.machine import clock
from jujiao.kernel.machine.client_address import counted_as, of_meta
from jujiao.kernel.pages.api import REFUSALS, STORABLE, Body, Id, Kept, NoBody, Refusal, storable
from jujiao.kernel.record.access import ViewerRequest
from jujiao.kernel.record.texts import Text

router = Router()
TRIED: dict[Any, Any] = {frozenset({400, 422, 429}): Refusal}
"""The refusals of what is asked for without a token."""
Device = Annotated[str, Field(max_length=LONGEST, json_schema_extra=STORABLE), AfterValidator(storable)]


class CodeWanted(Body):
    """The mobile number to which a code shall go. `device` is what an earlier sign-in answered, "" at the first: on a
    device that the account knows, nobody else's tries are in the way."""

    phone: Mobile
    device: Device = ""


class CodeAnswer(Schema):
    """Send `ticket` back with the code before `ends_at`. It is the same whether anybody here has that number."""

    ticket: str
    ends_at: datetime


class CodeTyped(Body):
    """The six digits that came by text message; `label` is what the person calls the device."""

    ticket: Annotated[str, Kept(Text(LONGEST_TICKET))]
    code: Annotated[str, Kept(Text(24))]
    label: Annotated[str, Kept(LABEL)]
    device: Device = ""


class TokenAnswer(Schema):
    """A token in force; `this` is the one with which you ask."""

    id: int
    label: str
    created_at: datetime
    ends_at: datetime | None
    last_used_at: datetime | None
    this: bool


class SignedInAnswer(TokenAnswer):
    """`token` is shown this once only: send it as `Authorization: Bearer …`. Keep `device` for the next sign-in."""

    token: str
    device: str


@router.post(
    "/account/codes",
    auth=None,
    response={200: CodeAnswer, **TRIED},
    operation_id="account_ask_for_code",
    summary="Have a code sent to a mobile number",
)
def ask_for_code(request: HttpRequest, given: CodeWanted) -> dict[str, Any]:
    ticket = operations.ask_for_code(phone=given.phone, source=_source(request, given.device), now=clock.now())
    return {"ticket": ticket.sealed(), "ends_at": datetime.fromtimestamp(ticket.ends_at, UTC)}


@router.post(
    "/account/tokens",
    auth=None,
    response={201: SignedInAnswer, **TRIED},
    operation_id="account_sign_in",
    summary="Sign in with the code",
)
def sign_in(request: HttpRequest, given: CodeTyped) -> Status[dict[str, Any]]:
    signed_in = operations.sign_in_by_code(
        sealed=given.ticket, code=given.code, label=given.label, source=_source(request, given.device), now=clock.now()
    )
    return Status(
        201, {**_answer(signed_in.token, signed_in.secret), "token": signed_in.secret, "device": signed_in.device}
    )


@router.get(
    "/account/tokens",
    response={200: list[TokenAnswer], **REFUSALS},
    operation_id="account_tokens",
    summary="Your tokens in force, the newest first",
)
def list_tokens(request: HttpRequest) -> list[dict[str, Any]]:
    now, secret = clock.now(), secret_in(request.headers["Authorization"])
    return [_answer(token, secret) for token in tokens_of(cast(User, request.user)) if in_force(token, now)]


@router.post(
    "/account/tokens/{token_id}/revoke",
    response={204: None, **REFUSALS},
    operation_id="account_revoke_token",
    summary="Sign out: a token of yours stops working at once",
)
def revoke(request: HttpRequest, token_id: Id, given: NoBody) -> Status[None]:  # noqa: ARG001
    try:
        operations.revoke_token(token_id=token_id, actor=cast(ViewerRequest, request).viewer, now=clock.now())
    except operations.UnableToRevokeToken as error:
        raise Http404 from error
    return Status(204, None)


def _source(request: HttpRequest, device: str) -> Source:
    return Source(device=device, address=counted_as(of_meta(request.META)))


def _answer(token: ApiToken, secret: str) -> dict[str, Any]:
    facts = {name: getattr(token, name) for name in ("id", "label", "created_at", "last_used_at")}
    return {**facts, "ends_at": token.expires_at, "this": operations.opens(token, secret)}
