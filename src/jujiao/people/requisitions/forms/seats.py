"""Moving seats by hand."""

from django import forms
from django.utils.translation import gettext_lazy as _

from jujiao.company.staff.models import Department, Post
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.texts import TextField
from jujiao.people.requisitions.models import MoveKind
from jujiao.people.requisitions.operations.headcount import REASON, WHO
from jujiao.people.requisitions.queries import departments_of
from jujiao.rules.people.requisitions import MOST_PEOPLE

DATA = {"translate": "no"}


class SeatsForm(forms.Form):
    """Which seats, how they move, how many, and why."""

    department = forms.ModelChoiceField(
        Department.objects.none(), label=_("Department"), empty_label="—", widget=forms.Select(attrs=DATA)
    )
    post = forms.ModelChoiceField(
        Post.objects.none(), label=_("Post"), empty_label="—", widget=forms.Select(attrs=DATA)
    )
    kind = forms.ChoiceField(label=_("What happens to the seats"))
    number = forms.IntegerField(label=_("How many"), min_value=1, max_value=MOST_PEOPLE, initial=1)
    reason = TextField(REASON, label=_("Why"))

    def offer(self, viewer: Viewer) -> "SeatsForm":
        """Offers what this person may move."""
        roles = sorted({role for role in WHO.values() if viewer.has(role)})
        self.fields["department"].queryset = departments_of(viewer, *roles)  # type: ignore[attr-defined]
        posts = Post.objects.filter(company=viewer.company_id or 0, in_use=True).order_by("code")
        self.fields["post"].queryset = posts  # type: ignore[attr-defined]
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (kind.value, kind.label)
            for kind in MoveKind
            if viewer.has(WHO[kind])  # type: ignore[index]
        ]
        return self
