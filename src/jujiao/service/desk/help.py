"""What those who begin are told about the desk, by role."""

from django.utils.translation import gettext_lazy as _

from jujiao.kernel.record.access import Role
from jujiao.kernel.record.helping import Help, Thing

HELP = Help(
    things=(
        Thing(
            rank=415,
            roles=(Role.HEAD,),
            title=_("See that every minute is covered"),
            text=_("Gaps of now, of the coming days, and the minutes of a month, post by post."),
            page="reception:cover",
        ),
    ),
)
