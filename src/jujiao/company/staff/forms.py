"""What people type about departments, employees, posts and deputies."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jujiao.company.accounts.fields import PhoneField
from jujiao.company.estates.forms import PersonNameField, VersionForm
from jujiao.company.estates.models import Estate
from jujiao.company.estates.queries import estates_of
from jujiao.company.staff.directory import EDIT_STAFF, departments_of
from jujiao.company.staff.models import Department, DepartmentKind, Employee, Post
from jujiao.company.staff.operations import NewPost, deputies, exports
from jujiao.company.staff.operations.posts import TITLE
from jujiao.company.staff.permissions import may_assign
from jujiao.company.staff.posts import visible_to as posts_of
from jujiao.kernel.pages.inputs import DayInput
from jujiao.kernel.record.access import Role, Viewer
from jujiao.kernel.record.texts import TextField

DATA = {"translate": "no"}


class MomentInput(forms.DateTimeInput):
    """A moment picked in the browser's own calendar and clock, local."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class EstateField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """An estate by its name."""

    def __init__(self, **options: Any) -> None:
        super().__init__(Estate.objects.none(), label=_("Estate"), widget=forms.Select(attrs=DATA), **options)


class DepartmentField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A department by its estate and name."""

    def __init__(self) -> None:
        departments = Department.objects.none()
        label = pgettext_lazy("of an employee", "Department")
        super().__init__(departments, label=label, required=False, empty_label="—", widget=forms.Select(attrs=DATA))

    def label_from_instance(self, department: Department) -> str:
        return f"{department.estate.name} {department.name}"


class CompanyPostField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the company's posts, which says what is asked of its holder."""

    def __init__(self) -> None:
        posts = Post.objects.none()
        super().__init__(
            posts, label=_("Post"), required=False, empty_label="—", widget=forms.Select(attrs=DATA),
            help_text=_("What it asks of its holder is looked at before it is given."),
        )  # fmt: skip


class EmployeeField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A colleague by name and staff number."""

    def label_from_instance(self, employee: Employee) -> str:
        return f"{employee.name} ({employee.number})"


class DepartmentForm(forms.Form):
    """A new department."""

    estate = EstateField(empty_label=None)
    name = forms.CharField(label=_("Name"), max_length=60, widget=forms.TextInput(attrs={"autofocus": True}))
    kind = forms.ChoiceField(label=_("Kind"), choices=DepartmentKind.choices, widget=forms.RadioSelect)

    def __init__(self, viewer: Viewer, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["estate"].queryset = estates_of(viewer, *EDIT_STAFF)  # type: ignore[attr-defined]


class PostForm(forms.Form):
    """A post to give. What the viewer may not give is not offered; the operation refuses it all the same."""

    role = forms.ChoiceField(label=_("Role"))
    post = CompanyPostField()
    title = TextField(TITLE, label=_("Title"), help_text=_("As on the name badge; empty means the post's name."))
    estate = EstateField(required=False, empty_label=_("All estates of the company"))
    department = DepartmentField()
    starts_on = forms.DateField(label=_("Post from"), widget=DayInput)
    ends_on = forms.DateField(label=_("Post until"), widget=DayInput, required=False)

    def __init__(self, viewer: Viewer, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        estates = estates_of(viewer, *EDIT_STAFF)
        self.fields["estate"].queryset = estates  # type: ignore[attr-defined]
        departments = departments_of(viewer).filter(estate__in=estates.order_by())
        self.fields["department"].queryset = departments  # type: ignore[attr-defined]
        self.fields["role"].choices = roles_to_give(viewer, list(estates))  # type: ignore[attr-defined]
        self.fields["post"].queryset = posts_of(viewer).filter(in_use=True).order_by("code")  # type: ignore[attr-defined]

    def to_give(self) -> NewPost:
        """The post as the operations take it."""
        given = self.cleaned_data
        return NewPost(
            role=Role(given["role"]),
            title=given["title"],
            starts_on=given["starts_on"],
            estate=given["estate"],
            department=given["department"],
            ends_on=given["ends_on"],
            post=given["post"],
        )


class HireForm(PostForm):
    """A new employee with the first post."""

    name = PersonNameField()
    number = forms.CharField(label=_("Staff number"), max_length=20)
    username = forms.CharField(
        label=_("User name"), max_length=60, required=False, help_text=_("Empty means the staff number.")
    )
    phone = PhoneField()
    email = forms.EmailField(label=_("E-mail"), required=False)
    starts_on = forms.DateField(label=_("First day"), widget=DayInput)

    field_order = [
        "name", "number", "username", "phone", "email", "starts_on", "role", "post", "title", "estate", "department",
    ]  # fmt: skip

    def __init__(self, viewer: Viewer, *args: Any, **options: Any) -> None:
        super().__init__(viewer, *args, **options)
        self.order_fields(self.field_order)


class EmployeeForm(VersionForm):
    """An employee's own data; the number on record is not shown here, an empty field keeps it."""

    name = PersonNameField()
    number = forms.CharField(label=_("Staff number"), max_length=20)
    phone = PhoneField(label=_("New phone number"))
    no_phone = forms.BooleanField(label=_("Remove the number on record"), required=False)
    email = forms.EmailField(label=_("New e-mail"), required=False)
    no_email = forms.BooleanField(label=_("Remove the e-mail on record"), required=False)
    joined_on = forms.DateField(label=_("First day"), widget=DayInput)


