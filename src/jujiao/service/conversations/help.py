"""What those who begin are told about conversations, by role."""

from django.utils.translation import gettext_lazy as _

from jujiao.kernel.record.access import Role
from jujiao.kernel.record.helping import Help, Thing

HELP = Help(
    owes={
        Role.CLERK: _("What owners write to the desk is answered within 10 minutes by day, 30 by night."),
    },
    things=(
        Thing(
            rank=428,
            roles=(Role.MANAGER,),
            title=_("See how many messages are answered in time"),
            text=_("By day and night, by way, clerk and hour. Each figure opens to its messages."),
            page="conversations:rates",
        ),
        Thing(
            rank=422,
            roles=(Role.OWNER,),
            title=_("Write to the desk"),
            text=_("A question, a photo, a place: you see by when you are answered."),
            page="conversations_owner:conversations",
        ),
    ),
)
