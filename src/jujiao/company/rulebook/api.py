"""服务承诺 for other systems: the limits that owners are promised."""

from typing import Any, cast

from django.http import HttpRequest
from ninja import Router, Schema

from jujiao.company.rulebook.promised import promised_to
from jujiao.company.rulebook.queries import company_of, version_in_force
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.api import REFUSALS
from jujiao.kernel.record.access import ViewerRequest

router = Router()


class CommitmentAnswer(Schema):
    """One promise in words."""

    label: str
    value: str
    clause: str
    source: str


class CommitmentGroupAnswer(Schema):
    """Promises that belong together."""

    title: str
    limits: list[CommitmentAnswer]


class CommitmentsAnswer(Schema):
    """What is promised at these estates of yours, by the version of the rulebook in force."""

    estates: str
    version: int
    groups: list[CommitmentGroupAnswer]


@router.get(
    "/commitments",
    response={200: list[CommitmentsAnswer], **REFUSALS},
    operation_id="commitment_list",
    summary="What owners are promised now, where you live or work",
)
def list_commitments(request: HttpRequest) -> list[dict[str, Any]]:
    viewer = cast(ViewerRequest, request).viewer
    version = version_in_force(company_of(viewer).pk, clock.now())
    return [
        {"estates": names, "version": version.number, "groups": groups}
        for names, groups in promised_to(viewer, version)
    ]
