"""Sessions in the database, read by a statement that is made once: every request reads one."""

from datetime import datetime

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db import close_old_connections
from django.db.models import QuerySet
from django.utils import timezone

from jujiao.kernel.database.compiled import compiled, first


class SessionStore(db.SessionStore):
    """Django's own. Settings name this module as the engine."""

    def _get_session_from_db(self) -> Session | None:
        # By the clock by which Django writes when a session ends.
        session = first(_running(key=self.session_key or "", now=timezone.now()))  # noqa: TID251 - see above
        if session is None:
            self._session_key = None
        return session


@compiled
def _running(*, key: str, now: datetime) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=now)


def is_signed_in(key: str) -> bool:
    """Whether somebody is signed in by the session of this key. Outside any request: gives its connection back."""
    try:
        return SessionStore(key).get(SESSION_KEY) is not None
    finally:
        close_old_connections()
