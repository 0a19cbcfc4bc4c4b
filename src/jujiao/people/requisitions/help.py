"""What those who begin are told about requisitions, by role."""

from django.utils.translation import gettext_lazy as _

from jujiao.kernel.record.access import Role
from jujiao.kernel.record.helping import Help, Thing

HELP = Help(
    owes={
        Role.ADMINISTRATION: _("Each department is asked whom it needs, and its answer is looked at in time."),
    },
    things=(
        Thing(
            rank=300,
            roles=(Role.HEAD,),
            title=_("Say whom you need"),
            text=_("When you are asked, name posts and numbers, or say that you need nobody."),
            page="requisitions:list",
        ),
        Thing(
            rank=310,
            roles=(Role.ADMINISTRATION,),
            title=_("Ask the departments whom they need"),
            text=_("Look at each answer: accept it, or send it back with a reason."),
            page="requisitions:list",
        ),
        Thing(
            rank=320,
            roles=(Role.MANAGER, Role.COMPANY),
            title=_("Approve who is needed"),
            text=_("What was accepted waits for you, with the seats that are free."),
            page="requisitions:list",
        ),
    ),
)
