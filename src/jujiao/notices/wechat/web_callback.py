"""Where the platform tells what followers write and do: no person comes here, and nobody is signed in."""

import logging
import re
from datetime import datetime
from http import HTTPStatus
from typing import Final

from django.core.exceptions import RequestDataTooBig
from django.db import transaction
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.views.decorators.csrf import csrf_exempt

from jujiao.kernel.machine import clock
from jujiao.kernel.machine.sealing import SealBroken
from jujiao.kernel.machine.wechat.elements import LONGEST
from jujiao.kernel.machine.wechat.envelope import Envelope
from jujiao.kernel.machine.wechat.errors import GarbageError, NotFromWeChat
from jujiao.kernel.machine.wechat.kinds import Read
from jujiao.kernel.machine.wechat.reading import read
from jujiao.kernel.machine.wechat.replying import SUCCESS, text_reply
from jujiao.kernel.record.access import open_door
from jujiao.notices.wechat.models import Account, Reason
from jujiao.notices.wechat.operations.hearing import heard, refused
from jujiao.notices.wechat.operations.later import hurry, leave
from jujiao.notices.wechat.operations.receiving import receive
from jujiao.notices.wechat.secrets import envelope_of

PATH: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")
PLAIN: Final = "text/plain; charset=utf-8"
REFUSALS: Final = {
    NotFromWeChat: (HTTPStatus.FORBIDDEN, Reason.NOT_THEIRS),
    GarbageError: (HTTPStatus.BAD_REQUEST, Reason.GARBAGE),
    SealBroken: (HTTPStatus.FORBIDDEN, Reason.SEALED),
}
logger = logging.getLogger(__name__)


@open_door
@csrf_exempt
def callback(request: HttpRequest, path: str) -> HttpResponse:
    """Answers the platform within its five seconds: 200 once a message is kept, 403 for whoever is not the platform or
    comes with a request older than ten minutes by the database's clock, 400 for what cannot be read."""
    account = Account.objects.filter(path=path, in_use=True).first() if PATH.fullmatch(path) else None
    if account is None:
        return HttpResponse(status=HTTPStatus.FORBIDDEN)
    now = clock.database_now()
    try:
        return _answer(request, account, now)
    except (GarbageError, SealBroken) as error:
        status, reason = REFUSALS[type(error)]
        logger.info("a request for the account %s was refused: %s", account.pk, error)
        refused(account, reason, now=now)
        return HttpResponse(status=status)


def _answer(request: HttpRequest, account: Account, now: datetime) -> HttpResponse:
    envelope, query = envelope_of(account), {name: request.GET[name] for name in request.GET}
    if request.method == "GET":
        echo = envelope.greeted(query, now=now)
        heard(account, now=now)
        return HttpResponse(echo, content_type=PLAIN)
    if request.method != "POST":
        raise GarbageError("neither asked nor told")
    document = envelope.opened(_body(request), query, now=now)
    told = read(document)
    if told.account != account.original_id:
        raise NotFromWeChat("of another account")
    heard(account, now=now)
    return _taken(account, envelope, document, told, nonce=query.get("nonce", ""), now=now)


def _body(request: HttpRequest) -> bytes:
    try:
        if int(request.headers.get("Content-Length") or 0) <= LONGEST:
            return request.body
    except (RequestDataTooBig, UnreadablePostError, ValueError):
        pass
    raise GarbageError("longer than any message")


def _taken(
    account: Account, envelope: Envelope, document: bytes, told: Read, *, nonce: str, now: datetime
) -> HttpResponse:
    """The answer once it is kept: with all that follows from it, or else for the worker."""
    try:
        with transaction.atomic():
            hurry()
            taken = receive(account=account, read=told, now=now)
    except Exception:
        # Whatever it was: what an owner wrote is not lost for it. Where the database is away this fails too, and the
        # platform comes again.
        logger.exception("a message for the account %s is left to the worker", account.pk)
        leave(account, document, now=now)
        return HttpResponse(SUCCESS, content_type=PLAIN)
    if not taken.reply:
        return HttpResponse(SUCCESS, content_type=PLAIN)
    xml = text_reply(to=told.openid, sender=account.original_id, text=taken.reply, at=now)
    return HttpResponse(envelope.closed(xml, nonce=nonce, at=now), content_type="application/xml; charset=utf-8")
