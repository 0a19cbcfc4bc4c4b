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
from jujiao.company.staff.operations.posts import NewPost, UnableToAssign, assign_post, end_post

__all__ = [
    "NewPost",
    "UnableToAddDepartment",
    "UnableToAppoint",
    "UnableToAssign",
    "UnableToHire",
    "UnableToLeave",
    "add_department",
    "appoint_deputy",
    "assign_post",
    "edit_employee",
    "end_deputy",
    "end_post",
    "hire",
    "leave",
    "reveal_employee_phone",
]
