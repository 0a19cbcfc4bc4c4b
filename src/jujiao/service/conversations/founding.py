"""What conversations need on a company's first day."""

from jujiao.company.estates.models import Company
from jujiao.kernel.record.declared import Founded
from jujiao.service.conversations.operations.phrases import ship_first_phrases


def found(founded: Founded) -> None:
    """Something to answer."""
    ship_first_phrases(company=Company.objects.get(pk=founded.company_id), now=founded.now)
