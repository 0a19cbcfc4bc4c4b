"""What every case has in common: a number, a state, a round, a version, and the rules under which it came."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.functional import cached_property

from jujiao.company.estates.place import Place
from jujiao.company.rulebook.models import RulebookVersion
from jujiao.company.rulebook.queries import figures
from jujiao.kernel.models import TimelineEntry
from jujiao.kernel.record.subjects import Subject
from jujiao.promises.models import Promise
from jujiao.rules.figure import Figures


@dataclass(frozen=True)
class Begun:
    """What was written with a new case: its promises, and the first entry of its timeline."""

    promises: list[Promise]
    entry: TimelineEntry


class Case(models.Model):
    """Something that takes steps under the regulation (事项): a complaint, a requisition.

    `version` counts the steps, for optimistic locking; `round` (轮次) counts how often it began anew; `next_due_at` is
    when the first of its running promises falls due. Whatever comes into force later, the limits promised are those of
    `rulebook_version`. Each case belongs to a company, and to an estate or to the company alone: its model has both
    `company_id` and `estate_id`, as columns or read from another row."""

    number = models.CharField(max_length=30, unique=True)
    rulebook_version = models.ForeignKey(RulebookVersion, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12)
    round = models.PositiveSmallIntegerField(default=1)
    next_due_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    begun: Begun | None = None
    """Known to whoever has just made the case, so that nothing of it has to be read to answer with it."""

    if TYPE_CHECKING:  # a property here would hide the columns of the models

        @property
        def company_id(self) -> int: ...

        @property
        def estate_id(self) -> int | None: ...

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.number

    @cached_property
    def limits(self) -> Figures:
        """The figures that bind this case, at its estate; fetched once, as they never change for it."""
        return figures(self.rulebook_version_id, self.estate_id)

    @property
    def belongs_to(self) -> Place:
        """Where it belongs."""
        return Place(self.company_id, self.estate_id)

    @property
    def owed_to(self) -> Subject | None:
        """Whoever its promises are given to."""
        return None

    def stored(self) -> dict[str, Any]:
        """Every column as it is stored, by the name of its field: for a relation, its id."""
        return {field.name: getattr(self, field.attname) for field in self._meta.concrete_fields}
