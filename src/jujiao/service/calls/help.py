"""What those who begin are told about calls, by role."""

from django.utils.translation import gettext_lazy as _

from jujiao.kernel.record.access import Role
from jujiao.kernel.record.helping import Help, Thing

HELP = Help(
    things=(
        Thing(
            rank=425,
            roles=(Role.CLERK,),
            title=_("Call back whose call was missed"),
            text=_("Within minutes. Their next answered call ends it too."),
            page="telephony:call_backs",
        ),
    ),
)
