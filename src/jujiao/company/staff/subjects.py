"""What timelines of this app speak of."""

from django.utils.translation import gettext_lazy as _

from jujiao.company.staff.models import Employee, PersonalFile, Post
from jujiao.kernel.record.subjects import SubjectKind

EMPLOYEE = SubjectKind(key="employee", label=_("Employee"), model=Employee, number="number")
POST = SubjectKind(key="post", label=_("Post"), model=Post, number="code")
PERSONAL_FILE = SubjectKind(
    key="personal_file",
    label=_("Personal file"),
    model=PersonalFile,
    called=lambda file: file.employee.name,
)
"""Kept apart from the employee's timeline, which every clerk reads."""
