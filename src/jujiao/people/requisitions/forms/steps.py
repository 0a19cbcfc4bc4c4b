"""The forms of the steps on a requisition; the answer has a page of its own."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jujiao.cases.forms import StepForm
from jujiao.company.staff.models import Post
from jujiao.kernel.record.texts import Text, TextField
from jujiao.people.requisitions.models import Requisition
from jujiao.people.requisitions.operations.deciding import positions_of
from jujiao.people.requisitions.texts import REFUSED, SENT_BACK, WITHDRAWN

RequisitionStep = StepForm[Requisition]
DATA = {"translate": "no"}


def reason(text: Text, label: Any) -> TextField:
    """A few lines that say why."""
    return TextField(text, label=label, widget=forms.Textarea(attrs={"rows": 3}))


class AtOnce(RequisitionStep):
    """Nothing to fill in: one click."""

    at_once = True


class Confirmed(RequisitionStep):
    """Nothing to fill in, but looked at once more."""


class Accept(RequisitionStep):
    """Which post of the company each position is that bears only a name."""

    def prepare(self) -> None:
        self.unnamed = [one for one in positions_of(self.case) if one.post_id is None]
        posts = Post.objects.filter(company=self.case.company_id, in_use=True).order_by("code")
        for one in self.unnamed:
            label = _("Which post of the company “%(name)s” is") % {"name": one.name}
            self.fields[f"post_{one.pk}"] = forms.ModelChoiceField(
                posts, label=label, empty_label="—", widget=forms.Select(attrs=DATA)
            )

    def given(self) -> dict[str, Any]:
        posts = {one.pk: self.cleaned_data[f"post_{one.pk}"].pk for one in self.unnamed}
        return {"version": self.cleaned_data["version"], "posts": posts}


class SendBack(RequisitionStep):
    reason = reason(SENT_BACK, _("Why it goes back"))


class Refuse(RequisitionStep):
    reason = reason(REFUSED, _("Why it is refused"))


class Withdraw(RequisitionStep):
    reason = reason(WITHDRAWN, _("Why it is withdrawn"))
