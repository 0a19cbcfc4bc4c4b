"""The answer of a department: cards of positions, or nobody, said and confirmed."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jujiao.cases.forms import HIGHEST_VERSION
from jujiao.company.staff.models import Department, Post
from jujiao.kernel.pages.inputs import DayInput
from jujiao.kernel.record.texts import Text, TextField
from jujiao.people.requisitions.models import Position
from jujiao.people.requisitions.texts import DUTIES, EXPERIENCE, NAME, SKILLS, WHY_NEEDED
from jujiao.rules.people.requisitions import MOST_PEOPLE, MOST_POSITIONS, Wanted

PREFIX = "positions"
DATA = {"translate": "no"}
FACTS = ("post", "name", "number", "duties", "skills", "experience", "reason", "needed_by")


def lines(text: Text, label: Any) -> TextField:
    return TextField(text, label=label, widget=forms.Textarea(attrs={"rows": 2}), required=True)


class PositionForm(forms.Form):
    """One position (需求岗位). A card on which nothing is written does not count."""

    post = forms.ModelChoiceField(
        Post.objects.none(), label=_("Post of the company"), required=False, empty_label=_("none of these"),
        widget=forms.Select(attrs=DATA),
    )  # fmt: skip
    name = TextField(NAME, label=_("Name, where it is none of these"), required=False)
    number = forms.IntegerField(label=_("People needed"), min_value=1, max_value=MOST_PEOPLE)
    needed_by = forms.DateField(label=_("Needed by"), widget=DayInput())
    duties = lines(DUTIES, _("Duties"))
    skills = lines(SKILLS, _("Skills"))
    experience = lines(EXPERIENCE, _("Experience"))
    reason = lines(WHY_NEEDED, _("Why they are needed"))

    def __init__(self, *args: Any, posts: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["post"].queryset = posts  # type: ignore[attr-defined]
        self.use_required_attribute = False

    def clean(self) -> dict[str, Any]:
        if not (self.cleaned_data.get("post") or self.cleaned_data.get("name")) and not self.errors.get("name"):
            self.add_error("name", _("Choose a post of the company, or write what it is called."))
        return self.cleaned_data

    @property
    def wanted(self) -> Wanted:
        """The position as the rules know it."""
        given = {name: value for name, value in self.cleaned_data.items() if name in FACTS}
        post = given.pop("post")
        return Wanted(**given, post_id=post.pk if post else None)


class AnswerForm(forms.Form):
    """What is said beside the cards: "nobody", with a second tick that confirms it."""

    version = forms.IntegerField(widget=forms.HiddenInput, max_value=HIGHEST_VERSION)
    none = forms.BooleanField(label=_("The department needs nobody in this time"), required=False)
    confirmed = forms.BooleanField(label=_("Yes, nobody: I have asked those who would know"), required=False)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if bool(given.get("none")) != bool(given.get("confirmed")):
            self.add_error("confirmed", _("Tick both to say that nobody is needed, or neither."))
        return given


class RequestForm(forms.Form):
    """For which department people are asked for between the rounds."""

    department = forms.ModelChoiceField(
        Department.objects.none(), label=_("Department"), empty_label=None, widget=forms.Select(attrs=DATA)
    )


class _Cards(forms.BaseFormSet):  # type: ignore[type-arg]
    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Leave this one out")


PositionSet = forms.formset_factory(
    PositionForm,
    formset=_Cards, extra=0, min_num=0, max_num=MOST_POSITIONS, absolute_max=MOST_POSITIONS, validate_max=True,
    can_delete=True,
)  # fmt: skip


def cards(data: Any, company_id: int, *, before: Sequence[Position] = ()) -> Any:
    """The cards: those that were sent, or those of an earlier answer, or one that is empty."""
    posts = Post.objects.filter(company=company_id, in_use=True).order_by("code")
    initial = [{name: getattr(one, name) for name in FACTS} for one in before]
    given: dict[str, Any] = {"prefix": PREFIX, "form_kwargs": {"posts": posts}}
    return PositionSet(data, **given) if data is not None else PositionSet(initial=initial or [{}], **given)


def blank(company_id: int, number: int) -> PositionForm:
    """One more card, the `number`-th from 0."""
    posts = Post.objects.filter(company=company_id, in_use=True).order_by("code")
    card = PositionForm(prefix=f"{PREFIX}-{number}", posts=posts)
    card.fields["DELETE"] = forms.BooleanField(label=_("Leave this one out"), required=False)
    return card


def wanted(found: Any) -> list[Wanted]:
    """The positions on cards that are right, but for those that are empty or left out."""
    kept = [card for card in found.forms if card.has_changed() and card not in found.deleted_forms]
    return [card.wanted for card in kept]
