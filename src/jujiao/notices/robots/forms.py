"""What people type about robots."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jujiao.company.estates.forms import VersionForm
from jujiao.company.estates.models import Estate
from jujiao.company.estates.queries import estates_of
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.texts import TextField
from jujiao.notices.robots.operations import RobotFacts
from jujiao.notices.robots.operations.keeping import ADDRESS, NAME, SECRET
from jujiao.notices.robots.queries import KEEPERS, groups, keeps_all

UNSEEN = {"autocomplete": "off", "spellcheck": "false"}


class RobotForm(forms.Form):
    """A robot of one estate, or of all."""

    name = TextField(NAME, label=_("Name"), widget=forms.TextInput(attrs={"autofocus": True}))
    estate = forms.ModelChoiceField(
        label=_("Estate"),
        queryset=Estate.objects.none(),
        required=False,
        widget=forms.Select(attrs={"translate": "no"}),
    )
    groups = forms.MultipleChoiceField(label=_("It says"), widget=forms.CheckboxSelectMultiple)
    address = TextField(
        ADDRESS,
        label=_("Address (webhook)"),
        required=True,
        widget=forms.TextInput(attrs=UNSEEN),
        help_text=_("As the group shows it under its robot. It is kept encrypted and never shown again."),
    )
    secret = TextField(
        SECRET,
        label=_("Signing secret"),
        widget=forms.TextInput(attrs=UNSEEN),
        help_text=_("Where DingTalk or Feishu shows one. WeCom has none."),
    )

    def __init__(self, *args: Any, viewer: Viewer, **more: Any) -> None:
        super().__init__(*args, **more)
        estate: Any = self.fields["estate"]
        estate.queryset = estates_of(viewer, *KEEPERS)
        estate.required = not keeps_all(viewer)
        estate.empty_label = None if estate.required else _("All estates")
        said: Any = self.fields["groups"]
        said.choices = [(group.key, group.label) for group in groups()]

    def facts(self) -> RobotFacts:
        """The robot as the operations take it."""
        return RobotFacts(**{name: value for name, value in self.cleaned_data.items() if name != "version"})


class ChangeRobotForm(VersionForm, RobotForm):
    """The same, of a robot that is there: its address stays where no other is given."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["address"].required = False
        self.fields["address"].help_text = _("Leave it empty to keep the one that is there, with its secret.")
        self.fields["secret"].help_text = _("Goes with another address.")
