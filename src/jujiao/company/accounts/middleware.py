"""Who asks; and staff without a second factor are led to set one up before anything else."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from jujiao.company.accounts.queries import second_factors
from jujiao.company.accounts.sessions import user_of

SEEN = "second_factor_seen"
NEEDED_FOR_IT = frozenset(
    {
        "accounts:security",
        "account_change_password",
        "account_login",
        "account_logout",
        "account_reauthenticate",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "mfa_view_recovery_codes",
        "portal:manifest",
        "portal:offline",
        "portal:worker",
        "set_language",
        "set_type",
    }
)


class PersonMiddleware(AuthenticationMiddleware):
    """Django's own, but that a session and its person are mostly read by one statement (see `sessions`)."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: _person(request))  # type: ignore[assignment]


def _person(request: HttpRequest) -> Any:
    """Looked up once, and kept where Django keeps it."""
    kept = vars(request)
    if "_cached_user" not in kept:
        kept["_cached_user"] = user_of(request)
    return kept["_cached_user"]


class SecondFactorMiddleware:
    """Stands in front of every page of a signed-in member of staff. Costs a query only until a factor was seen once:
    the last one cannot be taken off, and a reset ends the session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:  # noqa: ARG002
        match = request.resolver_match
        if match is None or match.view_name in NEEDED_FOR_IT or not must_set_up(request):
            return None
        if request.headers.get("HX-Request"):
            return HttpResponse(status=204, headers={"HX-Redirect": reverse("accounts:security")})
        return redirect("accounts:security")


def must_set_up(request: HttpRequest) -> bool:
    """Whether the person has to set up a second factor before they may do anything else."""
    if not settings.JUJIAO_REQUIRE_SECOND_FACTOR or not request.user.is_authenticated:
        return False
    user = request.user
    if not user.is_staff_account or request.session.get(SEEN):
        return False
    if second_factors(user).exists():
        request.session[SEEN] = True
        return False
    return True
