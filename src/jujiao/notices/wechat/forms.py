"""What people type about official accounts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jujiao.company.estates.forms import VersionForm
from jujiao.company.estates.models import Estate
from jujiao.company.estates.queries import estates_of
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.texts import TextField
from jujiao.notices.wechat.operations.accounts import LONG, NAME, SEALED, AccountFacts
from jujiao.notices.wechat.queries_accounts import KEEPERS

UNSEEN = {"autocomplete": "off", "spellcheck": "false"}


class AccountForm(forms.Form):
    """An official account, as its page on the platform shows it."""

    name = TextField(NAME, label=_("Name"), widget=forms.TextInput(attrs={"autofocus": True}))
    estate = forms.ModelChoiceField(
        label=_("Whose front desk answers strangers"),
        queryset=Estate.objects.none(),
        empty_label=None,
        widget=forms.Select(attrs={"translate": "no"}),
        help_text=_("Residents are answered by the front desk of their own estate."),
    )
    app_id = forms.CharField(label="AppID", max_length=64, widget=forms.TextInput(attrs=UNSEEN))
    original_id = forms.CharField(label=_("Original id"), max_length=64, widget=forms.TextInput(attrs=UNSEEN))
    secret = TextField(
        LONG,
        label="AppSecret",
        required=True,
        widget=forms.TextInput(attrs=UNSEEN),
        help_text=_("The secrets are kept encrypted and never shown again."),
    )
    token = TextField(LONG, label="Token", required=True, widget=forms.TextInput(attrs=UNSEEN))
    aes_key = TextField(LONG, label="EncodingAESKey", required=True, widget=forms.TextInput(attrs=UNSEEN))

    def __init__(self, *args: Any, viewer: Viewer, **more: Any) -> None:
        super().__init__(*args, **more)
        estate: Any = self.fields["estate"]
        estate.queryset = estates_of(viewer, *KEEPERS)

    def facts(self) -> AccountFacts:
        """The account as the operations take it."""
        return AccountFacts(**{name: value for name, value in self.cleaned_data.items() if name != "version"})


class ChangeAccountForm(VersionForm, AccountForm):
    """The same, of an account that is there: what is left empty stays as it is."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name in SEALED:
            self.fields[name].required = False
            self.fields[name].help_text = _("Leave it empty to keep the one that is there.")
        self.fields["aes_key"].help_text = _(
            "Leave it empty to keep the one that is there. The one before another still counts until you end it."
        )
