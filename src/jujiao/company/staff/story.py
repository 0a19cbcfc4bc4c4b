"""The timeline of an employee in sentences."""

from collections.abc import Mapping

from django.utils.translation import gettext_noop

from jujiao.company.estates.story import story
from jujiao.company.staff.models import Employee
from jujiao.kernel.pages.part_values import Entry

SENTENCES: Mapping[str, tuple[str, str]] = {
    "hire": ("user-plus", gettext_noop("Hired as %(title)s, first day %(day)s")),
    "edit_employee": ("pencil", gettext_noop("Corrected: %(fields)s")),
    "leave": ("logout", gettext_noop("Leaves, last day %(day)s")),
    "correct_leaving": ("pencil", gettext_noop("Last day corrected: %(day)s")),
    "stay": ("pencil", gettext_noop("Does not leave after all; the last day was %(day)s")),
    "come_back": ("user-plus", gettext_noop("Came back as %(title)s from %(day)s")),
    "assign_post": ("id-badge-2", gettext_noop("Post given: %(title)s from %(day)s")),
    "end_post": ("id-badge-2", gettext_noop("Post ends: %(title)s, last day %(day)s")),
    "retitle_post": ("pencil", gettext_noop("The post %(before)s is now called %(title)s")),
    "make_primary": ("id-badge-2", gettext_noop("First post: %(title)s from %(day)s")),
    "change_form": ("pencil", gettext_noop("Form of employment changed")),
    "add_contract": ("file-text", gettext_noop("Contract added")),
    "change_contract": ("pencil", gettext_noop("Contract corrected")),
    "record_credential": ("file-text", gettext_noop("Credential written down")),
    "verify_credential": ("circle-check", gettext_noop("Credential verified")),
    "revoke_credential": ("x", gettext_noop("Credential revoked")),
    "void_credential": ("x", gettext_noop("Credential entered wrongly")),
    "appoint_deputy": (
        "user-check",
        gettext_noop("%(deputy)s stands in from %(starts_at)s until %(ends_at)s"),
    ),
    "end_deputy": ("user-check", gettext_noop("%(deputy)s no longer stands in")),
    "reveal_phone": ("eye", gettext_noop("Phone number shown")),
}


def employee_story(employee: Employee) -> list[Entry]:
    """The latest entries of the employee's timeline, newest first."""
    return story("employee", employee.pk, SENTENCES, {"deputy": Employee})
