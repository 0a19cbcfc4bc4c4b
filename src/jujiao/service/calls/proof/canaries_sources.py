"""Marked exchanges: of the second estate, and of the other company."""

from collections.abc import Iterator

from jujiao.company.staff.models import Department
from jujiao.service.calls.proof.rows import Maker
from jujiao.testing.canaries import Canary, entered, everybody_but
from jujiao.testing.cast import NOW, Cast

SECOND, OTHER = "canary-exchange-second", "canary-exchange-other"


def plant_sources(cast: Cast) -> Iterator[Canary]:
    """One for each place: the exchange bears the mark, which whoever reads of its calls reads beside them."""
    yield _canary(cast.second_customer_service, SECOND, "clerk_elsewhere", "director", "auditor", "sysadmin")
    department = Department.objects.create(estate=cast.other_estate, name="总机组", kind="customer_service")
    yield _canary(department, OTHER, "outsider")


def _canary(department: Department, mark: str, *readers: str) -> Canary:
    source = Maker(department, NOW, mark).source()
    telephone = Maker(department, NOW).telephone(source)
    return Canary(
        mark=mark,
        kept_from=everybody_but(*readers),
        at={"source_id": source.pk, "telephone_id": telephone.pk},
        subjects=(entered("telephone_source", source.pk, mark),),
        row=source,
        read=(readers[0], "telephony:calls"),
    )
