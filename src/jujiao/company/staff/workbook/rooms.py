"""Taking over the sheet of rooms: what is not there yet is built, nothing is taken away."""

from django.utils.translation import gettext as _

from jujiao.company.estates.models import Building, Room, Unit
from jujiao.company.estates.searching import folded
from jujiao.company.staff.workbook.cells import Row
from jujiao.company.staff.workbook.outcome import Outcome
from jujiao.rules.places import place_code, place_key

LONGEST = 20


def take_rooms(rows: list[Row], outcome: Outcome) -> None:
    """Adds the buildings, units and rooms that the estate lacks. "3" and "3栋" are the same building, "62栋" and
    "六十二栋" too; a villa or a shop has no unit."""
    existing = set(Room.objects.filter(estate=outcome.estate).values_list("key", flat=True))
    wanted: dict[str, Row] = {}
    for row in rows:
        if _is_wrong(row, outcome):
            continue
        code = _code(row)
        key = place_key(code)
        if key in wanted:
            first = wanted[key].number
            outcome.problems.append(
                row.problem("", _("Room %(room)s stands in row %(row)s already.") % {"room": code, "row": first})
            )
            continue
        wanted[key] = row
        if key in existing:
            outcome.stays(row)
        else:
            outcome.change(row, "new", _("New room %(room)s") % {"room": code})
    _build([row for key, row in wanted.items() if key not in existing], outcome)


def _code(row: Row) -> str:
    return place_code(row.text("building"), row.text("unit"), row.text("number"))


def _is_wrong(row: Row, outcome: Outcome) -> bool:
    wrong = False
    for key in ("building", "unit", "number"):
        text = row.text(key)
        if not text:
            wrong = wrong or key != "unit"  # said already, as a column that must be filled in
        elif max(len(text), len(place_code(text))) > LONGEST or "-" in folded(text) or not place_key(text):
            wrong = True
            advice = _("Up to %(count)s letters or digits, without a dash.") % {"count": LONGEST}
            outcome.problems.append(row.problem(key, _("“%(typed)s” is no name.") % {"typed": text[:30]}, advice))
    return wrong


def _build(new: list[Row], outcome: Outcome) -> None:
    estate = outcome.estate
    buildings = {each.key: each for each in Building.objects.filter(estate=estate)}
    missing = {place_key(row.text("building")): row.text("building") for row in reversed(new)}
    added = [Building(estate=estate, name=name) for key, name in reversed(missing.items()) if key not in buildings]
    buildings |= {each.key: each for each in Building.objects.bulk_create(added)}
    units = {(each.building_id, each.key): each for each in Unit.objects.filter(building__estate=estate)}
    fresh: dict[tuple[int, str], Unit] = {}
    for row in new:
        building = buildings[place_key(row.text("building"))]
        key = (building.pk, place_key(row.text("unit")))
        if key not in units:
            fresh.setdefault(key, Unit(building=building, name=row.text("unit")))
    Unit.objects.bulk_create(fresh.values(), batch_size=1000)
    units |= fresh
    Room.objects.bulk_create(
        [
            Room(
                estate=estate,
                unit=units[buildings[place_key(row.text("building"))].pk, place_key(row.text("unit"))],
                number=row.text("number"),
                code=_code(row),
            )
            for row in new
        ],
        batch_size=1000,
    )
