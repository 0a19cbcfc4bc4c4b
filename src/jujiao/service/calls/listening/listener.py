"""Listens to the exchanges that have an address: a thread for each, started and stopped as they are connected."""

import logging
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Final

from django.db import close_old_connections, connection

from jujiao.kernel.errors import AWAY
from jujiao.kernel.machine import clock
from jujiao.kernel.machine.sealing import SealBroken
from jujiao.service.calls.listening.line import QUIET, Line, NotSignedIn
from jujiao.service.calls.models import Source
from jujiao.service.calls.operations.hearing import note_heard
from jujiao.service.calls.operations.receiving import receive, refuse_message
from jujiao.service.calls.queries_sources import PASSWORDS, to_listen_to
from jujiao.service.calls.sources.told import UnreadableError, Wrong

logger = logging.getLogger(__name__)

LOOK: Final = 10.0
"""Seconds between looks which exchanges there are."""
STEP: Final = 1.0
"""Seconds after which a thread looks whether it is to stop."""
FIRST_WAIT: Final = 1.0
LONGEST_WAIT: Final = 60.0
"""Seconds between tries at most, while an exchange cannot be reached."""
LEAVE: Final = 5.0

type Key = tuple[int, str, str, str]


def listen(stop: threading.Event) -> None:
    """Listens until `stop` is set. Two workers that listen to the same exchange keep each record once."""
    known: dict[Key, Listening] = {}
    while not stop.is_set():
        try:
            look(known)
        except AWAY:
            logger.warning("exchanges: the database is away")
            connection.close()
        except Exception:
            logger.exception("exchanges: something failed, next look in %.0f s", LOOK)
        stop.wait(LOOK)
    for one in known.values():
        one.stop.set()
    for one in known.values():
        one.join(LEAVE)
    connection.close()


def look(known: "dict[Key, Listening]") -> None:
    """Starts listening to those that are new, or have another address, and stops for those that are not there."""
    close_old_connections()
    wanted = {_key(source): source for source in to_listen_to()}
    for key in known.keys() - wanted.keys():
        known.pop(key).stop.set()
    for key in wanted.keys() - known.keys():
        known[key] = Listening(wanted[key])
        known[key].start()


def _key(source: Source) -> Key:
    return source.pk, source.address, source.account, source.sealed


class Listening(threading.Thread):
    """Listens to one exchange until told to stop; what breaks off is begun anew."""

    def __init__(self, source: Source) -> None:
        super().__init__(name=f"exchange {source.pk}", daemon=True)
        self.source = source
        self.stop = threading.Event()

    def run(self) -> None:
        try:
            self.work()
        finally:
            connection.close()

    def work(self) -> None:
        """Listens until told to stop."""
        wait = FIRST_WAIT
        while not self.stop.is_set():
            try:
                with self._line() as line:
                    wait = FIRST_WAIT
                    self.attend(line)
            except NotSignedIn:
                logger.warning("exchange %s: the account is refused", self.source.pk)
                self._have_written(self._refused)
                wait = LONGEST_WAIT
            except (OSError, SealBroken) as error:
                logger.warning("exchange %s: %s, next try in %.0f s", self.source.pk, type(error).__name__, wait)
            except Exception:
                logger.exception("exchange %s: something failed, next try in %.0f s", self.source.pk, wait)
            self.stop.wait(wait)
            wait = min(wait * 2, LONGEST_WAIT)

    def _line(self) -> Line:
        return Line(self.source.address, self.source.account, PASSWORDS.open(self.source.sealed))

    def attend(self, line: Line) -> None:
        """Takes what comes. One that says nothing is asked whether it is there, and given up where it is not."""
        self._have_written(self._heard)
        last, asked = time.monotonic(), False
        while not self.stop.is_set():
            if text := line.told(STEP):
                self._have_written(partial(self._received, text))
                last, asked = time.monotonic(), False
            if time.monotonic() - last < QUIET:
                continue
            if asked:
                raise ConnectionError("the exchange does not answer")
            line.ask_whether_it_is_there()
            last, asked = time.monotonic(), True

    def _have_written(self, write: Callable[[], object]) -> None:
        """Writes, and waits for the database where it is away: what was told is not told again."""
        wait = FIRST_WAIT
        while not self.stop.is_set():
            try:
                close_old_connections()
                write()
            except AWAY:
                connection.close()
                self.stop.wait(wait)
                wait = min(wait * 2, LONGEST_WAIT)
            else:
                return

    def _received(self, text: bytes) -> None:
        receive(source=self._fresh(), body=text, now=clock.now())

    def _heard(self) -> None:
        note_heard(self._fresh(), now=clock.now())

    def _refused(self) -> None:
        refuse_message(source=self._fresh(), error=UnreadableError(Wrong.SECRET), now=clock.now())

    def _fresh(self) -> Source:
        """The exchange as it is now: whether it counts as silent is not known from before."""
        return Source.objects.select_related("estate__company").get(pk=self.source.pk)
