"""Where something is owed or held."""

from typing import NamedTuple


class Place(NamedTuple):
    """One estate of a company, or (without one) the company alone: what concerns no estate more than another."""

    company_id: int
    estate_id: int | None = None

    @property
    def topic(self) -> str:
        """The topic on which open pages hear of what changes there, see `kernel.record.live`."""
        return f"company:{self.company_id}" if self.estate_id is None else f"estate:{self.estate_id}"
