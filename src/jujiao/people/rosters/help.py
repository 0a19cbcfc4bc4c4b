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
        Thing(
            rank=450,
            roles=(Role.CLERK, Role.MEMBER),
            title=_("Swap a duty"),
            text=_(
                "Ask a colleague from your roster; once they agree, your head approves. Leave is asked for there, too."
            ),
            page="rosters:mine",
        ),
        Thing(
            rank=460,
            roles=(Role.HEAD, Role.ADMINISTRATION),
            title=_("Change a roster by hand"),
            text=_(
                "Move in its grid with the arrow keys and type the number of a shift. What breaks the law is refused,"
                " and you read why beside the cell."
            ),
            page="rosters:list",
        ),
    ),
)
