"""What those who begin are told about notices."""

from django.utils.translation import gettext_lazy as _

from jujiao.kernel.record.access import STAFF, Role
from jujiao.kernel.record.helping import Help, Thing

HELP = Help(
    things=(
        Thing(
            rank=800,
            roles=(*sorted(STAFF), Role.OWNER),
            title=_("Read what is new"),
            text=_("The bell counts what is new. Choose there how you are told, and your quiet hours."),
            page="notices:inbox",
            at=".j-bell",
        ),
        Thing(
            rank=805,
            roles=(Role.CLERK, Role.MANAGER),
            title=_("Call whom no message reaches"),
            text=_("What is to be said stands there; say how the call went, and what was promised is kept."),
            page="notices:calls",
        ),
        Thing(
            rank=810,
            roles=(Role.SYSADMIN,),
            title=_("Send again what failed"),
            text=_("Each message, whether it was sent, and with which error it failed."),
            page="notices:deliveries",
        ),
    )
)
