"""Taking over the sheet of the front desk: the one number by which owners of the estate call it."""

from django.utils.translation import gettext as _

from jujiao.company.estates.contact import UnableToReadPhone
from jujiao.company.estates.models import Estate
from jujiao.company.estates.operations import set_desk_phone
from jujiao.company.staff.workbook.cells import Row
from jujiao.company.staff.workbook.form import said
from jujiao.company.staff.workbook.outcome import Outcome


def take_desk(rows: list[Row], outcome: Outcome) -> None:
    """Sets the number where the sheet has another one; an empty sheet leaves it as it is."""
    for further in rows[1:]:
        wrong = _("The front desk's phone stands in row %(row)s already.") % {"row": rows[0].number}
        outcome.problems.append(further.problem("phone", wrong))
    for row in rows[:1]:
        sheet = said(row.sheet.words)
        if any((problem.sheet, problem.row) == (sheet, row.number) for problem in outcome.problems):
            continue
        estate, phone = Estate.objects.get(pk=outcome.estate.pk), row.text("phone")
        if phone in ("", estate.desk_phone):
            outcome.stays(row)
            continue
        try:
            set_desk_phone(estate=estate, phone=phone, version=estate.version, actor=outcome.actor, now=outcome.now)
        except UnableToReadPhone as error:  # one with stars: of people's, these stand for what is on record
            outcome.problems.append(row.problem("phone", str(error)))
            continue
        kind = "changed" if estate.desk_phone else "new"
        outcome.change(row, kind, _("Phone of the front desk: %(phone)s") % {"phone": phone})
