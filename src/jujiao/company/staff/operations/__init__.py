"""Every write of this app."""

from jujiao.company.staff.operations.company_posts import (
    KEEP_POSTS,
    PostFacts,
    UnableToKeepPost,
    change_post,
    create_post,
    may_keep_posts,
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
from jujiao.company.staff.operations.exports import (
    UnableToExport,
    approve_export,
    ask_for_export,
    refuse_export,
    take_export,
)
from jujiao.company.staff.operations.imports import (
    Tried,
    UnableToMatch,
    UnableToTakeOver,
    match_columns,
    send_workbook,
    take_over,
    try_workbook,
)
from jujiao.company.staff.operations.posts import NewPost, UnableToAssign, assign_post, end_post, retitle_post
from jujiao.company.staff.operations.returning import UnableToComeBack, come_back, correct_leaving

__all__ = [
    "KEEP_POSTS",
    "NewPost",
    "PostFacts",
    "Tried",
    "UnableToAddDepartment",
    "UnableToAppoint",
    "UnableToAssign",
    "UnableToComeBack",
    "UnableToExport",
    "UnableToHire",
    "UnableToKeepPost",
    "UnableToLeave",
    "UnableToMatch",
    "UnableToTakeOver",
    "add_department",
    "appoint_deputy",
    "approve_export",
    "ask_for_export",
    "assign_post",
    "change_post",
    "come_back",
    "correct_leaving",
    "create_post",
    "edit_employee",
    "end_deputy",
    "end_post",
    "hire",
    "leave",
    "match_columns",
    "may_keep_posts",
    "refuse_export",
    "retitle_post",
    "reveal_employee_phone",
    "send_workbook",
    "take_export",
    "take_over",
    "try_workbook",
]
