"""What administration types about an account's templates."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jujiao.company.estates.forms import VersionForm
from jujiao.kernel.record.texts import TextField
from jujiao.notices.wechat.blanks import Blank
from jujiao.notices.wechat.operations.rights import MOST, TEMPLATE_ID

UNSEEN = {"autocomplete": "off", "spellcheck": "false"}


class TemplateForm(VersionForm):
    """A template's id, and what each of its blanks is filled with; a blank without a name is none."""

    template_id = TextField(TEMPLATE_ID, label=_("Template id"), widget=forms.TextInput(attrs=UNSEEN))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for place in range(1, MOST + 1):
            self.fields[f"name_{place}"] = forms.CharField(
                label=_("Blank %(place)s") % {"place": place},
                max_length=22,
                required=False,
                widget=forms.TextInput(attrs={**UNSEEN, "placeholder": f"thing{place}", "translate": "no"}),
            )
            self.fields[f"value_{place}"] = forms.ChoiceField(
                label=_("is filled with"), choices=Blank.choices, required=False
            )

    def blanks(self) -> dict[str, str]:
        """What each blank is filled with, by its name."""
        given = self.cleaned_data
        pairs = ((given[f"name_{place}"], given[f"value_{place}"]) for place in range(1, MOST + 1))
        return {name: value for name, value in pairs if name}
