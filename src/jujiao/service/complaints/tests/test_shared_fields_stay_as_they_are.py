"""Fields that all forms share refuse to be changed by one of them; those of its own are changed for it alone."""

from collections.abc import Callable

import pytest
from django import forms

from jujiao.service.complaints.forms.fields import SharedFields
from jujiao.service.complaints.forms.register import RegisterForm
from jujiao.testing.cast import NOW, Cast


class Order(forms.Form):
    tea = forms.ChoiceField(choices=[("green", "Green")], label="Tea")
    cups = forms.IntegerField(label="Cups")


class Plain(Order):
    """The same, as Django copies it."""


Order.base_fields = SharedFields(Order.base_fields, own={"cups"})


@pytest.mark.parametrize(
    "change",
    [
        lambda field: setattr(field, "required", False),
        lambda field: setattr(field, "choices", []),
        lambda field: delattr(field, "label"),
        lambda field: setattr(field.widget, "is_required", False),
        lambda field: field.widget.attrs.update(rows=9),
    ],
)
def test_a_shared_field_refuses_changes(change: Callable[[forms.Field], None]) -> None:
    with pytest.raises((TypeError, AttributeError)):
        change(Order().fields["tea"])
    assert str(Order()["tea"]).split() == str(Plain()["tea"]).split()
    assert not Order({"cups": "2"}).is_valid()


def test_what_is_a_forms_own_changes_there_alone() -> None:
    form = Order()
    form.fields["cups"].required = False
    assert Order().fields["cups"].required


@pytest.mark.django_db
def test_the_form_of_the_desk_is_guarded(cast: Cast) -> None:
    form = RegisterForm(viewer=cast.clerk.viewer, now=NOW)
    with pytest.raises(TypeError, match="name its field in `own` to set its required"):
        form.fields["text"].required = False
