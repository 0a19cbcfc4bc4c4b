"""What people type about duties."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from jujiao.company.duty.models import DutyBarKind, DutyPost, DutyPostKind, LeaveKind
from jujiao.company.duty.operations import Appearance, DutyPostFacts
from jujiao.company.duty.operations.attending import APPEARANCE, NOT_SAID
from jujiao.company.duty.operations.posts import NAME
from jujiao.company.duty.queries import departments_keeping, own_posts, who_may_cover
from jujiao.company.estates.forms import VersionForm
from jujiao.company.staff.forms import DATA, EmployeeField, MomentInput
from jujiao.company.staff.models import Department, Employee, Post
from jujiao.company.staff.posts import visible_to
from jujiao.kernel.pages.inputs import DayInput
from jujiao.kernel.pages.written import data
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.texts import TextField


class KeepingDepartmentField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A department by its estate and name."""

    def label_from_instance(self, department: Department) -> str:
        return f"{department.estate.name} {department.name}"


class ChangeDutyPostForm(VersionForm):
    """A post to be covered."""

    name = TextField(NAME, label=_("Name"))
    kind = forms.ChoiceField(label=_("Kind"), choices=DutyPostKind.choices)
    post = forms.ModelChoiceField(
        Post.objects.none(),
        label=_("Post of the company"),
        required=False,
        empty_label="—",
        widget=forms.Select(attrs=DATA),
        help_text=_(
            "Whoever is planned here has to meet what is asked of its holder. Without one, what their own posts ask."
        ),
    )
    round_the_clock = forms.BooleanField(
        label=_("Round the clock: somebody has to be there every minute"),
        required=False,
        help_text=_("A front desk is covered round the clock without this mark, as long as the rulebook asks for it."),
    )
    in_use = forms.BooleanField(label=_("In use: people are planned for it and sign on"), required=False)

    def __init__(self, viewer: Viewer, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        posts = visible_to(viewer).filter(in_use=True).order_by("code")
        self.fields["post"].queryset = posts  # type: ignore[attr-defined]

    def facts(self) -> DutyPostFacts:
        """The post as the operations take it."""
        names = ("name", "post", "round_the_clock", "in_use")
        given = {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}
        return DutyPostFacts(kind=DutyPostKind(self.cleaned_data["kind"]), **given)


class NewDutyPostForm(ChangeDutyPostForm):
    """A new one, of a department."""

    version = None  # type: ignore[assignment]
    in_use = None  # type: ignore[assignment]
    department = KeepingDepartmentField(
        Department.objects.none(), label=_("Department whose people cover it"), widget=forms.Select(attrs=DATA)
    )
    field_order = ["department", "name", "kind", "post", "round_the_clock"]

    def __init__(self, viewer: Viewer, *args: Any, **options: Any) -> None:
        super().__init__(viewer, *args, **options)
        self.fields["department"].queryset = departments_keeping(viewer)  # type: ignore[attr-defined]


class PlanForm(forms.Form):
    """Who is planned, from when until when."""

    employee = EmployeeField(
        Employee.objects.none(), label=_("Person on duty"), empty_label="—", widget=forms.Select(attrs=DATA)
    )
    starts_at = forms.DateTimeField(label=_("Begins at"), widget=MomentInput)
    ends_at = forms.DateTimeField(label=_("Ends at"), widget=MomentInput)

    def __init__(self, duty_post: DutyPost, now: datetime, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["employee"].queryset = who_may_cover(duty_post, now)  # type: ignore[attr-defined]


def called(duty_post: DutyPost) -> SafeString:
    """A post to be covered among those of several estates."""
    return data(f"{duty_post.name} · {duty_post.estate.name}")


class DutyPostField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A post to be covered by its estate and name."""

    def label_from_instance(self, duty_post: DutyPost) -> str:
        return called(duty_post)


class SignOnForm(forms.Form):
    """Where somebody begins their duty, and how they look (3.1.1)."""

    duty_post = DutyPostField(DutyPost.objects.none(), label=_("Where"), empty_label=None, widget=forms.RadioSelect)
    dress = forms.BooleanField(label=_("Clothing in order"), required=False)
    looks = forms.BooleanField(label=_("Appearance in order"), required=False)
    word = TextField(APPEARANCE, label=_("What is not in order"), help_text=_("Empty where both are ticked."))

    def __init__(self, viewer: Viewer, now: datetime, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        posts = DutyPost.objects.filter(pk__in=[each.pk for each in own_posts(viewer, now)]).select_related("estate")
        self.fields["duty_post"].queryset = posts.order_by("estate_id", "name")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Both ticks, or a word."""
        given = self.cleaned_data
        if not (given.get("dress") and given.get("looks")) and not given.get("word") and "word" not in self.errors:
            self.add_error("word", NOT_SAID)
        return given

    def appearance(self) -> Appearance:
        """As the operation takes it."""
        return Appearance(**{name: self.cleaned_data[name] for name in ("dress", "looks", "word")})


class SignOffForm(forms.Form):
    """When a duty ended that was not signed off."""

    at = forms.DateTimeField(label=_("The duty ended at"), widget=MomentInput)


class LeaveForm(forms.Form):
    """A leave, from when until when."""

    kind = forms.ChoiceField(label=_("Kind of leave"), choices=LeaveKind.choices)
    starts_at = forms.DateTimeField(label=_("Begins at"), widget=MomentInput)
    ends_at = forms.DateTimeField(label=_("Ends at"), widget=MomentInput)


class DutyBarForm(forms.Form):
    """What somebody may not be planned for."""

    kind = forms.ChoiceField(label=_("Kind of bar"), choices=DutyBarKind.choices, widget=forms.RadioSelect)
    starts_on = forms.DateField(label=_("From"), widget=DayInput)
    ends_on = forms.DateField(
        label=_("Until"), widget=DayInput, required=False, help_text=_("Empty: until it is ended here.")
    )
