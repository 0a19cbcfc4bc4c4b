"""What those who begin are told about the frame of all pages."""

from django.utils.translation import gettext_lazy as _

from jujiao.kernel.record.access import STAFF, Role
from jujiao.kernel.record.helping import Help, Thing

WORKERS = (Role.CLERK, Role.MEMBER, Role.HEAD, Role.ADMINISTRATION, Role.MANAGER, Role.COMPANY)
HELP = Help(
    owes={
        Role.AUDITOR: _("Nothing by a certain time: you look, and change nothing."),
        Role.SYSADMIN: _("The system runs, alarms are told, and what failed is sent again."),
    },
    things=(
        Thing(
            rank=100,
            roles=WORKERS,
            title=_("Begin with your work"),
            text=_("What you owe stands here, the most urgent first. The button in the row takes the next step."),
            page="portal:home",
            at="#list .j-sums",
        ),
        Thing(
            rank=110,
            roles=(Role.AUDITOR,),
            title=_("See who changed what"),
            text=_("Every change of every record, with who made it, when, and what stood there before."),
            page="portal:audit",
        ),
        Thing(
            rank=120,
            roles=(Role.AUDITOR,),
            title=_("Follow one case from its start"),
            text=_("The timeline of a case cannot be altered; its check shows that nothing is missing."),
            page="portal:timeline_search",
        ),
        Thing(
            rank=130,
            roles=(Role.SYSADMIN,),
            title=_("See whether all is well"),
            text=_("Workers, alarms, mails and backups on one page. What is red says what to do."),
            page="portal:system",
        ),
        Thing(
            rank=700,
            roles=tuple(sorted(STAFF)),
            title=_("Find anything"),
            text=_("Press / or the search on top, and type a number, a name, a phone number, a room or a page."),
            at="#find .j-search, [data-find-open]",
        ),
    ),
)
