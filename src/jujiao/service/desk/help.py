"""What those who begin are told about the desk, by role."""

from django.utils.translation import gettext_lazy as _

from jujiao.kernel.record.access import Role
from jujiao.kernel.record.helping import Help, Thing

HELP = Help(
    things=(
        Thing(
            rank=250,
            roles=(Role.CLERK,),
            title=_("Take down who comes"),
            text=_("Who, and what they want in their words. One press makes a complaint of it; the words stay."),
            page="desk:visits",
        ),
        Thing(
            rank=405,
            roles=(Role.CLERK, Role.MEMBER),
            title=_("Hand your duty over"),
            text=_("What is open is listed for you. Count the keys, write a note, sign; whoever comes signs too."),
            page="desk:handovers",
        ),
        Thing(
            rank=415,
            roles=(Role.HEAD, Role.MANAGER),
            title=_("See that every minute is covered"),
            text=_("Gaps of now, of the coming days, and the minutes of a month, post by post."),
            page="desk:cover",
        ),
    ),
)
