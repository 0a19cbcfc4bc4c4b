"""What a rule answers when it is not kept."""

from collections.abc import Mapping


def gettext_noop(message: str) -> str:
    """Mark `message` for translation; the translating is done above this floor."""
    return message


class RuleBroken(Exception):
    """A step that the regulation does not allow.

    `clause` is the clause's number, `code` a stable word for programs, `message` an English sentence fit for the
    user with `%(name)s` places, to be translated and then filled from `params`.
    """

    def __init__(self, clause: str, code: str, message: str, params: Mapping[str, object] | None = None) -> None:
        self.clause = clause
        self.code = code
        self.message = message
        self.params: dict[str, object] = dict(params or {})
        super().__init__(message % self.params if self.params else message)


class OutOfReach(RuleBroken):
    """A time or a span so far away that no due time can be computed from it."""

    def __init__(self) -> None:
        super().__init__(
            "3.2.1",
            "out_of_reach",
            gettext_noop("This date lies too far away. Please check the year."),
        )
