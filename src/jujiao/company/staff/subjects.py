"""What timelines of this app speak of."""

from django.utils.translation import gettext_lazy as _

from jujiao.company.staff.models import Employee, Post
from jujiao.kernel.record.subjects import SubjectKind

EMPLOYEE = SubjectKind(key="employee", label=_("Employee"), model=Employee, number="number")
POST = SubjectKind(key="post", label=_("Post"), model=Post, number="code")
