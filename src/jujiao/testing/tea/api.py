"""Tea for other systems."""

from django.http import HttpRequest
from ninja import Router

router = Router()


@router.get("/tea", operation_id="tea_list")
def cups(request: HttpRequest) -> list[str]:
    """The cups that are served."""
    return []
