"""Every write of this app."""

from jujiao.company.staff.operations.company_posts import (
    KEEP_POSTS,
    PostFacts,
    UnableToKeepPost,
    change_post,
    create_post,
    may_keep_posts,
)
from jujiao.company.staff.operations.credentials import (
    NewCredential,
    UnableToKeepBar,
    UnableToKeepCredential,
    record_bar,
    record_credential,
    revoke_credential,
    strike_bar,
    verify_credential,
)
from jujiao.company.staff.operations.departments import UnableToAddDepartment, add_department
from jujiao.company.staff.operations.deputies import UnableToAppoint, appoint_deputy, end_deputy
from jujiao.company.staff.operations.employees import (
    UnableToHire,
    UnableToLeave,
    edit_employee,
    hire,
    leave,
    reveal_employee_phone,
)
from jujiao.company.staff.operations.employment import (
    ContractFacts,
    UnableToKeepContract,
    add_contract,
    change_contract,
    change_form,
)
from jujiao.company.staff.operations.exports import (
    UnableToExport,
    approve_export,
    ask_for_export,
    refuse_export,
    take_export,
)
from jujiao.company.staff.operations.files import (
    FileFacts,
    UnableToKeepFile,
    UnableToRevealIdentity,
    keep_file,
    reveal_identity,
)
from jujiao.company.staff.operations.gate import UnableToAssign
from jujiao.company.staff.operations.imports import (
    Tried,
    UnableToMatch,
    UnableToTakeOver,
    match_columns,
    send_workbook,
    take_over,
    try_workbook,
)
from jujiao.company.staff.operations.posts import NewPost, assign_post, end_post, retitle_post
from jujiao.company.staff.operations.primary import UnableToMakePrimary, make_primary
from jujiao.company.staff.operations.returning import UnableToComeBack, come_back, correct_leaving

__all__ = [
    "KEEP_POSTS",
    "ContractFacts",
    "FileFacts",
    "NewCredential",
    "NewPost",
    "PostFacts",
    "Tried",
    "UnableToAddDepartment",
    "UnableToAppoint",
    "UnableToAssign",
    "UnableToComeBack",
    "UnableToExport",
    "UnableToHire",
    "UnableToKeepBar",
    "UnableToKeepContract",
    "UnableToKeepCredential",
    "UnableToKeepFile",
    "UnableToKeepPost",
    "UnableToLeave",
    "UnableToMakePrimary",
    "UnableToMatch",
    "UnableToRevealIdentity",
    "UnableToTakeOver",
    "add_contract",
    "add_department",
    "appoint_deputy",
    "approve_export",
    "ask_for_export",
    "assign_post",
    "change_contract",
    "change_form",
    "change_post",
    "come_back",
    "correct_leaving",
    "create_post",
    "edit_employee",
    "end_deputy",
    "end_post",
    "hire",
    "keep_file",
    "leave",
    "make_primary",
    "match_columns",
    "may_keep_posts",
    "record_bar",
    "record_credential",
    "refuse_export",
    "retitle_post",
    "reveal_employee_phone",
    "reveal_identity",
    "revoke_credential",
    "send_workbook",
    "strike_bar",
    "take_export",
    "take_over",
    "try_workbook",
    "verify_credential",
]
