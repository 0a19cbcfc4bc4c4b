"""What people type about the posts that a company has."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jujiao.company.estates.forms import VersionForm
from jujiao.company.staff.models import PostFamily
from jujiao.company.staff.operations import PostFacts
from jujiao.company.staff.operations.company_posts import CODE, HIGHEST, NAME
from jujiao.kernel.record.texts import TextField


class CompanyPostForm(forms.Form):
    """A post of the company."""

    code = TextField(CODE, label=pgettext_lazy("of a post", "Code"), widget=forms.TextInput(attrs={"autofocus": True}))
    name = TextField(NAME, label=pgettext_lazy("of a post", "Name"))
    family = forms.ChoiceField(label=_("Family of posts"), choices=PostFamily.choices)
    level = forms.IntegerField(label=_("Level"), min_value=1, max_value=HIGHEST, initial=1)
    is_key = forms.BooleanField(label=_("Key post: a search firm may help to fill it"), required=False)
    is_guard = forms.BooleanField(label=_("Guard: fitness and licence are examined"), required=False)
    special_work = forms.BooleanField(label=_("Special work: needs its certificate"), required=False)

    def facts(self) -> PostFacts:
        """The post as the operations take it."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return PostFacts(**{**given, "family": PostFamily(given["family"])})


class ChangePostForm(VersionForm, CompanyPostForm):
    """The same, of a post that is there."""

    in_use = forms.BooleanField(label=_("In use: people may be wanted for it"), required=False)
