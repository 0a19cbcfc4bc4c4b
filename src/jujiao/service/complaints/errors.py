"""Why a complaint, or a step on it, was refused; what every case has is in `cases.errors`."""

from jujiao.kernel.errors import UnableTo


class UnableToRegister(UnableTo):
    """Something in the complaint does not fit together."""


class HandledElsewhere(UnableTo):
    """The complaint is merged into another one, where its steps are taken."""
