"""The one page of tea."""

from django.http import HttpResponse

from jujiao.kernel.access import Role, ViewerRequest, door


@door(Role.CLERK)
def cups(_request: ViewerRequest) -> HttpResponse:
    """Says that there is tea."""
    return HttpResponse("tea")
