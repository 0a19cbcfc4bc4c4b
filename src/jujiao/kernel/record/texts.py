"""What people write, as it is kept: one declaration for the form, the API and the operation that takes it."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from jujiao.kernel.errors import UnableTo
from jujiao.rules.texts import says_anything, shows_anything, storable


class UnableToKeepText(UnableTo):
    """A text says nothing where something has to be said, is too long, or cannot be stored."""


@dataclass(frozen=True)
class Text:
    """A text of at most `most` characters. With `missing`, the sentence for a text that says nothing, it must say
    something; without, it may be empty. `line`: every run of blanks and breaks becomes one blank."""

    most: int
    missing: Any = ""
    line: bool = False

    def of(self, given: str, refusal: type[UnableTo] = UnableToKeepText) -> str:
        """The text as it is kept, "" for one of which nothing can be seen; `refusal` for what cannot be taken.

        Nothing is ever cut: whoever wrote more than fits says it in fewer words themselves."""
        if not storable(given):
            raise refusal(_("The text holds characters that cannot be kept."))
        kept = (" ".join(given.split()) if self.line else given.strip()) if shows_anything(given) else ""
        if self.missing and not says_anything(kept):
            raise refusal(str(self.missing))
        if len(kept) > self.most:
            raise refusal(
                _("Write no more than %(most)s characters; these are %(given)s.")
                % {"most": self.most, "given": len(kept)}
            )
        return kept


class TextField(forms.CharField):
    """A field for a `Text`: it refuses what the operation refuses, in the same words."""

    def __init__(self, text: Text, **given: Any) -> None:
        super().__init__(**{"required": bool(text.missing), "max_length": text.most, **given})
        self.text = text

    def to_python(self, value: Any) -> str:
        try:
            return self.text.of(super().to_python(value) or "")
        except UnableToKeepText as error:
            raise forms.ValidationError(str(error)) from error
