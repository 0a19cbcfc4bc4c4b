"""What those who begin are told about rosters, by role."""

from django.utils.translation import gettext_lazy as _

from jujiao.kernel.record.access import Role
from jujiao.kernel.record.helping import Help, Thing

HELP = Help(
    things=(
        Thing(
            rank=430,
            roles=(Role.HEAD, Role.ADMINISTRATION),
            title=_("Make a roster"),
            text=_(
                "Have it searched for, or fill its grid by the keys. What cannot be done is said in numbers, and what"
                " breaks the law is refused beside its cell. Publish it, and everybody in it is told."
            ),
            page="rosters:list",
        ),
        Thing(
            rank=440,
            roles=(Role.CLERK, Role.MEMBER),
            title=_("Look at your roster"),
            text=_(
                "Say that you have seen your duties. Ask a colleague to swap one, or ask for leave: your head approves."
            ),
            page="rosters:mine",
        ),
    ),
)
