"""Taking over the sheet of rooms: what is not there yet is built, nothing is taken away."""

from django.utils.translation import gettext as _

from jujiao.company.estates.codes import room_code
from jujiao.company.estates.models import Building, Room, Unit
from jujiao.company.staff.workbook.cells import Row
from jujiao.company.staff.workbook.outcome import Outcome

LONGEST = 20


def take_rooms(rows: list[Row], outcome: Outcome) -> None:
    """Adds the buildings, units and rooms that the estate lacks. "3" and "3栋" are the same building."""
    existing = set(Room.objects.filter(estate=outcome.estate).values_list("code", flat=True))
    wanted: dict[str, Row] = {}
    for row in rows:
        if _is_wrong(row, outcome):
            continue
        code = room_code(row.text("building"), row.text("unit"), row.text("number"))
        if code in wanted:
            first = wanted[code].number
            outcome.problems.append(
                row.problem("", _("Room %(room)s stands in row %(row)s already.") % {"room": code, "row": first})
            )
            continue
        wanted[code] = row
        if code in existing:
            outcome.stays(row)
        else:
            outcome.change(row, "new", _("New room %(room)s") % {"room": code})
    _build({code: row for code, row in wanted.items() if code not in existing}, outcome)


def _is_wrong(row: Row, outcome: Outcome) -> bool:
    wrong = False
    for key in ("building", "unit", "number"):
        text = row.text(key)
        if not text:
            wrong = True  # said already, as a column that must be filled in
        elif len(text) > LONGEST or "-" in text or not any(letter.isalnum() for letter in text):
            wrong = True
            advice = _("Up to %(count)s letters or digits, without a dash.") % {"count": LONGEST}
            outcome.problems.append(row.problem(key, _("“%(typed)s” is no name.") % {"typed": text[:30]}, advice))
    return wrong


def _build(new: dict[str, Row], outcome: Outcome) -> None:
    estate = outcome.estate
    buildings = {_bare(each.name): each for each in Building.objects.filter(estate=estate)}
    missing = {_bare(row.text("building")): row.text("building") for row in reversed(new.values())}
    added = [Building(estate=estate, name=name) for bare, name in reversed(missing.items()) if bare not in buildings]
    buildings |= {_bare(each.name): each for each in Building.objects.bulk_create(added)}
    units = {(each.building_id, _bare(each.name)): each for each in Unit.objects.filter(building__estate=estate)}
    fresh: dict[tuple[int, str], Unit] = {}
    for row in new.values():
        building = buildings[_bare(row.text("building"))]
        key = (building.pk, _bare(row.text("unit")))
        if key not in units:
            fresh.setdefault(key, Unit(building=building, name=row.text("unit")))
    Unit.objects.bulk_create(fresh.values(), batch_size=1000)
    units |= fresh
    Room.objects.bulk_create(
        [
            Room(
                estate=estate,
                unit=units[buildings[_bare(row.text("building"))].pk, _bare(row.text("unit"))],
                number=row.text("number"),
                code=code,
            )
            for code, row in new.items()
        ],
        batch_size=1000,
    )


def _bare(name: str) -> str:
    return room_code(name, "", "")
