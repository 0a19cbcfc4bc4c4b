"""Fields that the complaint's forms share."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import deepcopy
from datetime import datetime
from functools import cache
from types import MappingProxyType
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.safestring import SafeString

from jujiao.company.estates.names import initials_of
from jujiao.kernel.database.compiled import compiled
from jujiao.kernel.pages.written import data
from jujiao.kernel.record.texts import Text, TextField
from jujiao.service.complaints.models import Category, Channel, Nature

MINUTES = "%Y-%m-%dT%H:%M"


class LongText(TextField):
    """Several lines; the browser's own limit is that of the server."""

    def __init__(self, text: Text, *, rows: int = 4, **given: Any) -> None:
        super().__init__(text, **{"widget": forms.Textarea(attrs={"rows": rows}), **given})


class Moment(forms.DateTimeField):
    """A local day and time, to the minute, as the browser's own picker gives it; the value is aware."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MINUTES)

    def prepare_value(self, value: Any) -> Any:
        return timezone.localtime(value).strftime(MINUTES) if isinstance(value, datetime) else value


class NatureField(forms.ChoiceField):
    """What the owner brings; a complaint where nothing else is said."""

    widget = forms.RadioSelect

    def __init__(self, **given: Any) -> None:
        super().__init__(**{"choices": Nature.choices, "initial": Nature.COMPLAINT, **given})

    def clean(self, value: Any) -> str:
        return str(super().clean(value or Nature.COMPLAINT))


class NamedChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice among rows that bear names which people gave: they are data, whatever the page's language."""

    def label_from_instance(self, obj: Any) -> SafeString:
        return data(obj)


class Topics(forms.RadioSelect):
    """Categories that are chosen by their number, or by the first letters of what they sound like."""

    def create_option(self, name: str, value: Any, label: Any, *given: Any, **more: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, label, *given, **more)
        option["attrs"]["data-sounds"] = initials_of(str(label))
        return option


class TopicField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the categories that are offered, found by a statement that is made once."""

    def to_python(self, value: Any) -> Category | None:
        if value in self.empty_values:
            return None
        try:
            return _offered(pk=int(value))[0]
        except (ValueError, TypeError, IndexError) as error:
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice") from error


@compiled
def _offered(*, pk: int) -> QuerySet[Category]:
    return Category.objects.filter(pk=pk, active=True)


def name_list() -> forms.Select:
    """A list of names to choose from."""
    return forms.Select(attrs={"translate": "no"})


class SharedFields(dict[str, forms.Field]):
    """The fields of a form's class, of which each form copies only those in `own`; the others are everybody's and
    refuse changes with TypeError.

    Django copies all of them for every form, which takes longer than all the rest of making one."""

    def __init__(self, fields: Mapping[str, forms.Field], own: Collection[str]) -> None:
        super().__init__({name: field if name in own else _fixed(field) for name, field in fields.items()})
        self.own = own

    def __deepcopy__(self, memo: dict[int, Any]) -> dict[str, forms.Field]:
        return {name: deepcopy(field, memo) if name in self.own else field for name, field in self.items()}


def _fixed(field: forms.Field) -> forms.Field:
    """A copy that stays as it is: what one request set on it would show in the forms of all others."""
    fixed = deepcopy(field)
    fixed.widget.attrs = cast("dict[str, Any]", MappingProxyType(fixed.widget.attrs))
    for part in (fixed.widget, fixed):
        kind: Any = type(part)
        part.__class__ = _unchanging(kind)
    return fixed


@cache
def _unchanging(kind: type[Any]) -> type[Any]:
    def refuse(_part: object, name: str, *_value: object) -> None:
        raise TypeError(f"This {kind.__name__} is shared by all forms: name its field in `own` to set its {name}.")

    return type(kind.__name__, (kind,), {"__setattr__": refuse, "__delattr__": refuse})


def offer(form: forms.Form, name: str, choices: Sequence[tuple[Any, Any]], initial: Any = None) -> None:
    """Sets what a field offers, and what is chosen to begin with."""
    field = cast(forms.ChoiceField, form.fields[name])
    field.choices, field.initial = list(choices), initial


def offer_rows(form: forms.Form, name: str, rows: QuerySet[Any], initial: Any = None) -> None:
    """Sets the rows that a field offers."""
    field = cast("forms.ModelChoiceField[Any]", form.fields[name])
    field.queryset, field.initial = rows, initial


def pairs(ways: Iterable[Channel]) -> list[tuple[str, Any]]:
    """Channels as a field offers them."""
    return [(way.value, way.label) for way in ways]
