"""What the staff's pages need on a company's first day."""

from jujiao.company.estates.models import Estate
from jujiao.company.staff.models import DepartmentKind
from jujiao.company.staff.operations import add_department
from jujiao.kernel.record.access import SYSTEM
from jujiao.kernel.record.declared import Founded


def found(founded: Founded) -> None:
    """A department of each kind that the regulation names, unless the estate has departments already."""
    estate = Estate.objects.get(pk=founded.estate_id)
    if not estate.departments.exists():
        for kind in DepartmentKind:
            add_department(estate=estate, name=str(kind.label), kind=kind, actor=SYSTEM, now=founded.now)
