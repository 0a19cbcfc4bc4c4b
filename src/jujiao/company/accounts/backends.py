"""Checking a password, and finding the person of a session."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.base_user import AbstractBaseUser

from jujiao.company.accounts.models import User
from jujiao.company.accounts.sessions import person


class AccountBackend(AuthenticationBackend):  # type: ignore[misc]
    """Passwords go with usernames alone: a phone proves itself by a code."""

    def _authenticate_by_phone(self, phone: str, password: str) -> AbstractBaseUser | None:  # noqa: ARG002
        return None

    def get_user(self, user_id: int) -> User | None:
        user = person(user_id)
        return user if user and self.user_can_authenticate(user) else None
