"""What every test may ask for: the cast, its moment, and browsers signed in as its people."""

import asyncio
import gc
from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.utils import translation
from pytest_django import DjangoDbBlocker

from jujiao.kernel.machine.messaging import port
from jujiao.testing.cast import NOW, Cast, Member
from jujiao.testing.casting import bring_in
from jujiao.testing.messaging import Vendor
from jujiao.testing.recording import Recording, record

type SignIn = Callable[[Member], Client]


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> Iterator[None]:
    """Passwords are hashed the quick way: strength is not what the tests wait for."""
    kept = settings.PASSWORD_HASHERS
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    yield
    settings.PASSWORD_HASHERS = kept


@pytest.fixture(scope="session", autouse=True)
def _what_stays_is_not_looked_through() -> None:
    """Modules and collected tests stay until the end: the garbage collector leaves them alone, as in the web server."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Sentences of operations are compared in the language of the sources; pages go by their reader's language."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _beside_the_browsers(request: pytest.FixtureRequest) -> Iterator[None]:
    """A browser of an earlier test keeps an event loop in this thread; a test without one may run its own."""
    kept = asyncio._get_running_loop()  # noqa: SLF001 - asyncio's own door for whoever keeps a loop
    if kept is None or request.node.get_closest_marker("browser"):
        yield
        return
    asyncio._set_running_loop(None)  # noqa: SLF001
    yield
    asyncio._set_running_loop(kept)  # noqa: SLF001


@pytest.fixture(scope="session", autouse=True)
def _as_in_the_demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Staff may work without a second factor, pages name their static files without these having been collected, and
    photos are kept apart from the real ones.

    A static file is looked for when it is asked for: each new `Client` would look through all of them, since it loads
    the middleware anew."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(
        JUJIAO_REQUIRE_SECOND_FACTOR=False,
        MEDIA_ROOT=tmp_path_factory.mktemp("media"),
        WHITENOISE_AUTOREFRESH=True,
        STORAGES={**settings.STORAGES, "staticfiles": plain},
    ):
        yield


@pytest.fixture(scope="session")
def _recorded_cast(
    _quick_passwords: None, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Recording[Cast]:
    with django_db_blocker.unblock():
        return record(bring_in)


@pytest.fixture
def cast(_recorded_cast: Recording[Cast], db: None) -> Cast:
    """The people and places of every test, in the database and at hand; each test has its own copy."""
    return _recorded_cast.play()


@pytest.fixture
def vendor(monkeypatch: pytest.MonkeyPatch) -> Vendor:
    """Who sends the text messages of a test."""
    one, others = Vendor(), port.sender_of
    monkeypatch.setattr(port, "sender_of", lambda way: one if way == "sms" else others(way))
    return one


@pytest.fixture
def now() -> datetime:
    """The moment of every test that has no other: Wednesday 2026-03-11 10:00 in Shanghai."""
    return NOW


@pytest.fixture
def sign_in(db: None) -> SignIn:
    """A browser in which the given member of the cast is signed in: `sign_in(cast.clerk).get("/")`."""

    def as_member(member: Member) -> Client:
        client = Client()
        client.force_login(member.user)
        return client

    return as_member
