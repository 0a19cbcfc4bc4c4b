"""What those who begin are told about files and papers, by role."""

from django.utils.translation import gettext_lazy as _

from jujiao.kernel.record.access import Role
from jujiao.kernel.record.helping import Help, Thing

HELP = Help(
    things=(
        Thing(
            rank=710,
            roles=(Role.ADMINISTRATION,),
            title=_("Keep what people must hold"),
            text=_(
                "Write down licences and inductions, have a second person verify them, and renew them before they end."
            ),
            page="employment:credentials",
        ),
    ),
)
