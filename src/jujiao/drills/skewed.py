"""Processes of the product with a wrong clock, and, for controls, with careless ways.

`python -m jujiao.drills.skewed work` and `granian jujiao.drills.skewed:application` are the worker and the web server.
DRILL_SKEW says by how many seconds their clock is off. DRILL_CARELESS takes the guard away: an alarm is claimed in one
transaction and written in another, and a mail is marked as sent before it leaves; its value is the pause in between, in
seconds. DRILL_NO_RESCUE leaves the mails of dead workers to themselves. DRILL_CODES_UNREAD takes every answer of a
vendor of text messages for a yes."""

import os
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch
from uuid import UUID

import procrastinate.utils
from django.utils import timezone


def set_clock_wrong(seconds: float) -> None:
    """Lets this process believe that it is earlier or later."""
    true_now = timezone.now
    skew = timedelta(seconds=seconds)

    def now() -> datetime:
        return true_now() + skew

    def utcnow() -> datetime:
        return true_now() + skew

    patch.object(timezone, "now", now).start()
    patch.object(procrastinate.utils, "utcnow", utcnow).start()


def be_careless(pause: float) -> None:
    """Takes the guards of the promise loop and of the sending away."""
    from jujiao.kernel.machine.messaging.mail import MailSender
    from jujiao.promises import firing

    patch.object(firing, "write_down", _later(firing.write_down, pause)).start()
    patch.object(MailSender, "send", _marked(MailSender.send, pause)).start()


def leave_the_dead() -> None:
    """Takes the guard of mails under way away."""
    from jujiao.kernel.machine import deliveries

    async def nothing(_courier: Any) -> int:
        return 0

    patch.object(deliveries, "take_over", nothing).start()


def read_no_codes() -> None:
    """Takes the guard of answers away: HTTP 200 is enough."""
    from jujiao.kernel.machine.messaging import tencent
    from jujiao.kernel.machine.messaging.port import Accepted

    patch.object(tencent, "read", lambda _status, _answer: Accepted()).start()


def _later(fire: Callable[..., None], pause: float) -> Callable[..., None]:
    """The claim is committed first; the alarms, their timeline entries and notices follow."""
    from django.db import transaction

    def fire_later(*facts: Any) -> None:
        def do() -> None:
            time.sleep(pause)
            with transaction.atomic():
                fire(*facts)

        transaction.on_commit(do)

    return fire_later


def _marked(send: Callable[..., Any], pause: float) -> Callable[..., Any]:
    """Done is marked before it is."""
    from jujiao.notices.models import Delivery, DeliveryState

    def send_marked(sender: Any, message: Any, *, address: str, attempt_id: UUID) -> Any:
        Delivery.objects.filter(attempts=attempt_id).update(state=DeliveryState.SENT)
        time.sleep(pause)
        return send(sender, message, address=address, attempt_id=attempt_id)

    return send_marked


def _application() -> Any:
    from jujiao.rsgi import application

    return application


def _bend() -> None:
    if skew := os.environ.get("DRILL_SKEW"):
        set_clock_wrong(float(skew))


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jujiao.settings")
    _bend()
    django.setup()
    if careless := os.environ.get("DRILL_CARELESS"):
        be_careless(float(careless))
    if os.environ.get("DRILL_NO_RESCUE"):
        leave_the_dead()
    if os.environ.get("DRILL_CODES_UNREAD"):
        read_no_codes()
    from jujiao.__main__ import main

    sys.exit(main(sys.argv[1:]))


def __getattr__(name: str) -> Any:
    """The web server asks for `application`; only then is it made, with its clock already wrong."""
    if name != "application":
        raise AttributeError(name)
    _bend()
    return _application()
