"""What the drills ask of exchanges: what is changed by its version."""

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import reverse

from jujiao.company.staff.models import Department, DepartmentKind
from jujiao.service.calls.models import Source, Telephone, Vendor
from jujiao.service.calls.proof.rows import Maker, maker
from jujiao.testing.cast import Cast
from jujiao.testing.drilled import Acting, Once, Upload

KEEPERS = ("sysadmin", "sysadmin", "sysadmin", "sysadmin")


def uploads(cast: Cast) -> list[Upload]:
    """A table of calls."""
    url = reverse("telephony:bring", args=[maker(cast).source(Vendor.CSV).pk])
    return [Upload(address="telephony:bring", by="sysadmin", url=url, field="file")]


def once(acting: Acting) -> Iterator[Once]:
    """An exchange and a telephone are changed once, a secret is made anew once: four ask, one is taken."""
    make = Maker(Department.objects.get(estate=acting.estate, kind=DepartmentKind.CUSTOMER_SERVICE), acting.now)

    def page(name: str) -> Callable[[Any], str]:
        return lambda row: reverse(name, args=[row.pk])

    def renamed(row: Source) -> dict[str, Any]:
        return {"name": f"{row.name} 新", "in_use": "on"}

    def nothing(_row: Source) -> dict[str, Any]:
        return {}

    def moved(row: Telephone) -> dict[str, Any]:
        return {"duty_post": row.duty_post_id}

    kept: dict[str, Any] = {"subject": "telephone_source", "who": KEEPERS}
    yield Once(verb="change_source", row=make.source, path=page("telephony:change_source"), fields=renamed, **kept)
    yield Once(verb="renew_source_secret", row=make.source, path=page("telephony:renew_secret"), fields=nothing, **kept)
    yield Once(
        verb="change_telephone", row=make.telephone, path=page("telephony:change_telephone"), fields=moved, **kept
    )
