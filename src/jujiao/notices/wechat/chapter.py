"""What WeChat brings to the product."""

from django.utils.translation import gettext_lazy as _

from jujiao.kernel.record.chapters import Chapter
from jujiao.kernel.record.declared import Menu, Panel, Place
from jujiao.kernel.record.subjects import SubjectKind
from jujiao.notices.wechat.demo import tell
from jujiao.notices.wechat.models import Account
from jujiao.notices.wechat.personal_data import personal_data
from jujiao.notices.wechat.sentences import NOTICES

ACCOUNT = SubjectKind(key="official_account", label=_("Official account"), model=Account, number="name")

CHAPTER = Chapter(
    key="wechat",
    subjects=(ACCOUNT,),
    addresses={"wechat/": "jujiao.notices.wechat.urls"},
    notices=NOTICES,
    places=(
        Place(menu=Menu.STAFF, rank=1015, page="wechat:accounts", label=_("Official accounts"), icon="message-circle"),
    ),
    panels=(Panel(of="person", page="wechat:of_person"),),
    tables={"account": _("Official accounts"), "binding": _("Bindings of WeChat")},
    columns={
        "app_id": _("AppID"),
        "original_id": _("original id"),
        "url": _("address of the platform"),
        "follower": _("follower"),
        "phone_mark": _("mark of the number"),
        "bound_at": _("bound at"),
        "ended_at": _("ended at"),
        "by": _("proven by"),
    },
    personal_data=personal_data,
    verbs={
        "add_official_account": _("Official account connected"),
        "change_official_account": _("Official account changed"),
        "end_former_key": _("Former key ended"),
        "use_official_account": _("Official account answered again"),
        "leave_official_account": _("Official account answered no more"),
        "show_wechat_code": _("Code to bind WeChat shown"),
        "bind_wechat": _("WeChat bound"),
        "unbind_wechat": _("Binding of WeChat ended"),
        "allow_way": _("Way of sending allowed"),
        "withdraw_way": _("Way of sending switched off"),
        "set_template": _("Template set"),
    },
    demonstration=tell,
)
