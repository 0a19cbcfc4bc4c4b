"""What timelines of this app speak of."""

from django.utils.translation import gettext_lazy as _

from jujiao.company.rulebook.models import RulebookVersion
from jujiao.kernel.record.subjects import SubjectKind

RULEBOOK = SubjectKind(
    key="rulebook", label=_("Rulebook version"), model=RulebookVersion, called=lambda version: str(version.number)
)
