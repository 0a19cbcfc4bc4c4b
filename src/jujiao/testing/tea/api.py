"""Tea for other systems."""

from typing import Any, cast

from django.http import HttpRequest
from ninja import Router

from jujiao.kernel.machine import clock
from jujiao.kernel.pages.api import REFUSALS, Body, Id, Version
from jujiao.kernel.record.access import ViewerRequest
from jujiao.testing.tea import operations
from jujiao.testing.tea.queries import get_for, visible_to

router = Router()


class Pour(Body):
    version: Version


@router.get("/tea", operation_id="tea_list", response={200: list[str], **REFUSALS})
def cups(request: HttpRequest) -> list[str]:
    """The cups that are served."""
    return [cup.blend for cup in visible_to(cast(ViewerRequest, request).viewer)]


@router.post("/tea/{cup_id}/pour", operation_id="tea_pour", response={200: dict[str, Any], **REFUSALS})
def pour(request: HttpRequest, cup_id: Id, body: Pour) -> dict[str, Any]:
    """Pours one."""
    viewer = cast(ViewerRequest, request).viewer
    operations.pour(actor=viewer, now=clock.now(), cup_id=get_for(viewer, cup_id).pk, version=body.version)
    return {"id": cup_id}
