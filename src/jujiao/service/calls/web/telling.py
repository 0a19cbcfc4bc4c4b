"""Where exchanges tell of calls: no person comes here, and nobody is signed in."""

import logging
from collections import Counter
from http import HTTPStatus
from typing import Final

from django.core.exceptions import RequestDataTooBig
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from jujiao.kernel.database.compiled import compiled
from jujiao.kernel.machine import clock
from jujiao.kernel.record.access import open_door
from jujiao.service.calls.models import Source
from jujiao.service.calls.operations.receiving import LARGEST, is_secret_of, receive, refuse_message
from jujiao.service.calls.sources.readers import READERS, Way
from jujiao.service.calls.sources.told import UnreadableError, Wrong

logger = logging.getLogger(__name__)

KINDS_LOGGED: Final = 5
"""Of the reasons of one message, which may have a hundred thousand records that cannot be read."""


@open_door
@csrf_exempt
@require_POST
def tell(request: HttpRequest, source_id: int, secret: str) -> HttpResponse:
    """Takes what an exchange tells, however often it tells it.

    The secret in the address is all that proves who calls: exchanges sign nothing. Where some records of a message can
    be read they are taken, and the others noted; where none can, the exchange hears why."""
    source = next(iter(_sources(source=source_id)), None)
    if source is None or READERS[source.vendor].way is not Way.PUSH:
        raise Http404
    now = clock.now()
    if not is_secret_of(source, secret):
        refuse_message(source=source, error=UnreadableError(Wrong.SECRET), now=now)
        raise Http404
    try:
        too_long = int(request.headers.get("Content-Length") or 0) > LARGEST or len(request.body) > LARGEST
    except (RequestDataTooBig, ValueError):
        too_long = True
    if too_long:
        refuse_message(source=source, error=UnreadableError(Wrong.LENGTH), now=now)
        return HttpResponse(Wrong.LENGTH, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE, content_type="text/plain")
    received = receive(source=source, body=request.body, now=now)
    for error, many in Counter(map(str, received.refused)).most_common(KINDS_LOGGED):
        logger.warning("exchange %s: %s records cannot be read: %s", source.pk, many, error)
    if received.nothing_read:
        return HttpResponse(received.refused[0], status=HTTPStatus.UNPROCESSABLE_ENTITY, content_type="text/plain")
    return HttpResponse("OK", content_type="text/plain")


@compiled
def _sources(*, source: int) -> QuerySet[Source]:
    return Source.objects.filter(pk=source, in_use=True).select_related("estate__company")