class LeaveForm(VersionForm):
    """The last day of an employee."""

    left_on = forms.DateField(label=_("Last day"), widget=DayInput)


class LastDayForm(VersionForm):
    """Another last day, or none."""

    left_on = forms.DateField(label=_("Last day"), widget=DayInput, required=False)
    stays = forms.BooleanField(label=_("Does not leave at all"), required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("left_on") and not given.get("stays") and "left_on" not in self.errors:
            self.add_error("left_on", _("Write the last day, or say that the person does not leave."))
        return given


class ComeBackForm(PostForm):
    """The post with which somebody comes back."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class EndPostForm(VersionForm):
    """The last day of a post."""

    ends_on = forms.DateField(label=_("Last day"), widget=DayInput)


class EmptyForm(forms.Form):
    """A step that needs nothing but to be confirmed."""


class DeputyForm(forms.Form):
    """Who stands in, from when until when."""

    deputy = EmployeeField(Employee.objects.none(), label=_("Deputy"), empty_label="—", widget=forms.Select(attrs=DATA))
    starts_at = forms.DateTimeField(label=_("Stands in from"), widget=MomentInput)
    ends_at = forms.DateTimeField(label=_("Stands in until before"), widget=MomentInput)
    reason = TextField(deputies.REASON, label=_("Reason"))


class WorkbookForm(forms.Form):
    """A workbook to look at and take over."""

    workbook = forms.FileField(
        label=_("Workbook"),
        widget=forms.FileInput(
            attrs={
                "accept": ".xlsx,.xls,.csv,text/csv,application/vnd.ms-excel,"
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            }
        ),
        help_text=_(
            "The form as downloaded, or a list of your own (.xlsx, .xls, .csv), up to 5 MB and 20,000 rows a sheet."
            " First you see what would change."
        ),
    )


class ExportForm(forms.Form):
    """An export to ask for."""

    contacts = forms.BooleanField(label=_("With phone numbers"), required=False)
    reason = TextField(
        exports.REASON,
        label=_("Reason"),
        help_text=_("Needed with phone numbers. It stays on record with your name and the time."),
    )


def roles_to_give(viewer: Viewer, estates: list[Estate]) -> list[tuple[str, str]]:
    """The roles that the viewer may give somewhere, with their labels."""
    company_id = viewer.company_id or 0
    return [
        (role.value, str(role.label))
        for role in Role
        if role != Role.OWNER and any(may_assign(viewer, company_id, role, each) for each in (*estates, None))
    ]
