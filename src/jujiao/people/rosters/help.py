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
                "Open one for posts and days and have it searched for. What cannot be done is said in numbers; what is"
                " found is lawful and fair. Publish it, and everybody in it is told."
            ),
            page="rosters:list",
        ),
        Thing(
            rank=440,
            roles=(Role.CLERK, Role.MEMBER),
            title=_("Acknowledge your roster"),
            text=_("When a roster is published you are told: look at your duties and say that you have seen them."),
            page="rosters:list",
        ),
    ),
)
