"""What the forms of signing in share: a try is counted before its secret is compared."""

import logging

from allauth.core import context
from django.core.exceptions import ValidationError

from jujiao.company.accounts.operations.guessing import Account, TooManyTries, Try, begin_try
from jujiao.company.accounts.sources import source_of
from jujiao.kernel.machine import clock
from jujiao.rules.guessing import Kind, Scope

logger = logging.getLogger(__name__)

TOO_MANY = "too_many_login_attempts"
"""The code of the error, as allauth calls it."""
DEAD = "dead"
"""The code of the error where it is the code itself that has no tries left."""


def begin(kind: Kind, account: Account, secret: str = "") -> Try:
    """The try, counted; ValidationError in the form's words where it must not be compared."""
    source = source_of(context.request)
    try:
        return begin_try(kind=kind, account=account, source=source, now=clock.now(), secret=secret)
    except TooManyTries as refused:
        logger.info("too many tries: %s, counted by %s", kind, refused.scope)
        code = DEAD if refused.scope is Scope.SECRET else TOO_MANY
        raise ValidationError(str(refused), code=code) from refused
