"""Who signed in and who was refused, in the log: no numbers, no passwords."""

import logging
from typing import Any

from django.http import HttpRequest

from jujiao.kernel.machine import client_address

logger = logging.getLogger(__name__)


def signed_in(*, request: HttpRequest, user: Any, **_signal: Any) -> None:
    logger.info("account %s signed in from %s", user.pk, _address(request))


def refused(*, request: HttpRequest | None = None, **_signal: Any) -> None:
    logger.info("sign-in refused from %s", _address(request))


def _address(request: HttpRequest | None) -> str:
    return client_address.of_meta(request.META) if request else client_address.UNKNOWN
