"""The access token of an account, the same for all hosts and workers (stable_token).

Asked in its normal mode, the platform gives everybody the same token until five minutes before its end, and a new one
then; the old one lasts those five minutes more. So nobody takes away what another is using."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

import httpx
from django.db import transaction

from jujiao.kernel.machine.messaging.calling import post
from jujiao.kernel.machine.messaging.port import Refused
from jujiao.kernel.machine.sealing import Seal, SealBroken
from jujiao.kernel.machine.wechat.account import Account
from jujiao.kernel.machine.wechat.codes import BUSY, outcome_of
from jujiao.kernel.models import WeChatToken

SEAL: Final = Seal("wechat.token")
EARLY: Final = timedelta(minutes=4)
"""So long before its end a token is renewed: less than the five minutes in which the platform gives another."""
FORCED_EVERY: Final = timedelta(minutes=75)
"""Between two demands of a new token: the platform allows twenty a day."""
JSON: Final = {"Content-Type": "application/json; charset=utf-8"}


class NoToken(Exception):
    """The platform gave none; `answer` says why, as the port does."""

    def __init__(self, answer: Refused) -> None:
        super().__init__(answer.code)
        self.answer = answer


def usable(account: Account, *, now: datetime) -> str:
    """The token to ask with. NoToken where there is none."""
    row = WeChatToken.objects.filter(app_id=account.app_id).first()
    value = _opened(row) if row else ""
    if row and value and now < row.ends_at - EARLY:
        return value
    return renewed(account, failed=value, now=now)


def renewed(account: Account, *, failed: str, now: datetime) -> str:
    """The token that takes the place of one that `failed`, "" for none: whoever comes first asks for it, and the others
    wait and get the same. The one that failed again where the platform has no other. NoToken where it gives none."""
    WeChatToken.objects.get_or_create(app_id=account.app_id, defaults={"ends_at": now})
    with transaction.atomic():
        row = WeChatToken.objects.select_for_update().get(app_id=account.app_id)
        value = _opened(row)
        if value and value != failed and now < row.ends_at - EARLY:
            return value
        given = _asked(account, force=False)
        if failed and given["access_token"] == failed and now < row.ends_at - EARLY and _may_force(row, now):
            row.forced_at = now
            given = _asked(account, force=True)
        row.value = SEAL.close(given["access_token"])
        row.ends_at = now + timedelta(seconds=given["expires_in"])
        row.save(update_fields=["value", "ends_at", "forced_at"])
    return str(given["access_token"])


def _may_force(row: WeChatToken, now: datetime) -> bool:
    return row.forced_at is None or now - row.forced_at >= FORCED_EVERY


def _opened(row: WeChatToken) -> str:
    """The row's token, "" where it has none that can be read: then another is fetched."""
    try:
        return SEAL.open(row.value) if row.value else ""
    except SealBroken:
        return ""


def _asked(account: Account, *, force: bool) -> Mapping[str, Any]:
    asked = {
        "grant_type": "client_credential",
        "appid": account.app_id,
        "secret": account.secret,
        "force_refresh": force,
    }
    try:
        _status, given = post(f"{account.url}/cgi-bin/stable_token", content=json.dumps(asked).encode(), headers=JSON)
    except httpx.HTTPError as error:
        # Nothing was sent yet: unlike a message whose answer was lost, this can be tried again without harm.
        raise NoToken(Refused(type(error).__name__, str(BUSY.sentence), again=True)) from error
    token, seconds = given.get("access_token"), given.get("expires_in")
    if isinstance(token, str) and token and isinstance(seconds, int):
        return {"access_token": token, "expires_in": seconds}
    code = str(given.get("errcode", ""))
    raise NoToken(outcome_of(code).refused(code))
