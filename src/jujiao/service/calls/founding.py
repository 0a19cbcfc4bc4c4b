"""What calls need on a company's first day."""

from jujiao.company.estates.models import Company
from jujiao.kernel.record.declared import Founded
from jujiao.service.calls.operations.scripts import ship_first_wordings


def found(founded: Founded) -> None:
    """Something to say on the telephone."""
    ship_first_wordings(company=Company.objects.get(pk=founded.company_id), now=founded.now)
