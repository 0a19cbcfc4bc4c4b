"""Cases that keep coming in by the API, each under a key of its own, asked again until it is acknowledged."""

import http.client
import threading
import time
from datetime import UTC, datetime
from typing import Any

from jujiao.drills.stage import Stage, Web
from jujiao.testing.drilled import Arrival

PAUSE_SECONDS = 1.2
AGAIN_SECONDS = 0.4
PATIENCE_SECONDS = 120.0


class Intake(threading.Thread):
    """Registers one case after another at one web server until told to stop; the last one is brought home.

    `ahead`: the server's clock is ahead, so that the moment when the owner spoke is said, else it would lie in a far
    future that never falls due. What is acknowledged: the number of the case by its text."""

    def __init__(
        self,
        stage: Stage,
        web: Web,
        stop: threading.Event,
        arrival: Arrival,
        *,
        ahead: bool,
        name: str,
        pause: float = PAUSE_SECONDS,
    ) -> None:
        super().__init__(name=name, daemon=True)
        self.stage = stage
        self.web = web
        self.stop = stop
        self.arrival = arrival
        self.ahead = ahead
        self.pause = pause
        self.acknowledged: dict[str, str] = {}
        self.refused: list[str] = []
        self.asked_at = self.acknowledged_at = 0.0

    def run(self) -> None:
        number = 0
        while not self.stop.is_set():
            number += 1
            self.register(f"{self.name}: {number}")
            self.stop.wait(self.pause)

    def register(self, text: str) -> None:
        """Asks again, with the same key, until it is acknowledged."""
        body = self._body(text)
        token = self.stage.facts["tokens"]["clerk"]
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            asked_at = time.monotonic()
            try:
                status, answer = self.stage.call(
                    self.web, "POST", self.arrival.path, token=token, body=body, key=text, seconds=30
                )
            except (OSError, http.client.HTTPException, ValueError):
                status, answer = 0, None
            if status == 201:
                self.acknowledged[text] = answer["number"]
                self.acknowledged_at, self.asked_at = time.monotonic(), asked_at
                return
            if 400 <= status < 500:
                self.refused.append(f"{text}: {status} {answer}")
            time.sleep(AGAIN_SECONDS)

    def _body(self, text: str) -> dict[str, Any]:
        late = self.arrival.late(datetime.now(UTC)) if self.ahead else {}
        return {**self.arrival.body(self.stage.facts, text), **late}
