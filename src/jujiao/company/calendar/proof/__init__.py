"""What proves the calendar."""

from collections.abc import Iterator
from typing import Any

from jujiao.company.calendar.models import CalendarYear
from jujiao.testing.canaries import NOBODY, Canary, entered
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.proofs import Proof, Scene

CANARY = "canary-calendar"
YEAR = 2026


def _edition(_scene: Scene) -> dict[str, Any]:
    return {"edition_id": CalendarYear.objects.get(year=YEAR, edition=1).pk}


def canaries(_cast: Cast) -> Iterator[Canary]:
    """A marked draft of a year. The calendar is one for all companies: it is kept from residents alone."""
    notice = CalendarYear.objects.get(year=YEAR).notice
    draft = CalendarYear.objects.create(year=YEAR, edition=2, source=CANARY, notice=notice, loaded_at=NOW)
    yield Canary(
        mark=CANARY,
        kept_from=frozenset({"resident", "neighbour", "tenant", NOBODY}),
        at={"edition_id": draft.pk},
        subjects=(entered("calendar_year", YEAR, CANARY),),
        read=("hr", "calendar:draft"),
    )


PROOF = Proof(
    samples={"calendar:draft": _edition, "calendar:publish": _edition, "calendar:year_of": {"year": YEAR}},
    own=frozenset({"calendar:year_of"}),
    canaries=canaries,
)
