"""Marked telephones, seats and scripts: of the second estate, and of the other company."""

from collections.abc import Iterator

from jujiao.company.estates.models import Estate
from jujiao.company.staff.models import Department
from jujiao.service.calls.proof.rows import Maker
from jujiao.service.calls.proof.rows_pop import script
from jujiao.testing.canaries import Canary, entered, everybody_but
from jujiao.testing.cast import NOW, Cast

SECOND, OTHER = "canary-seat-second", "canary-seat-other"


def plant_pop(cast: Cast) -> Iterator[Canary]:
    """One for each place: post, exchange, telephone and wording bear the mark."""
    readers = ("clerk_elsewhere", "hr", "director", "auditor", "sysadmin")
    yield _canary(cast.second_customer_service, SECOND, readers, "clerk_elsewhere")
    department = Department.objects.create(estate=cast.other_estate, name="电话组", kind="customer_service")
    yield _canary(department, OTHER, ("outsider",), "outsider")


def _canary(department: Department, mark: str, readers: tuple[str, ...], reader: str) -> Canary:
    estate: Estate = department.estate
    make = Maker(department, NOW, mark)
    telephone = make.telephone(make.source(name=mark))
    said = script(estate.company, estate, f"{mark} {{小区}}您好")
    return Canary(
        mark=mark,
        kept_from=everybody_but(*readers),
        at={
            "telephone_id": telephone.pk,
            "call_id": make.call(telephone.source).pk,
            "script_id": said.pk,
            "estate_id": estate.pk,
        },
        subjects=(entered("script", said.pk, mark),),
        row=said,
        read=(reader, "telephony:scripts"),
    )
