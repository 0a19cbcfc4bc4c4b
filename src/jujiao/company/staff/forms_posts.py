"""What people type about the posts that a company has."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jujiao.company.estates.forms import VersionForm
from jujiao.company.staff.models import CredentialKind, PostFamily
from jujiao.company.staff.operations import PostFacts
from jujiao.company.staff.operations.company_posts import CODE, HIGHEST, NAME
from jujiao.kernel.pages.inputs import DayInput
from jujiao.kernel.record.texts import TextField

BY_LAW = (CredentialKind.GUARD, CredentialKind.INDUCTION)
"""What the law asks of guards, and of everybody."""


class CompanyPostForm(forms.Form):
    """A post of the company."""

    code = TextField(CODE, label=pgettext_lazy("of a post", "Code"), widget=forms.TextInput(attrs={"autofocus": True}))
    name = TextField(NAME, label=pgettext_lazy("of a post", "Name"))
    family = forms.ChoiceField(label=_("Family of posts"), choices=PostFamily.choices)
    level = forms.IntegerField(label=_("Level"), min_value=1, max_value=HIGHEST, initial=1)
    is_key = forms.BooleanField(label=_("Key post: a search firm may help to fill it"), required=False)
    is_guard = forms.BooleanField(label=_("Guard: fitness and licence are examined"), required=False)
    special_work = forms.BooleanField(label=_("Special work: needs its certificate"), required=False)
    credentials = forms.MultipleChoiceField(
        label=_("Credentials that it asks"),
        choices=[each for each in CredentialKind.choices if each[0] not in BY_LAW],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def facts(self) -> PostFacts:
        """The post as the operations take it."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        asked = frozenset(CredentialKind(kind) for kind in given["credentials"])
        return PostFacts(**{**given, "family": PostFamily(given["family"]), "credentials": asked})


class ChangePostForm(VersionForm, CompanyPostForm):
    """The same, of a post that is there."""

    in_use = forms.BooleanField(label=_("In use: people may be wanted for it"), required=False)


class FirstPostForm(forms.Form):
    """Since when a post is its holder's first one."""

    starts_on = forms.DateField(label=_("First post from"), widget=DayInput)
