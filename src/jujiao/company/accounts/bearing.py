"""Tokens where there is no request of the API yet: in front of the pages, and at the live line."""

from django.db import close_old_connections

from jujiao.company.accounts.operations import authenticate
from jujiao.kernel.machine import clock

SCHEME = "bearer"


def secret_in(authorization: str) -> str:
    """The token that the header `Authorization` brings, "" for none."""
    scheme, _blank, secret = authorization.partition(" ")
    return secret.strip() if scheme.lower() == SCHEME else ""


def is_in_force(secret: str) -> bool:
    """Whether that is somebody's token. Outside any request: gives its connection back."""
    try:
        return authenticate(secret, clock.now()) is not None
    finally:
        close_old_connections()
