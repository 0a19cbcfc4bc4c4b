"""What promises bring to the product."""

from django.utils.translation import gettext_noop

from jujiao.kernel.record.chapters import Chapter
from jujiao.promises.recorded import COLUMNS, TABLES

CHAPTER = Chapter(
    key="promises",
    addresses={"promises/": "jujiao.promises.urls"},
    notices={
        "promise.half": gettext_noop("%(number)s: half of the time for “%(promise)s” is gone"),
        "promise.three_quarters": gettext_noop("%(number)s: three quarters of the time for “%(promise)s” are gone"),
        "promise.due": gettext_noop("%(number)s: “%(promise)s” is due now"),
        "promise.manager": gettext_noop("%(number)s: “%(promise)s” is late"),
        "promise.company": gettext_noop("%(number)s: “%(promise)s” is far too late"),
        "promise.gathered": gettext_noop("“%(promise)s”: several need you today; the list shows which"),
        "promise.moved": gettext_noop("%(number)s: the date of “%(promise)s” was counted anew with the new calendar"),
    },
    tables=TABLES,
    columns=COLUMNS,
)
