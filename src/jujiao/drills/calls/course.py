"""What exchanges told is fed to the product, and its rates are held against those of the raw records."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import timedelta
from typing import Any

from jujiao.company.staff.queries import today
from jujiao.kernel.machine import clock
from jujiao.rules.clocks import midnight
from jujiao.rules.service.calls.rates import Rate
from jujiao.service.calls.models import Call, Source, Vendor
from jujiao.service.calls.proof.apart import apart
from jujiao.service.calls.proof.generated.courses import DESK
from jujiao.service.calls.proof.generated.delivery import TELLERS, delivered
from jujiao.service.calls.proof.generated.feeding import feed
from jujiao.service.calls.proof.rows import Maker
from jujiao.service.calls.queries_rates import By, grid, parts
from jujiao.testing.cast import Cast

AGO = timedelta(days=3)
"""So long ago the last call was, so that nothing that comes late is told of the future."""


@dataclass
class Compared:
    """How much there was, and each figure that differs, as a sentence."""

    counted: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    @property
    def figures(self) -> dict[str, int | float | str]:
        names = ("calls", "records", "lost", "doubled", *VERDICTS, "figures", "that differ")
        return {name.replace("_", " "): self.counted[name] for name in names}

    def hold(self, what: str, found: Mapping[Any, Rate], expected: Mapping[Any, Rate]) -> None:
        for key in sorted(found.keys() | expected.keys(), key=str):
            self.counted["figures"] += 1
            if found.get(key) != expected.get(key):
                self.counted["that differ"] += 1
                self.faults.append(f"{what} {key}: {found.get(key)}, and by its raw records {expected.get(key)}")


VERDICTS = tuple(each.name for each in fields(Rate) if each.name not in ("by_hand", "grades"))


def compared(cast: Cast, calls: int, days: int, seed: int, *, linked: bool = True) -> Compared:
    """One exchange of each vendor, each with its share of the calls. `linked`: records are folded by call."""
    found = Compared()
    make = Maker(cast.customer_service, clock.now())
    for vendor in TELLERS:
        source, post = make.source(Vendor(vendor)), make.post()
        for extension in DESK:
            make.telephone(source, extension, duty_post=post)
        first = midnight(today(make.now)) - AGO - timedelta(days=days)
        arrived = delivered(vendor, calls // len(TELLERS), first, days, seed)
        found.counted["lost"] += arrived.lost
        found.counted["doubled"] += arrived.doubled
        found.counted["records"] += feed(source, arrived.bodies, make.now, linked=linked)
        _compare(source, found)
    return found


def _compare(source: Source, found: Compared) -> None:
    rows, expected = Call.objects.filter(source=source), apart(source)
    counted, names = grid(rows), {"": "", **_extensions(source)}
    found.counted["calls"] += expected.calls
    found.counted.update({name: getattr(counted.whole, name) for name in VERDICTS})
    found.hold(f"{source.vendor}, hour", counted.hours, expected.hours)
    found.hold(f"{source.vendor}, queue", {each.value: each.rate for each in parts(rows, By.QUEUE)}, expected.queues)
    by_telephone = {names[each.value]: each.rate for each in parts(rows, By.TELEPHONE)}
    found.hold(f"{source.vendor}, telephone", by_telephone, expected.extensions)


def _extensions(source: Source) -> dict[str, str]:
    return {str(pk): extension for pk, extension in source.telephones.values_list("pk", "extension")}
