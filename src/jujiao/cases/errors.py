"""Why a step on a case was refused."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

from jujiao.kernel.errors import NotAllowed, UnableTo
from jujiao.rules.errors import RuleBroken


class UnableToTakeStep(UnableTo):
    """The regulation does not allow this step now; `details` has clause and code."""


class NotYours(NotAllowed):
    """The step belongs to somebody else."""


@contextmanager
def by_the_rules() -> Iterator[None]:
    """Turns a broken rule into a refusal in the user's language."""
    try:
        yield
    except RuleBroken as broken:
        raise UnableToTakeStep(_(broken.message) % broken.params, clause=broken.clause, code=broken.code) from broken
