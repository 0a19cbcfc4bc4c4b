"""Marked calls, and numbers to call back: of the second estate, and of the other company."""

from collections.abc import Iterator

from jujiao.company.staff.models import Department
from jujiao.service.calls.models import Call
from jujiao.service.calls.proof.rows import Maker
from jujiao.testing.canaries import Canary, entered, everybody_but
from jujiao.testing.cast import NOW, Cast

SECOND, OTHER = "canary-call-second", "canary-call-other"


def plant_calls(cast: Cast) -> Iterator[Canary]:
    """One for each place: exchange, post and words bear the mark."""
    readers = ("clerk_elsewhere", "director", "auditor", "sysadmin")
    yield _canary(cast.second_customer_service, SECOND, readers, "clerk_elsewhere")
    department = Department.objects.create(estate=cast.other_estate, name="来电组", kind="customer_service")
    yield _canary(department, OTHER, ("outsider",), "outsider")


def _canary(department: Department, mark: str, readers: tuple[str, ...], reader: str) -> Canary:
    make = Maker(department, NOW, mark)
    row = make.call_back(number="13600136000")
    call: Call = make.call(call_back=row)
    return Canary(
        mark=mark,
        kept_from=everybody_but(*readers),
        at={"call_id": call.pk, "call_back_id": row.pk},
        subjects=(entered("phone_call", call.pk, mark), entered("call_back", row.pk, mark)),
        row=call,
        read=(reader, "telephony:call"),
    )
