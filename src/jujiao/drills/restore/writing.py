"""Cases that come in by the API all the time."""

import http.client
import threading
from contextlib import suppress

from jujiao.drills.stage import Stage, Web

PAUSE_SECONDS = 0.1


class Writer(threading.Thread):
    """Registers one case of each kind after another until told to stop; what comes of them is for the others to see."""

    def __init__(self, stage: Stage, web: Web, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.stage = stage
        self.web = web
        self.stop = stop

    def run(self) -> None:
        from jujiao.testing.proofs import arrivals

        number = 0
        while not self.stop.wait(PAUSE_SECONDS):
            number += 1
            token, text = self.stage.facts["tokens"]["clerk"], f"Light {number} is broken"
            for arrival in arrivals():
                body, key = arrival.body(self.stage.facts, text), f"restore {number}"
                with suppress(OSError, http.client.HTTPException):
                    self.stage.call(self.web, "POST", arrival.path, token=token, body=body, key=key)
