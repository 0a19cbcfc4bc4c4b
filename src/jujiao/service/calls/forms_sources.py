"""What people type about exchanges and their telephones."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jujiao.company.duty.models import DutyPost
from jujiao.company.estates.forms import VersionForm
from jujiao.company.estates.models import Estate
from jujiao.company.estates.queries import estates_of
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.texts import TextField
from jujiao.service.calls.models import Source, Vendor
from jujiao.service.calls.operations.exchanges import ACCOUNT, ADDRESS, NAME, PASSWORD, SourceFacts
from jujiao.service.calls.permissions import KEEPS_EXCHANGES
from jujiao.service.calls.queries_sources import posts_for
from jujiao.service.calls.sources.readers import READERS, Way

UNSEEN = {"autocomplete": "off", "spellcheck": "false"}
DATA = {"translate": "no"}
ASKED = ("address", "account", "password")
"""The fields of an exchange at whose address we listen."""
LARGEST_TABLE = 5 * 1024 * 1024


class _Facts(forms.Form):
    name = TextField(NAME, label=_("Name of the exchange"))
    address = TextField(
        ADDRESS,
        label=_("Address of the manager interface"),
        widget=forms.TextInput(attrs=UNSEEN),
        help_text=_("Asterisk alone: host and port, as 192.168.1.10:5038."),
    )
    account = TextField(ACCOUNT, label=_("Account there"), widget=forms.TextInput(attrs=UNSEEN))
    password = TextField(
        PASSWORD,
        label=_("Password there"),
        widget=forms.TextInput(attrs=UNSEEN),
        help_text=_("It is kept encrypted and never shown again."),
    )

    def facts(self) -> SourceFacts:
        """The exchange as the operations take it."""
        said = ("name", *ASKED, "in_use")
        return SourceFacts(**{name: value for name, value in self.cleaned_data.items() if name in said})


class ConnectForm(_Facts):
    """An exchange that is to be connected."""

    estate = forms.ModelChoiceField(
        Estate.objects.none(), label=_("Estate"), empty_label=None, widget=forms.Select(attrs=DATA)
    )
    vendor = forms.ChoiceField(label=_("Kind"), choices=Vendor.choices)
    field_order = ("estate", "name", "vendor", *ASKED)

    def __init__(self, viewer: Viewer, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["estate"].queryset = estates_of(viewer, *KEEPS_EXCHANGES)  # type: ignore[attr-defined]


class ChangeSourceForm(VersionForm, _Facts):
    """The same of one that is there: its password stays where no other is given."""

    in_use = forms.BooleanField(label=_("In use: what it tells is taken"), required=False)

    def __init__(self, source: Source, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if READERS[source.vendor].way is not Way.ASKED:
            for name in ASKED:
                del self.fields[name]
        else:
            self.fields["password"].help_text = _("Leave it empty to keep the one that is there.")


class RenewForm(VersionForm):
    """Whoever asks for another secret has seen the exchange as it is."""


class TelephoneForm(forms.Form):
    """A telephone that stands at a post."""

    extension = forms.CharField(
        label=_("Extension"), max_length=20, widget=forms.TextInput(attrs={**UNSEEN, "inputmode": "tel"})
    )
    duty_post = forms.ModelChoiceField(
        DutyPost.objects.none(), label=_("Post at which it stands"), empty_label=None, widget=forms.Select(attrs=DATA)
    )

    def __init__(self, source: Source, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["duty_post"].queryset = posts_for(source)  # type: ignore[attr-defined]


class ChangeTelephoneForm(VersionForm, TelephoneForm):
    """The same of one that is there."""

    in_use = forms.BooleanField(label=_("In use: its ring counts"), required=False)

    def __init__(self, source: Source, *args: Any, **options: Any) -> None:
        super().__init__(source, *args, **options)
        del self.fields["extension"]


class TableForm(forms.Form):
    """A table that was saved from an exchange."""

    file = forms.FileField(
        label=_("Table (CSV)"),
        help_text=_("With a heading, and a row for each telephone that rang; times with their seconds."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt"}),
    )

    def content(self) -> bytes:
        """Its bytes. What is cut off beyond the largest is refused as a row that is not whole."""
        found: bytes = self.cleaned_data["file"].read(LARGEST_TABLE)
        return found
