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
    "large_type": _("larger type"),
    "phone_verified": _("phone verified"),
    "revoked_at": _("revoked at"),
    "session_epoch": _("sessions ended"),
    "type": _("type"),
}
VERBS = {
    "open_account": _("Account opened"),
    "close_account": _("Account closed"),
    "reopen_account": _("Account opened again"),
    "take_phone": _("Number taken over"),
    "lose_phone": _("Number given up"),
    "choose_language": _("Language chosen"),
    "choose_type": _("Size of type chosen"),
    "end_tour": _("Tour of the first page ended"),
    "choose_password": _("Password chosen"),
    "change_password": _("Password changed"),
    "give_password_link": _("Link for a password given"),
    "add_second_factor": _("Second step set up"),
    "reset_second_factor": _("Second step reset"),
    "sign_out_elsewhere": _("Signed out elsewhere"),
    "issue_token": _("API token issued"),
    "revoke_token": _("API token revoked"),
    "number_searches_stopped": _("Searches by number stopped"),
}
