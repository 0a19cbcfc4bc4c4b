"""Inputs of forms that more than one chapter shows."""

from django.forms import DateInput


class DayInput(DateInput):
    """A day picked in the browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")
