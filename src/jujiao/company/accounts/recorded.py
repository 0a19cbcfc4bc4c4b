"""What recorded tables and columns of accounts are called, but for columns that have a label of their own."""

from django.utils.translation import gettext_lazy as _

TABLES = {
    "apitoken": _("API tokens"),
    "secondfactor": _("Second factors"),
    "user": _("Accounts"),
}
COLUMNS = {
    "date_joined": _("account since"),
    "expires_at": _("valid until"),
    "is_active": _("may sign in"),
    "language": _("language"),
    "phone_verified": _("phone verified"),
    "revoked_at": _("revoked at"),
    "session_epoch": _("sessions ended"),
    "type": _("type"),
}
