"""What the calendar needs on a company's first day."""

from jujiao.company.calendar.operations import ship_years
from jujiao.kernel.record.declared import Founded


def found(founded: Founded) -> None:
    """The years that come with the product."""
    ship_years(now=founded.now)
