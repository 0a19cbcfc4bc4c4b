"""What people type about shifts, needs and rosters."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from jujiao.company.duty.forms import called
from jujiao.company.duty.models import DutyPost
from jujiao.company.estates.forms import VersionForm
from jujiao.company.estates.queries import estates_of
from jujiao.company.staff.forms import DATA, EstateField
from jujiao.kernel.pages.inputs import DayInput
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.texts import TextField
from jujiao.people.rosters.models import Scheme, ShiftColour, ShiftKind
from jujiao.people.rosters.models.needs import MINUTES, MOST
from jujiao.people.rosters.operations import Averaged, ShiftFacts
from jujiao.people.rosters.operations.kinds import NAME
from jujiao.people.rosters.operations.opening import APPROVAL
from jujiao.people.rosters.operations.searching import LARGEST_SEED, LONGEST, SHORTEST, USUAL
from jujiao.people.rosters.permissions import KEEP
from jujiao.people.rosters.queries import posts_planned_by

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MIDNIGHT = date(2000, 1, 1)


class AcknowledgeForm(forms.Form):
    """Of which telling the duties are acknowledged."""

    told_at = forms.DateTimeField(required=False, widget=forms.HiddenInput)


class ClockInput(forms.TimeInput):
    """A time of the day picked in the browser's own clock."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class ChangeShiftForm(VersionForm):
    """A kind of shift; one that ends when it begins, or before, ends on the day after."""

    name = TextField(NAME, label=_("Name"), widget=forms.TextInput(attrs={"autofocus": True}))
    starts = forms.TimeField(label=_("Begins at"), widget=ClockInput)
    ends = forms.TimeField(
        label=_("Ends at"), widget=ClockInput, help_text=_("At or before the beginning: on the day after.")
    )
    colour = forms.ChoiceField(label=_("Colour"), choices=ShiftColour.choices)
    in_use = forms.BooleanField(label=_("In use: it may be needed"), required=False)

    def facts(self) -> ShiftFacts:
        """The shift as the operations take it."""
        given = self.cleaned_data
        start = datetime.combine(MIDNIGHT, given["starts"])
        length = datetime.combine(MIDNIGHT, given["ends"]) - start
        minutes = length // timedelta(minutes=1)
        return ShiftFacts(
            name=given["name"],
            starts=given["starts"],
            minutes=minutes if minutes > 0 else minutes + MINUTES,
            colour=ShiftColour(given["colour"]),
            in_use=given.get("in_use", True),
        )


class NewShiftForm(ChangeShiftForm):
    """A new one, of an estate."""

    version = None  # type: ignore[assignment]
    in_use = None  # type: ignore[assignment]
    estate = EstateField(empty_label=None)
    field_order = ["estate", "name", "starts", "ends", "colour"]

    def __init__(self, viewer: Viewer, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["estate"].queryset = estates_of(viewer, *KEEP)  # type: ignore[attr-defined]


def ends_of(shift_kind: ShiftKind) -> datetime:
    """When a kind of shift ends, by the clock."""
    return datetime.combine(MIDNIGHT, shift_kind.starts) + timedelta(minutes=shift_kind.minutes)


class _PeopleField(forms.IntegerField):
    """A number of people."""

    def __init__(self, label: Any) -> None:
        super().__init__(label=label, min_value=0, max_value=MOST)


class WeeklyNeedForm(VersionForm):
    """How many people on each weekday."""

    monday = _PeopleField(WEEKDAYS[0])
    tuesday = _PeopleField(WEEKDAYS[1])
    wednesday = _PeopleField(WEEKDAYS[2])
    thursday = _PeopleField(WEEKDAYS[3])
    friday = _PeopleField(WEEKDAYS[4])
    saturday = _PeopleField(WEEKDAYS[5])
    sunday = _PeopleField(WEEKDAYS[6])

    def counts(self) -> list[int]:
        return [self.cleaned_data[day] for day in DAYS]


class ShiftField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A kind of shift by its name."""

    def __init__(self) -> None:
        super().__init__(
            ShiftKind.objects.none(), label=_("Kind of shift"), empty_label=None, widget=forms.Select(attrs=DATA)
        )


class NewDatedNeedForm(forms.Form):
    """How many people for a shift of one date."""

    day = forms.DateField(label=_("Day"), widget=DayInput)
    shift_kind = ShiftField()
    count = _PeopleField(_("People"))

    def __init__(self, duty_post: DutyPost, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds = ShiftKind.objects.filter(estate=duty_post.estate_id, in_use=True).order_by("starts", "id")
        self.fields["shift_kind"].queryset = kinds  # type: ignore[attr-defined]


class DatedNeedForm(VersionForm):
    """Another number for that date."""

    count = _PeopleField(_("People"))


class _PostsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Posts to be covered, by estate and name."""

    def label_from_instance(self, duty_post: Any) -> str:
        return called(duty_post)


class OpenForm(forms.Form):
    """Which posts, which days, and by which hours people work."""

    posts = _PostsField(
        DutyPost.objects.none(),
        label=_("Posts to be covered"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("One roster holds posts of one estate."),
    )
    first = forms.DateField(label=_("First day of the roster"), widget=DayInput)
    last = forms.DateField(label=_("Last day of the roster"), widget=DayInput)
    scheme = forms.ChoiceField(label=_("Hours"), choices=Scheme.choices, widget=forms.RadioSelect)
    approval_number = TextField(
        APPROVAL,
        label=_("Number of the approval"),
        help_text=_("Of the labour authority, where hours are averaged; with the period that it names."),
    )
    period_first = forms.DateField(label=_("Period from"), widget=DayInput, required=False)
    period_last = forms.DateField(label=_("Period until"), widget=DayInput, required=False)

    def __init__(self, viewer: Viewer, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["posts"].queryset = posts_planned_by(viewer)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("scheme") == Scheme.AVERAGED:
            for name in ("period_first", "period_last"):
                if name not in self.errors and given.get(name) is None:
                    self.add_error(name, _("Averaged hours need their period."))
        return given

    def averaged(self) -> Averaged | None:
        """The approved scheme, where it is one."""
        given = self.cleaned_data
        if given["scheme"] != Scheme.AVERAGED:
            return None
        return Averaged(given["approval_number"], given["period_first"], given["period_last"])


class SearchForm(VersionForm):
    """For how long is searched, and from where."""

    seconds = forms.IntegerField(
        label=_("Seconds at most"),
        min_value=SHORTEST,
        max_value=LONGEST,
        initial=USUAL,
        help_text=_("It ends before where no roster is better."),
    )
    seed = forms.IntegerField(
        label=_("Seed"),
        min_value=0,
        max_value=LARGEST_SEED,
        initial=1,
        help_text=_("The same number finds the same roster again; another one, perhaps another that is as good."),
    )
