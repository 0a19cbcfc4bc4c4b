"""What those who begin are told about the rulebook."""

from django.utils.translation import gettext_lazy as _

from jujiao.kernel.record.access import Role
from jujiao.kernel.record.helping import Help, Thing

HELP = Help(
    things=(
        Thing(
            rank=500,
            roles=(Role.MANAGER, Role.COMPANY, Role.AUDITOR),
            title=_("Read why it is so"),
            text=_("Each time on a page bears its clause. The rulebook has the clauses, and the figures in force."),
            page="rulebook:versions",
        ),
        Thing(
            rank=510,
            roles=(Role.OWNER,),
            title=_("Know what we promise"),
            text=_("How soon we answer, deal with it and call you: all in one place."),
            page="rulebook:promises",
        ),
    )
)
