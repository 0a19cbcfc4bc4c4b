"""What those who begin are told about employees."""

from django.utils.translation import gettext_lazy as _

from jujiao.kernel.record.access import Role
from jujiao.kernel.record.helping import Help, Thing

HELP = Help(
    owes={Role.ADMINISTRATION: _("Who comes, changes post or leaves is entered on the day; what they see follows.")},
    things=(
        Thing(
            rank=400,
            roles=(Role.ADMINISTRATION,),
            title=_("Enter who comes and goes"),
            text=_("One by one, or all by a workbook. Cases of whoever leaves go back to their department."),
            page="staff:employees",
        ),
        Thing(
            rank=410,
            roles=(Role.ADMINISTRATION,),
            title=_("Give each department a head"),
            text=_("Without a head the manager hears what a head would. Name a deputy for each leave."),
            page="staff:departments",
        ),
    ),
)
