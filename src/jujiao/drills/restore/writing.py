"""Complaints that come in by the API all the time."""

import http.client
import threading
from typing import Any

from jujiao.drills.stage import Stage, Web

PAUSE_SECONDS = 0.1


class Writer(threading.Thread):
    """Registers one complaint after another until told to stop; what comes of them is for the others to see."""

    def __init__(self, stage: Stage, web: Web, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.stage = stage
        self.web = web
        self.stop = stop

    def run(self) -> None:
        number = 0
        while not self.stop.wait(PAUSE_SECONDS):
            number += 1
            try:
                token, body = self.stage.facts["tokens"]["clerk"], self.body(self.stage, f"Light {number} is broken")
                self.stage.call(self.web, "POST", "/api/v1/complaints", token=token, body=body, key=f"restore {number}")
            except (OSError, http.client.HTTPException):
                continue

    @staticmethod
    def body(stage: Stage, text: str) -> dict[str, Any]:
        facts = stage.facts
        place = {"estate": facts["estate"], "category": facts["categories"][0], "room": facts["rooms"][0]}
        return {**place, "text": text, "contact_phone": "13800000101"}
