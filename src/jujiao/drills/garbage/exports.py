"""The formulas as whatever people write, and every export of it, taken by the door where people take it."""

from collections.abc import Iterator

from jujiao.drills.garbage.formulas import live_cells, payloads
from jujiao.drills.garbage.visiting import Visits
from jujiao.testing.cast import Cast
from jujiao.testing.proofs import proofs


def at_exports(cast: Cast, visits: Visits) -> Iterator[tuple[str, list[str]]]:
    """Each export's name, and what lives in it."""
    every = [proof.drilled for proof in proofs().values()]
    for one in every:
        one.plant(cast, payloads())
    for export in [export for one in every for export in one.exports(cast, payloads()[3])]:
        taken = visits(getattr(cast, export.by))(export.method, export.url)
        kind = taken.headers.get("content-type", "")
        if export.table:
            yield export.name, [f"{export.name}: {found}" for found in live_cells(taken.content)]
        else:
            wrong = f"{export.name}: served as {kind}, which may be opened as a table"
            yield export.name, [] if "json" in kind else [wrong]
