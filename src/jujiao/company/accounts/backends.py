"""Checking a password."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.base_user import AbstractBaseUser


class AccountBackend(AuthenticationBackend):  # type: ignore[misc]
    """Passwords go with usernames alone: a phone proves itself by a code."""

    def _authenticate_by_phone(self, phone: str, password: str) -> AbstractBaseUser | None:  # noqa: ARG002
        return None
