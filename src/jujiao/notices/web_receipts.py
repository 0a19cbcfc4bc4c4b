"""Where vendors of text messages tell what became of them: no person comes here, and nobody is signed in."""

import logging
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from jujiao.kernel.machine import clock
from jujiao.kernel.machine.messaging.receipts import READINGS, GarbageError
from jujiao.kernel.record.access import open_door
from jujiao.notices.operations.receipts import received

LARGEST = 512 * 1024
"""Bytes of one request; a thousand receipts take some 300 kB."""
logger = logging.getLogger(__name__)


@open_door
@csrf_exempt
@require_POST
def receive(request: HttpRequest, way: str, secret: str) -> HttpResponse:
    """Takes what the vendor says of several messages at once, however often it says it, and answers as it expects.

    The secret in the address is all that proves who calls: vendors sign nothing. Each receipt is a transaction of its
    own; where one cannot be written now, the vendor is told so and comes again with all of them."""
    reading = READINGS.get(way)
    ours = settings.RECEIPTS_SECRET
    if reading is None or not ours or not constant_time_compare(secret, ours):
        raise Http404
    try:
        if int(request.headers.get("Content-Length") or 0) > LARGEST or len(request.body) > LARGEST:
            return HttpResponse(status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        receipts = reading.all_of(request.body)
    except RequestDataTooBig:
        return HttpResponse(status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    except GarbageError as error:
        logger.warning("receipts of %s that cannot be read: %s", way, error)
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    now = clock.now()
    for receipt in receipts:
        received(**{**vars(receipt), "at": receipt.at or now}, now=now)
    return JsonResponse(dict(reading.answer))
