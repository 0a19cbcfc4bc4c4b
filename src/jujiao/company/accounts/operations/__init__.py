"""Every write of this app."""

from jujiao.company.accounts.operations.codes import SignedIn, UnableToSignIn, ask_for_code, sign_in_by_code
from jujiao.company.accounts.operations.language import choose_language, choose_type, end_tour
from jujiao.company.accounts.operations.opening import (
    UnableToOpenAccount,
    close_account,
    give_email,
    open_for_resident,
    open_staff_account,
    reopen_account,
    still_holds,
)
from jujiao.company.accounts.operations.proving import (
    UnableToChoosePassword,
    change_password,
    choose_password,
    password_link,
)
from jujiao.company.accounts.operations.sessions import (
    UnableToResetSecondFactor,
    begin_second_factor,
    end_sessions,
    reset_second_factor,
    sign_out_elsewhere,
)
from jujiao.company.accounts.operations.tokens import (
    UnableToIssueToken,
    UnableToRevokeToken,
    authenticate,
    issue_token,
    opens,
    revoke_token,
)
from jujiao.company.accounts.operations.views import UnableToSaveView, arrange_views, save_view

__all__ = [
    "SignedIn",
    "UnableToChoosePassword",
    "UnableToIssueToken",
    "UnableToOpenAccount",
    "UnableToResetSecondFactor",
    "UnableToRevokeToken",
    "UnableToSaveView",
    "UnableToSignIn",
    "arrange_views",
    "ask_for_code",
    "authenticate",
    "begin_second_factor",
    "change_password",
    "choose_language",
    "choose_password",
    "choose_type",
    "close_account",
    "end_sessions",
    "end_tour",
    "give_email",
    "issue_token",
    "open_for_resident",
    "open_staff_account",
    "opens",
    "password_link",
    "reopen_account",
    "reset_second_factor",
    "revoke_token",
    "save_view",
    "sign_in_by_code",
    "sign_out_elsewhere",
    "still_holds",
]
