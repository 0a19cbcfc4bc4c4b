"""What those who begin are told about duties, by role."""

from django.utils.translation import gettext_lazy as _

from jujiao.kernel.record.access import Role
from jujiao.kernel.record.helping import Help, Thing

HELP = Help(
    owes={},
    things=(
        Thing(
            rank=400,
            roles=(Role.CLERK, Role.MEMBER),
            title=_("Sign on and off"),
            text=_(
                "Press “Sign on” when your duty begins: from then on the work of your post comes to you."
                " At its end, hand it over."
            ),
            page="duty:own",
        ),
        Thing(
            rank=410,
            roles=(Role.HEAD,),
            title=_("Plan who is on duty"),
            text=_("Whoever is on leave, has not rested or may not work then is refused, and you read why."),
            page="duty:board",
        ),
        Thing(
            rank=420,
            roles=(Role.ADMINISTRATION,),
            title=_("Say what has to be covered"),
            text=_("The front desk, the repair stand-by, the gates: new work goes to whoever is there."),
            page="duty:posts",
        ),
    ),
)
