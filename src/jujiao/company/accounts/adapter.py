"""Where allauth asks what this product wants."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from jujiao.company.accounts import texting
from jujiao.company.accounts.allauth_words import ERRORS, MESSAGES, WAYS
from jujiao.company.accounts.fields import OwnNumberField
from jujiao.company.accounts.models import User
from jujiao.company.accounts.operations.guessing import Account, Try, remember_source, was_right
from jujiao.company.accounts.queries import account_named
from jujiao.company.accounts.sources import mark
from jujiao.company.accounts.trying import begin
from jujiao.kernel.machine import client_address, clock
from jujiao.rules.guessing import Kind

STAGES = ["allauth.account.stages.LoginByCodeStage", "allauth.mfa.stages.AuthenticateStage"]
FRESH = 5 * 60
"""Seconds after a sign-in in which its proof need not be repeated to change how one signs in."""


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages: ClassVar[dict[str, Any]] = {**DefaultAccountAdapter.error_messages, **ERRORS}

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """What limits count by."""
        return client_address.of_meta(request.META)

    def get_login_stages(self) -> list[str]:
        return STAGES

    def is_safe_url(self, url: str) -> bool:
        """Only this very site: neither its other names nor an unencrypted page of it."""
        request = context.request
        return url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        return reverse("accounts:security")

    def post_login(self, request: HttpRequest, user: User, **signal: Any) -> HttpResponse:
        if not user.is_staff_account:
            request.session.set_expiry(settings.JUJIAO_RESIDENT_SESSION_AGE)
        response: HttpResponse = super().post_login(request, user, **signal)
        remember_source(user=user, source=mark(request, response), now=clock.now())
        return response

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:  # noqa: ARG002 - as allauth calls it
        """Counts the try, whether a signed-out person's or one that a signed-in person is asked for again."""
        name = credentials.get("username", "")
        user = account_named(name)
        self._attempt: Try = begin(Kind.PASSWORD, Account.of(user) if user else Account.of_nobody(name))

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Whose user name and password these are. ValidationError where too many were wrong before."""
        user: User | None = super().authenticate(request, **credentials)
        if user is not None:
            was_right(self._attempt)
        return user

    def is_reauthentication_required(self, *, app: str, **signal: Any) -> bool:
        """Not right after a sign-in: who was just led to set up a second factor has just typed the password."""
        records = get_authentication_records(context.request, context.request.user)
        fresh = bool(records) and clock.now().timestamp() - records[-1]["at"] < FRESH
        return not fresh and super().is_reauthentication_required(app=app, **signal)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        ways = super().get_reauthentication_methods(user)
        return [way | {"description": str(WAYS[way["id"]])} for way in ways]

    def add_message(  # noqa: PLR0917 - as allauth calls it
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,  # noqa: ARG002 - our sentences need none
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Our own sentence in the place of allauth's, or silence where the page shows it anyhow."""
        sentence = message or MESSAGES.get(message_template or "")
        if sentence:
            super().add_message(request, level, extra_tags=extra_tags, message=str(sentence))

    def phone_form_field(self, **options: Any) -> forms.Field:
        return OwnNumberField(**options)

    def get_user_by_phone(self, phone: str) -> User | None:  # noqa: ARG002 - as allauth calls it
        """Nobody: whom a code leads to is asked once, by OwnerSignInForm; passwords go with user names."""
        return None

    def get_phone(self, user: User) -> tuple[str, bool] | None:
        return (user.phone, user.phone_verified) if user.phone else None

    def set_phone(self, user: User, phone: str, verified: bool) -> None:
        user.phone, user.phone_verified = phone, verified
        user.save(update_fields=["phone", "phone_verified"])

    def set_phone_verified(self, user: User, phone: str) -> None:
        User.objects.filter(pk=user.pk, phone=phone, phone_verified=False).update(phone_verified=True)

    def send_verification_code_sms(self, user: User, phone: str, code: str, **_more: Any) -> None:
        """Sends the code."""
        texting.leave_code(user, phone, code)

    def send_unknown_account_sms(self, phone: str, **_more: Any) -> None:
        """Says why there is no code, where that may be said."""
        texting.leave_no_code(phone)
