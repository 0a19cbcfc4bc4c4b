"""The root of the API: tokens, and the chapters that offer something to other systems."""

from collections.abc import Iterable
from typing import cast

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest
from django.utils import translation
from django.utils.module_loading import import_string
from ninja import NinjaAPI, Router
from ninja.security import HttpBearer
from ninja.utils import replace_path_param_notation

from jujiao.company.accounts.models import User
from jujiao.company.accounts.operations import authenticate
from jujiao.company.staff.asking import viewer_of
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.api import answer_refusals, only_known_parameters
from jujiao.kernel.record.access import ViewerRequest
from jujiao.kernel.record.chapters import chapters
from jujiao.kernel.record.declared import Api


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


def check_ids(prefix: str, router: Router) -> None:
    """ImproperlyConfigured where an operation's id does not begin with its chapter's prefix, or stands twice: clients
    are made of these ids."""
    ids = [operation.operation_id for view in router.path_operations.values() for operation in view.operations]
    wrong = sorted({str(name) for name in ids if not str(name).startswith(f"{prefix}_") or ids.count(name) > 1})
    if wrong:
        raise ImproperlyConfigured(f"API: {wrong} must begin with {prefix}_ and stand once")


def offer(root: NinjaAPI, key: str, offered: Api) -> None:
    """Adds what a chapter offers."""
    router = import_string(offered.router)
    check_ids(offered.prefix, router)
    root.add_router("", router, tags=[key])


def taken(offered: Iterable[Api]) -> dict[str, int]:
    """Megabytes that each address takes, by its pattern, of those that take files."""
    views = (each for one in offered for each in import_string(one.router).path_operations.items())
    most = {path: max(getattr(each.view_func, "takes", 0) for each in view.operations) for path, view in views}
    return {replace_path_param_notation(path).lstrip("/"): megabytes for path, megabytes in most.items() if megabytes}


OFFERED = {chapter.key: chapter.api for chapter in chapters() if chapter.api}
TIMES = "Times are ISO 8601 with an offset; 24:00 is the next day's 00:00."
api = NinjaAPI(
    title="Jujiao",
    version="1",
    description=" ".join([*(offered.about for offered in OFFERED.values()), TIMES]),
    auth=Token(),
    docs_url=None,
    urls_namespace="api",
)
answer_refusals(api)
api.add_decorator(only_known_parameters, mode="operation")
for key, offered in OFFERED.items():
    offer(api, key, offered)
