"""How an account's owner reads: in which language, in which size, and whether the first page explains itself."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from jujiao.company.accounts.models import User
from jujiao.company.accounts.operations.keeping import locked
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.timeline import note


@transaction.atomic
def choose_language(*, user: User, language: str, actor: Viewer, now: datetime) -> None:
    """Keeps the language in which the person is written to. Unknown codes and the present one change nothing."""
    if language not in dict(settings.LANGUAGES):
        return
    user = locked(user)
    if user.language == language:
        return
    user.language = language
    user.save(update_fields=["language"])
    note(user, "choose_language", actor, now, language=language)


@transaction.atomic
def choose_type(*, user: User, large: bool, actor: Viewer, now: datetime) -> None:
    """Keeps whether the person reads larger type (适老). The present choice changes nothing."""
    user = locked(user)
    if user.large_type == large:
        return
    user.large_type = large
    user.save(update_fields=["large_type"])
    note(user, "choose_type", actor, now, large=large)


@transaction.atomic
def end_tour(*, user: User, actor: Viewer, now: datetime) -> None:
    """The person has ended the tour of their first page, which shows it no more by itself. Ended again, nothing
    changes."""
    user = locked(user)
    if user.toured:
        return
    user.toured = True
    user.save(update_fields=["toured"])
    note(user, "end_tour", actor, now)
