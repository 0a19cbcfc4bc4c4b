"""Where allauth's second factors ask what this product wants."""

from typing import Any, ClassVar

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils.translation import gettext as _

from jujiao.company.accounts.allauth_words import SECOND_FACTOR_ERRORS
from jujiao.company.accounts.models import User
from jujiao.company.accounts.queries import second_factors
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.machine.sealing import Seal, SealBroken

SECRETS = Seal("accounts.second_factor")


class UnableToReadSecret(UnableTo):
    """The secret was kept under a key that this installation no longer has."""


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets are kept encrypted under the secret key, so that a copy of the database alone opens no door."""

    error_messages: ClassVar[dict[str, Any]] = {**DefaultMFAAdapter.error_messages, **SECOND_FACTOR_ERRORS}

    def get_totp_issuer(self) -> str:
        return _("Jujiao")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": _("Jujiao")}

    def get_public_key_credential_user_entity(self, user: User) -> dict[str, Any]:
        return {**super().get_public_key_credential_user_entity(user), "display_name": user.name}

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _("Passkey %(number)s") % {"number": number}

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The last one stays where a second factor is required."""
        if not settings.JUJIAO_REQUIRE_SECOND_FACTOR:
            return True
        return second_factors(authenticator.user).exclude(pk=authenticator.pk).exists()

    def encrypt(self, text: str) -> str:
        return SECRETS.close(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Raises UnableToReadSecret, never gives an empty secret: one could compute its codes."""
        try:
            return SECRETS.open(encrypted_text)
        except SealBroken as error:
            sentence = _("Your second factor can no longer be read. Ask administration to reset it.")
            raise UnableToReadSecret(sentence) from error
