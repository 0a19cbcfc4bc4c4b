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
        Thing(
            rank=812,
            roles=(Role.SYSADMIN,),
            title=_("Connect the telephone exchange"),
            text=_("Its address with the secret is shown once; then add the telephones at which callers are answered."),
            page="telephony:sources",
        ),
        Thing(
            rank=427,
            roles=(Role.HEAD, Role.MANAGER),
            title=_("See how many calls are answered within three rings"),
            text=_("By hour and weekday, by clerk, queue and post. Each figure opens to its calls."),
            page="telephony:rates",
        ),
    ),
)
