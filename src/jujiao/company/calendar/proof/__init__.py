"""What proves the calendar."""

from typing import Any

from jujiao.company.calendar.models import CalendarYear
from jujiao.testing.proofs import Proof, Scene


def _edition(_scene: Scene) -> dict[str, Any]:
    return {"edition_id": CalendarYear.objects.filter(year=2026).values_list("pk", flat=True)[0]}


PROOF = Proof(
    samples={"calendar:draft": _edition, "calendar:publish": _edition, "calendar:year_of": {"year": 2026}},
    own=frozenset({"calendar:year_of"}),
)
