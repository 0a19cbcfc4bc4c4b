"""Checking a password, and finding the person of a session."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import QuerySet

from jujiao.company.accounts.asked_with import answered, with_answers
from jujiao.company.accounts.models import User
from jujiao.kernel.database.compiled import compiled, first
from jujiao.kernel.machine import clock


class AccountBackend(AuthenticationBackend):  # type: ignore[misc]
    """Passwords go with usernames alone: a phone proves itself by a code."""

    def _authenticate_by_phone(self, phone: str, password: str) -> AbstractBaseUser | None:  # noqa: ARG002
        return None

    def get_user(self, user_id: int) -> User | None:
        found, answers = with_answers(_with_id.asked(pk=user_id), "pk", user_id, clock.now())
        user = first(found)
        return answered(user, answers) if user and self.user_can_authenticate(user) else None


@compiled
def _with_id(*, pk: int) -> QuerySet[User]:
    return User.objects.filter(pk=pk)
