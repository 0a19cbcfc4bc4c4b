"""text messages and mails while workers are killed and vendors answer oddly: none lost, none doubled without reason"""

import random
import secrets
import time
from argparse import ArgumentParser
from typing import Any

from jujiao.drills.deliveries.checking import check, sent
from jujiao.drills.deliveries.telling import KIND, tell_everybody
from jujiao.drills.kill.killing import Killer
from jujiao.drills.mailbox import Mailbox, mailbox
from jujiao.drills.outcome import Outcome
from jujiao.drills.stage import Stage, stage, until
from jujiao.drills.vendors import Manner, Texts, texts

WORKERS = 2
SETTLE_SECONDS = 1200.0
"""Far more than it takes: two cores with nothing else to do need some minutes for ten thousand messages."""
SHARES = {
    Manner.GOOD: 58,
    Manner.EARLY: 10,
    Manner.TWICE: 10,
    Manner.NEVER: 8,
    Manner.SLOW: 2,
    Manner.UNREACHED: 3,
    Manner.SILENT: 2,
    Manner.REFUSED: 5,
    Manner.BUSY: 2,
}
"""Of a hundred messages."""


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--messages", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1, help="of what is killed when, and of how each message is taken")


def run(options: dict[str, Any]) -> Outcome:
    """Tells, kills, waits until all is quiet, then counts. The control does not read the vendor's codes."""
    with stage(durable=False) as it, mailbox() as box, texts() as vendor:
        it.environment |= box.environment | vendor.environment
        return drill(it, box, vendor, options)


def drill(it: Stage, box: Mailbox, vendor: Texts, options: dict[str, Any]) -> Outcome:
    """The drill on a stage that stands."""
    chance, secret = random.Random(options["seed"]), secrets.token_hex(16)
    vendor.manner = manner_of(options["seed"])
    it.environment |= {"JUJIAO_SMS_TEMPLATES": f"sign_in_code=1,{KIND}=2", "JUJIAO_RECEIPTS_SECRET": secret}
    web = it.web()
    vendor.receipts_to = f"http://127.0.0.1:{web.port}/receipts/tencent/{secret}/"
    careless = {"DRILL_CODES_UNREAD": "1"} if options["control"] else {}
    begun = time.monotonic()
    told = tell_everybody(it, options["messages"])
    began_to_send = time.monotonic()
    for _number in range(WORKERS):
        it.worker(module="jujiao.drills.skewed", arguments=(), **careless)
    killer = Killer(it, chance, {"workers": 1})
    for _number in range(options["kills"]):
        time.sleep(chance.uniform(2, 6))
        killer.kill_one()
        killer.raise_all()
    settled = True
    try:
        until(SETTLE_SECONDS, lambda: sent(it) and vendor.quiet(), "it does not become quiet", pause=1)
    except TimeoutError:
        settled = False
    seconds = time.monotonic() - began_to_send
    found = check(it, box, vendor, told, settled=settled)
    figures: dict[str, int | float | str] = {"messages": told, "kills": sum(killer.kills.values()), **found.figures}
    figures |= {"s sending": round(seconds), "s in all": round(time.monotonic() - begun)}
    return Outcome(figures, tuple(found.faults))


def manner_of(seed: int) -> Any:
    """How a message is taken: the same at every try, by the number and what is said."""

    def manner(phone: str, values: list[str]) -> Manner:
        chance = random.Random(f"{seed} {phone} {values}")
        return chance.choices([*SHARES], [*SHARES.values()])[0]

    return manner
