"""What promises bring to the product."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from jujiao.kernel.record.chapters import Chapter
from jujiao.kernel.record.declared import Api
from jujiao.kernel.record.notice_kinds import ALARMS, REMINDERS, NoticeKind
from jujiao.promises.recorded import COLUMNS, TABLES

CHAPTER = Chapter(
    key="promises",
    addresses={"promises/": "jujiao.promises.urls"},
    api=Api(
        router="jujiao.promises.api.router",
        prefix="promise",
        about="Each promise says why it falls due when it does.",
    ),
    notices={
        "promise.half": NoticeKind(gettext_noop("%(number)s: half of the time for “%(promise)s” is gone"), REMINDERS),
        "promise.three_quarters": NoticeKind(
            gettext_noop("%(number)s: three quarters of the time for “%(promise)s” are gone"), REMINDERS
        ),
        "promise.due": NoticeKind(gettext_noop("%(number)s: “%(promise)s” is due now"), ALARMS, clause="1.3.2"),
        "promise.manager": NoticeKind(gettext_noop("%(number)s: “%(promise)s” is late"), ALARMS, clause="1.3.2"),
        "promise.company": NoticeKind(
            gettext_noop("%(number)s: “%(promise)s” is far too late"), ALARMS, clause="1.3.2"
        ),
        "promise.gathered": NoticeKind(
            gettext_noop("“%(promise)s”: several need you today; the list shows which"), REMINDERS
        ),
        "promise.moved": NoticeKind(
            gettext_noop("%(number)s: the date of “%(promise)s” was counted anew with the new calendar"), REMINDERS
        ),
    },
    verbs={"measure": _("Measured")},
    tables=TABLES,
    columns=COLUMNS,
)
