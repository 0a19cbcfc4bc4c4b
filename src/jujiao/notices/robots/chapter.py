"""What robots in group chats bring to the product."""

from django.utils.translation import gettext_lazy as _

from jujiao.kernel.record.chapters import Chapter
from jujiao.kernel.record.declared import Menu, Place
from jujiao.kernel.record.subjects import SubjectKind
from jujiao.notices.robots.models import Robot

ROBOT = SubjectKind(key="robot", label=_("Robot"), model=Robot, number="name")

CHAPTER = Chapter(
    key="robots",
    subjects=(ROBOT,),
    addresses={"robots/": "jujiao.notices.robots.urls"},
    places=(Place(menu=Menu.STAFF, rank=1010, page="robots:list", label=_("Robots"), icon="message-dots"),),
    tables={"robot": _("Robots in group chats")},
    columns={"mark": _("mark of the address")},
    verbs={
        "add_robot": _("Robot added"),
        "change_robot": _("Robot changed"),
        "silence_robot": _("Robot switched off"),
        "use_robot": _("Robot switched on"),
        "try_robot": _("Robot tried"),
    },
)
