"""Every write of this app."""

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
from jujiao.company.staff.operations.imports import UnableToTakeOver, check_again, check_workbook, take_over
from jujiao.company.staff.operations.posts import NewPost, UnableToAssign, assign_post, end_post, retitle_post

__all__ = [
    "NewPost",
    "UnableToAddDepartment",
    "UnableToAppoint",
    "UnableToAssign",
    "UnableToExport",
    "UnableToHire",
    "UnableToLeave",
    "UnableToTakeOver",
    "add_department",
    "appoint_deputy",
    "approve_export",
    "ask_for_export",
    "assign_post",
    "check_again",
    "check_workbook",
    "edit_employee",
    "end_deputy",
    "end_post",
    "hire",
    "leave",
    "refuse_export",
    "retitle_post",
    "reveal_employee_phone",
    "take_export",
    "take_over",
]
