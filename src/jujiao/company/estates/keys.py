"""The column that says which places are the same, filled from what a place is called whenever that is written."""

from typing import Any

from django.db import models

from jujiao.rules.places import place_key


class PlaceKey(models.TextField):  # type: ignore[type-arg]
    """`rules.places.place_key` of the attribute `of`. Rows written in bulk have it too; an update of chosen columns
    names it beside the one it follows."""

    def __init__(self, *args: Any, of: str = "name", **given: Any) -> None:
        self.of = of
        super().__init__(*args, **{"editable": False, **given})

    def deconstruct(self) -> Any:
        name, path, args, given = super().deconstruct()
        given.pop("editable")
        return name, path, args, {**given, "of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:  # noqa: ARG002
        key = place_key(getattr(model_instance, self.of))
        setattr(model_instance, self.attname, key)
        return key
