"""What the rulebook needs on a company's first day."""

from jujiao.company.estates.models import Company
from jujiao.company.rulebook.operations import ship_first_version
from jujiao.kernel.record.declared import Founded


def found(founded: Founded) -> None:
    """Version 1, with the regulation's figures."""
    company = Company.objects.get(pk=founded.company_id)
    ship_first_version(company=company, now=founded.now, effective_from=founded.in_force_from)
