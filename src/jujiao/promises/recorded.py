"""What recorded tables and columns of promises are called, but for columns that have a label of their own."""

from django.utils.translation import gettext_lazy as _

TABLES = {
    "custody": _("Custody of cases"),
    "promise": _("Promises"),
}
COLUMNS = {
    "agreed": _("agreed"),
    "from_at": _("held from"),
    "done_at": _("done at"),
    "next_alarm_at": _("next alarm"),
    "owed_to_id": _("number of whom it is owed to"),
    "owed_to_kind": _("to whom it is owed"),
    "provisional": _("provisional"),
    "quantity": _("quantity"),
    "seq": _("sequence"),
    "started_at": _("started at"),
    "until_at": _("held until"),
    "subject_id": _("number of the subject"),
    "subject_kind": _("kind of subject"),
    "subject_label": _("subject"),
}
