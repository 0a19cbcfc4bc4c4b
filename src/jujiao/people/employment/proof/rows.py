"""Files and papers that the tests of all apps ask for."""

from datetime import date
from typing import Any

from jujiao.company.staff.models import Bar, Contract, Credential, Employee, Employment
from jujiao.testing.cast import NOW, OPENED, Cast


def a_credential(employee: Employee, **more: Any) -> Credential:
    """A paper that was written down."""
    given: dict[str, Any] = {"kind": "fire", "number": "消 1", "starts_on": OPENED, "ends_on": date(2030, 1, 1)}
    given["recorded_at"] = NOW
    return Credential.objects.create(employee=employee, **{**given, **more})


def to_verify(cast: Cast) -> Credential:
    """One of the engineer's that nobody has verified yet."""
    return a_credential(cast.engineer.employee)


def a_spell(cast: Cast) -> Employment:
    """The time of employment of the engineer."""
    return Employment.objects.get(employee=cast.engineer.employee)


def a_contract(cast: Cast) -> Contract:
    """The contract of the engineer."""
    row, _made = Contract.objects.get_or_create(employment=a_spell(cast), kind="open", starts_on=OPENED)
    return row


def a_bar(cast: Cast) -> Bar:
    """One more that bars the engineer."""
    return Bar.objects.create(
        employee=cast.engineer.employee,
        kind="revoked",
        since=date.fromordinal(OPENED.toordinal() - Bar.objects.count()),
        recorded_at=NOW,
    )
