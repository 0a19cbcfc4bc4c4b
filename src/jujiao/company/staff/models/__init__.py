"""Departments, employees, the posts they hold, what is on file about them, and who stands in for them."""

from jujiao.company.staff.models.assignments import Assignment, PrimaryPost
from jujiao.company.staff.models.credentials import (
    Bar,
    BarKind,
    Credential,
    CredentialKind,
    PostRequirement,
    RevokedAs,
)
from jujiao.company.staff.models.departments import Department, DepartmentKind
from jujiao.company.staff.models.employees import Deputy, Employee
from jujiao.company.staff.models.employment import (
    Contract,
    ContractKind,
    Employment,
    EmploymentForm,
    PersonalFile,
    Sex,
)
from jujiao.company.staff.models.posts import Post, PostFamily
from jujiao.company.staff.models.workbooks import ColumnMatching, ExportState, WorkbookExport, WorkbookImport

__all__ = [
    "Assignment",
    "Bar",
    "BarKind",
    "ColumnMatching",
    "Contract",
    "ContractKind",
    "Credential",
    "CredentialKind",
    "Department",
    "DepartmentKind",
    "Deputy",
    "Employee",
    "Employment",
    "EmploymentForm",
    "ExportState",
    "PersonalFile",
    "Post",
    "PostFamily",
    "PostRequirement",
    "PrimaryPost",
    "RevokedAs",
    "Sex",
    "WorkbookExport",
    "WorkbookImport",
]
