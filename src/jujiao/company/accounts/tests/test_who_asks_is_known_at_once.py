"""A session is read together with the person whose it was before; who asks is still what the session says."""

from collections.abc import Iterator

import pytest
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from jujiao.company.accounts import sessions
from jujiao.company.accounts.operations import sign_out_elsewhere
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.fixtures import SignIn

pytestmark = pytest.mark.django_db
NEWS = "/notices/news/"


@pytest.fixture(autouse=True)
def _nobody_was_here() -> Iterator[None]:
    vars(sessions)["_whose"].clear()
    yield
    vars(sessions)["_whose"].clear()


def asked(client: Client, status: int = 200) -> list[str]:
    """The statements of a request that read who asks."""
    with CaptureQueriesContext(connection) as found:
        assert client.get(NEWS).status_code == status
    return [each["sql"] for each in found if "django_session" in each["sql"] or "accounts_user" in each["sql"]]


def test_the_second_request_asks_once(cast: Cast, sign_in: SignIn) -> None:
    clerk = sign_in(cast.clerk)
    assert (len(asked(clerk)), len(asked(clerk)), len(asked(clerk))) == (2, 1, 1)


def test_whoever_is_signed_out_is_not_let_in_by_what_is_remembered(cast: Cast, sign_in: SignIn) -> None:
    clerk, gone = sign_in(cast.clerk), sign_in(cast.clerk2)
    for each in (clerk, gone):
        asked(each)
    sign_out_elsewhere(user=cast.clerk.user, actor=cast.clerk.viewer, now=NOW)
    Session.objects.filter(session_key=gone.session.session_key).delete()
    assert len(asked(clerk, 302)) >= 1
    assert len(asked(gone, 302)) == 1


def test_a_session_that_is_somebody_elses_now_is_theirs(cast: Cast, sign_in: SignIn) -> None:
    client, other = sign_in(cast.clerk), sign_in(cast.engineer)
    asked(client)
    kept = client.session
    for name, value in other.session.items():
        kept[name] = value
    kept.save()
    assert kept[SESSION_KEY] == str(cast.engineer.user.pk)
    assert client.get("/").context["request"].user == cast.engineer.user
    assert client.get("/").context["request"].user == cast.engineer.user
    assert len(asked(client)) == 1


def test_no_more_are_remembered_than_need_be(cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "KEPT", 2)
    for person in (cast.clerk, cast.clerk2, cast.engineer):
        asked(sign_in(person))
    assert len(vars(sessions)["_whose"]) == 1


def test_whether_anybody_is_signed_in_asks_for_nobody(
    cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk = sign_in(cast.clerk)
    asked(clerk)
    monkeypatch.setattr(sessions, "close_old_connections", lambda: None)  # the test's own is not given back
    with CaptureQueriesContext(connection) as found:
        assert sessions.is_signed_in(str(clerk.session.session_key))
    assert len([each for each in found if "accounts_user" in each["sql"]]) == 0
