"""Sessions in the database, read together with the person whose each was when it was read last: mostly a request knows
by one statement who asks."""

from contextvars import ContextVar
from datetime import datetime
from typing import Any, Final, NamedTuple

from django.contrib import auth
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db import close_old_connections
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from jujiao.company.accounts.asked_with import answered, asked_with
from jujiao.company.accounts.models import User
from jujiao.kernel.database.compiled import compiled, first
from jujiao.kernel.database.together import together
from jujiao.kernel.machine import clock

KEPT: Final = 10_000
"""Sessions of which a process remembers whose they were."""
_whose: Final[dict[str, int]] = {}
"""Who was found by a session, by its key. Nobody is let in by it: it only says about whom to ask ahead."""


class Ahead(NamedTuple):
    """What was asked about a person before the session said that it is theirs."""

    user_id: int
    found: list[User]
    answers: list[Any]


class SessionStore(db.SessionStore):
    """Django's own. Settings name this module as the engine."""

    ahead: Ahead | None = None
    asks_ahead = True

    def _get_session_from_db(self) -> Session | None:
        key = self.session_key or ""
        asked = _running.asked(key=key, now=timezone.now())  # noqa: TID251 - the clock by which Django ends a session
        user_id = _whose.get(key) if self.asks_ahead else None
        if user_id is None:
            found = asked.rows()
        else:
            found, people, *answers = together(asked, *asked_of(user_id))
            self.ahead = Ahead(user_id, people, answers)
        session = first(found)
        if session is None:
            self._session_key = None
        return session

    def person(self, user_id: int) -> User | None:
        """Whose account it is, with what is asked about them, which is used once."""
        ahead, self.ahead = self.ahead, None
        if ahead is None or ahead.user_id != user_id:
            ahead = Ahead(user_id, *_found(user_id))
            _remember(self.session_key, user_id)
        user = first(ahead.found)
        return user and answered(user, ahead.answers)


_session: ContextVar[Any] = ContextVar("session", default=None)
"""The session of which it is being asked whose it is: Django tells a backend the id alone."""


def user_of(request: HttpRequest) -> AbstractBaseUser | AnonymousUser:
    """Whose session it is, as Django says."""
    asking = _session.set(request.session)
    try:
        return auth.get_user(request)
    finally:
        _session.reset(asking)


def person(user_id: int) -> User | None:
    """The account of that id, with what is asked about it, for the backend that Django asks."""
    session = _session.get()
    if session is not None:
        theirs: User | None = session.person(user_id)
        return theirs
    found, answers = _found(user_id)
    user = first(found)
    return user and answered(user, answers)


def is_signed_in(key: str) -> bool:
    """Whether somebody is signed in by the session of this key. Outside any request: gives its connection back."""
    session = SessionStore(key)
    session.asks_ahead = False
    try:
        return session.get(SESSION_KEY) is not None
    finally:
        close_old_connections()


def _remember(key: str | None, user_id: int) -> None:
    if key is not None:
        if len(_whose) >= KEPT:
            _whose.clear()
        _whose[key] = user_id


def _found(user_id: int) -> tuple[list[User], list[Any]]:
    found, *answers = together(*asked_of(user_id))
    return found, answers


def asked_of(user_id: int) -> list[Any]:
    """Asks for the account of that id, and what goes with it."""
    return [_with_id.asked(pk=user_id), *asked_with("pk", user_id, clock.now())]


@compiled
def _with_id(*, pk: int) -> QuerySet[User]:
    return User.objects.filter(pk=pk)


@compiled
def _running(*, key: str, now: datetime) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=now)
