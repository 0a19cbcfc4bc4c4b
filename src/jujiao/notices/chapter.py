"""What notices bring to the product."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from jujiao.kernel.record.chapters import Chapter
from jujiao.kernel.record.declared import Api, Menu, Panel, Place
from jujiao.kernel.record.notice_kinds import ACCOUNT, WORK, NoticeKind
from jujiao.notices.help import HELP
from jujiao.notices.personal_data import personal_data

SAFE = "个人信息保护法 51"
"""What keeps strangers out of personal data waits for no morning."""

CHAPTER = Chapter(
    key="notices",
    addresses={"notices/": "jujiao.notices.urls", "receipts/": "jujiao.notices.urls_receipts"},
    api=Api(
        router="jujiao.notices.api.router",
        prefix="notice",
        about="Everybody reads what they were told, and says how they wish to be told.",
    ),
    places=(
        Place(menu=Menu.STAFF, rank=1000, page="notices:deliveries", label=_("Deliveries"), icon="send"),
        Place(menu=Menu.STAFF, rank=990, page="notices:calls", label=_("Calls to make"), icon="phone-call"),
        Place(menu=Menu.HOME, rank=800, page="notices:inbox", label=_("Inbox"), icon="inbox"),
        Place(menu=Menu.PERSON, rank=800, page="notices:inbox", label=_("Inbox"), icon="inbox"),
        Place(menu=Menu.PERSON, rank=810, page="notices:settings", label=_("How you are told"), icon="bell"),
    ),
    help=HELP,
    # What the floors below have happened to people, which only this one can tell.
    notices={
        "phone.refused": NoticeKind(
            gettext_noop("%(estate)s: a resident's phone number was changed, and not by them"), WORK
        ),
        "account.give_password_link": NoticeKind(
            gettext_noop("%(actor)s has made a link to choose a new password for %(name)s"), ACCOUNT, clause=SAFE
        ),
        "account.choose_password": NoticeKind(
            gettext_noop("A new password was chosen for %(name)s by a link from administration"), ACCOUNT, clause=SAFE
        ),
        "account.change_password": NoticeKind(gettext_noop("%(name)s has changed the password"), ACCOUNT, clause=SAFE),
        "account.reset_second_factor": NoticeKind(
            gettext_noop("%(actor)s has taken away the second step of %(name)s"), ACCOUNT, clause=SAFE
        ),
    },
    panels=(Panel(of="person", page="notices:consent_of_person"),),
    tables={"consent": _("Consents to offers")},
    columns={
        "given_at": _("given at"),
        "given_by": _("given, written down by"),
        "withdrawn_at": _("withdrawn at"),
        "withdrawn_by": _("withdrawn, written down by"),
        "given_how": _("given"),
        "withdrawn_how": _("withdrawn"),
    },
    verbs={
        "call_tried": _("Called, nobody there"),
        "call_wrong_number": _("Called, the number is wrong"),
        "choose_ways": _("Ways of being told chosen"),
        "be_on_duty": _("Duty said"),
        "consent": _("Consent to offers given"),
        "withdraw_consent": _("Consent to offers withdrawn"),
    },
    personal_data=personal_data,
)
