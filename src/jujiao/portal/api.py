"""The root of the API: tokens, and the chapters that offer something to other systems."""

from typing import cast

from django.http import HttpRequest
from django.utils import translation
from ninja import NinjaAPI
from ninja.security import HttpBearer

from jujiao.company.accounts.models import User
from jujiao.company.accounts.operations import authenticate
from jujiao.company.staff.queries import viewer_of
from jujiao.kernel import clock
from jujiao.kernel.access import ViewerRequest
from jujiao.kernel.api import answer_refusals, only_known_parameters
from jujiao.service.complaints.api import router as complaints


class Token(HttpBearer):
    """`Authorization: Bearer …`, as printed by `./jujiao token`; the request is its user's, in their language."""

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        now = clock.now()
        user = authenticate(token, now)
        if user is not None:
            request.user = user
            cast(ViewerRequest, request).viewer = viewer_of(user, now)
            translation.activate(user.language)
        return user


api = NinjaAPI(
    title="Jujiao",
    version="1",
    description="Complaints and their promises. Times are ISO 8601 with an offset; 24:00 is the next day's 00:00.",
    auth=Token(),
    docs_url=None,
    urls_namespace="api",
)
answer_refusals(api)
api.add_decorator(only_known_parameters, mode="operation")
api.add_router("", complaints, tags=["complaints"])
