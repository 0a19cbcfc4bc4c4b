"""Chooses what is killed, kills it, and has it started again, as a supervisor or a host would."""

import os
import random
import signal
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

import psycopg

from jujiao.drills.process import Process
from jujiao.drills.stage import Stage, Web, until
from jujiao.kernel.machine.postgres import ServerFailed

WEIGHTS = {"workers": 45, "web": 15, "backends": 28, "postmaster": 12}
RECOVERY_SECONDS = 15.0


class Killer:
    """Kills at random, with kill -9, and counts in `kills` by what it was."""

    def __init__(self, stage: Stage, chance: random.Random, weights: dict[str, int] | None = None) -> None:
        self.stage = stage
        self.chance = chance
        self.weights = weights or WEIGHTS
        self.kills: Counter[str] = Counter()

    def kill_one(self) -> None:
        """Kills something that lives."""
        while True:
            what = self.chance.choices(list(self.weights), list(self.weights.values()))[0]
            if self._kill(what):
                self.kills[what] += 1
                return
            self.raise_all()
            time.sleep(0.2)

    def rest(self) -> None:
        """A while in which the dead stay dead, then one in which all work."""
        time.sleep(self.chance.uniform(0, 0.6))
        self.raise_all()
        with suppress(TimeoutError):
            until(RECOVERY_SECONDS, self._database_answers, "the database does not come back")
        time.sleep(self.chance.uniform(0.2, 1.8))

    def raise_all(self) -> None:
        """Starts what is dead."""
        if self.stage.server:
            with suppress(ServerFailed):
                self.stage.server.ensure()
        for process in self.stage.processes:
            if process.pid is None:
                process.kill()  # what it left behind would keep its port
                process.start()

    def _database_answers(self) -> bool:
        try:
            self.stage.connect().close()
        except psycopg.OperationalError:
            return False
        return True

    def _kill(self, what: str) -> bool:
        if what == "backends":
            return self._kill_number(self.chance.choice(self._children() or [0]))
        if what == "postmaster":
            return self._kill_number(self.stage.server.pid or 0 if self.stage.server else 0)
        wanted = [one for one in self.stage.processes if isinstance(one, Web) == (what == "web") and one.pid]
        return bool(wanted) and _ended(self.chance.choice(wanted))

    def _kill_number(self, pid: int) -> bool:
        if not pid:
            return False
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            return False
        return True

    def _children(self) -> list[int]:
        """The processes below the postmaster, as the kernel knows them."""
        pid = self.stage.server.pid if self.stage.server else None
        try:
            return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
        except OSError:
            return []


def _ended(process: Process) -> bool:
    process.kill()
    return True
