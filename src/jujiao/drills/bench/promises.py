"""The promise loop: its cost while nothing is due, and how long many due ones take, by one worker's loop."""

import json

from jujiao.drills.bench.table import Figure
from jujiao.drills.stage import stage
from jujiao.kernel.machine.postgres import configuration

IDLE_MS = 5.0
FIRED_SECONDS_EACH = 10.0 / 10_000
GATHERED_SECONDS = 2.0
GROWTH = 1.2


def measure(running: int, due: int) -> list[Figure]:
    """On a database of its own, with `running` promises of which `due` fall due at once."""
    with stage() as it:
        # Only PostgreSQL's own role may write the bulk without its triggers; the loop works the same under it.
        address = it.url.replace(f"user={configuration.OWNER}", f"user={configuration.SUPERUSER}")
        arguments = (str(running), str(due), it.facts["estate"])
        said = json.loads(it.python("-m", "jujiao.drills.bench.loop", *arguments, DATABASE_URL=address))
    return [
        Figure(f"pass over {running} running promises, nothing due", said["idle_ms"], "ms", IDLE_MS),
        Figure("the same, slowest in a hundred", said["idle_p99_ms"], "ms"),
        Figure("ceiling: SELECT 1 by the same driver", said["select_ms"], "ms"),
        Figure(f"{said['fired']} due ones fired by one worker", said["fired_seconds"], "s", due * FIRED_SECONDS_EACH),
        Figure(f"{said['gathered']} gathered ones of one second", said["gathered_seconds"], "s", GATHERED_SECONDS),
        Figure("notices of them to each person", said["gathered_notices_each"], "", 1),
        Figure("memory after, times before", said["memory_growth"], "x", GROWTH),
    ]
